/** Where a field of `this`, or a variable that outlives its function, is named. */
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';

export interface Holder {
  readonly name: string;
  readonly isThis: boolean;
  readonly owner: ts.ClassLikeDeclaration | undefined;
  /** Where it can be named: the class with its relatives in the file, or the function that declares the variable. */
  readonly scope: ts.Node;
}

export function toHolder(target: ts.Node): Holder | undefined {
  if (ts.isPropertyAccessExpression(target) && isThis(target.expression))
    return {
      name: target.name.text,
      isThis: true,
      owner: ts.findAncestor(target, ts.isClassLike),
      scope: findThisScope(target),
    };
  if (!ts.isIdentifier(target)) return undefined;
  const owner = findOwner(target);
  return owner && { name: target.text, isThis: false, owner: undefined, scope: owner };
}

/** The function around that declares the variable; a variable of the module lives as long as the process. */
function findOwner(name: ts.Identifier): ts.Node | undefined {
  for (let fn = getEnclosingFunction(name); !ts.isSourceFile(fn); fn = getEnclosingFunction(fn)) {
    if (findDeclaration(fn, name.text)) return fn;
  }
  return undefined;
}

/** Of a variable of the function itself, not of one inside it. */
function findDeclaration(fn: ts.Node, name: string): ts.VariableDeclaration | undefined {
  const visit = (node: ts.Node): ts.VariableDeclaration | undefined => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name) return node;
    if (node !== fn && ts.isFunctionLike(node)) return undefined;
    return ts.forEachChild(node, visit);
  };
  return visit(fn);
}

/** The class; for functions that are no members of one, the file, because anything in it can share their `this`. */
function findThisScope(node: ts.Node): ts.Node {
  const owner = ts.findAncestor(node, ts.isClassLike);
  if (!owner) return node.getSourceFile();
  const hasRelatives =
    owner.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) === true;
  const isExtended =
    owner.name !== undefined &&
    new RegExp(`extends\\s+${owner.name.text}\\b`).test(node.getSourceFile().text);
  return hasRelatives || isExtended ? node.getSourceFile() : owner;
}

export function findUses({ name, isThis, scope, owner }: Holder): readonly ts.Node[] {
  const uses: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    // A class that extends nothing has a `this` of its own.
    if (!owner && isThis && ts.isClassLike(node) && !node.heritageClauses) return;
    if (isThis && isFieldOfThis(node, name)) uses.push(node);
    if (isThis && isTakenFromThis(node, name)) uses.push(node);
    if (!isThis && isVariableUse(node, name)) uses.push(node);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return uses;
}

function isVariableUse(node: ts.Node, name: string): boolean {
  if (!ts.isIdentifier(node) || node.text !== name) return false;
  const { parent } = node;
  const isName = ts.isPropertyAccessExpression(parent) && parent.name === node;
  return !isName && !(ts.isVariableDeclaration(parent) && parent.name === node);
}

function isFieldOfThis(node: ts.Node, name: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === name && isThis(node.expression);
  return (
    ts.isElementAccessExpression(node) &&
    isThis(node.expression) &&
    (!ts.isStringLiteralLike(node.argumentExpression) || node.argumentExpression.text === name)
  );
}

/** `const { client } = this`. */
function isTakenFromThis(node: ts.Node, name: string): boolean {
  return (
    ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    isThis(node.initializer) &&
    ts.isObjectBindingPattern(node.name) &&
    node.name.elements.some((element) => (element.propertyName ?? element.name).getText() === name)
  );
}

/** `this`, or the variable of a function around that was set to it: `const self = this`. */
export function isThis(node: ts.Expression): boolean {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (!ts.isIdentifier(node)) return false;
  for (let fn = getEnclosingFunction(node); !ts.isSourceFile(fn); fn = getEnclosingFunction(fn)) {
    const declaration = findDeclaration(fn, node.text);
    if (declaration) return declaration.initializer?.kind === ts.SyntaxKind.ThisKeyword;
  }
  return false;
}
