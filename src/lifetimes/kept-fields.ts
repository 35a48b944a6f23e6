/**
 * What is kept in a field of `this`, or in a variable that outlives the function, belongs to the object. Somebody has to
 * release it from there: a method of the class, of a base or derived class, or whoever is given the field. Without any
 * such place the resource is lost, however long the object lives.
 */
import { isCloserName } from '../contracts/closers.js';
import type { Contract } from '../model/contract.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { ProgramFacts } from './analysis-context.js';
import { givesAway } from './field-uses.js';

export interface KeptField {
  /** For people: `this.client`. */
  readonly name: string;
  /** Whether something releases it, or gives it to someone who may. */
  readonly isReleased: boolean;
  /** Another method sets it too, and neither of them looks at what it holds. */
  readonly isOverwritten: boolean;
  /** The code around ends other things of its own, so that forgetting this one is no intention. */
  readonly hasCloser: boolean;
  /** The code in which its uses were looked for. */
  readonly scope: ts.Node;
  /** Its name, when all files of the program were searched for it. */
  readonly soughtAs: string | undefined;
}

/** Where `target` keeps a resource of the contract; undefined when that is neither a field of `this` nor a closure's variable. */
export function findKeptField(
  target: ts.Node,
  of: { contract: Contract; facts: Pick<ProgramFacts, 'findFiles' | 'notes'> },
): KeptField | undefined {
  const holder = toHolder(target);
  if (!holder) return undefined;
  of.facts.notes.addFile(target);
  const uses = findUses(holder);
  const isOpen = holder.isThis && !isPrivate(holder);
  const isReleased =
    uses.some((use) => givesAway(use, of.contract)) || (isOpen && isReleasedElsewhere(holder, of));
  return {
    name: target.getText().replace(/\s+/g, ' '),
    isReleased,
    isOverwritten: isOverwritten(holder, uses),
    hasCloser: hasCloser(holder.scope),
    scope: holder.scope,
    soughtAs: isOpen ? holder.name : undefined,
  };
}

interface Holder {
  readonly name: string;
  readonly isThis: boolean;
  readonly owner: ts.ClassLikeDeclaration | undefined;
  /** Where it can be named: the class with its relatives in the file, or the function that declares the variable. */
  readonly scope: ts.Node;
}

function toHolder(target: ts.Node): Holder | undefined {
  if (ts.isPropertyAccessExpression(target) && target.expression.kind === ts.SyntaxKind.ThisKeyword)
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
    if (declares(fn, name.text)) return fn;
  }
  return undefined;
}

function declares(fn: ts.Node, name: string): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name) return true;
    if (node !== fn && ts.isFunctionLike(node)) return false;
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
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

function findUses({ name, isThis, scope }: Holder): readonly ts.Node[] {
  const uses: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
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
  if (ts.isPropertyAccessExpression(node))
    return node.name.text === name && node.expression.kind === ts.SyntaxKind.ThisKeyword;
  return (
    ts.isElementAccessExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ThisKeyword &&
    (!ts.isStringLiteralLike(node.argumentExpression) || node.argumentExpression.text === name)
  );
}

/** `const { client } = this`. */
function isTakenFromThis(node: ts.Node, name: string): boolean {
  return (
    ts.isVariableDeclaration(node) &&
    node.initializer?.kind === ts.SyntaxKind.ThisKeyword &&
    ts.isObjectBindingPattern(node.name) &&
    node.name.elements.some((element) => (element.propertyName ?? element.name).getText() === name)
  );
}

/** No other code can reach it: `#client`, or declared so. */
function isPrivate({ name, owner }: Holder): boolean {
  if (name.startsWith('#')) return true;
  return owner?.members.some((member) => declaresPrivate(member, name)) === true;
}

function declaresPrivate(member: ts.ClassElement, name: string): boolean {
  if (ts.isConstructorDeclaration(member))
    return member.parameters.some((parameter) => parameter.name.getText() === name && hasPrivate(parameter));
  return member.name?.getText() === name && hasPrivate(member);
}

function hasPrivate(node: ts.Node): boolean {
  const hides = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];
  return (
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => hides.includes(kind)) === true
  );
}

/** `holder.client.release()` somewhere else in the program, in a file that knows the class. */
function isReleasedElsewhere(
  holder: Holder,
  { contract, facts }: { contract: Contract; facts: Pick<ProgramFacts, 'findFiles'> },
): boolean {
  const methods = contract.release
    .map((form) => form.method.replace(/\(.*$/, ''))
    .filter((name) => /^\w+$/.test(name));
  const names = [...new Set([...methods, 'close', 'end', 'release', 'destroy'])].join('|');
  const name = holder.name.replace(/[#$]/g, '');
  const released = new RegExp(
    `[\\w\\])!?](?<!\\bthis)\\.${name}\\b[!?]?\\.?(?:${names})\\s*\\(|\\(\\s*(?!this\\b)\\w+\\.${name}\\b`,
  );
  const owner = holder.owner?.name?.text ?? '';
  const words = [`.${name}`, ...(owner === '' ? [] : [owner])];
  return facts.findFiles(words).some((file) => released.test(file.text));
}

function hasCloser(scope: ts.Node): boolean {
  const visit = (node: ts.Node): boolean => {
    const isMethod = ts.isMethodDeclaration(node) || ts.isPropertyDeclaration(node);
    if (isMethod && isCloserName(node.name.getText().replace(/^#/, ''))) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(scope);
}

/** Two methods that set the field without a look at it: the second one loses what the first one has put there. */
function isOverwritten(holder: Holder, uses: readonly ts.Node[]): boolean {
  if (!holder.owner) return false;
  const setters = new Set<ts.Node>();
  for (const use of uses) {
    const method = ts.findAncestor(use, (at) => at.parent === holder.owner);
    if (method && isSet(use) && !looksBefore(method, use, uses)) setters.add(method);
  }
  return setters.size > 1;
}

function isSet(use: ts.Node): boolean {
  const { parent } = use;
  if (!ts.isBinaryExpression(parent) || parent.left !== use) return false;
  const isPlain = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isPlain && !/^(?:null|undefined|void 0)$/.test(parent.right.getText());
}

/** Whether the method asks for the field, or closes something of its own, before it sets it. */
function looksBefore(method: ts.Node, set: ts.Node, uses: readonly ts.Node[]): boolean {
  const isBefore = (node: ts.Node): boolean => node.pos >= method.pos && node.end <= set.pos;
  if (uses.some((use) => isBefore(use) && !isSet(use))) return true;
  const visit = (node: ts.Node): boolean => {
    const closes =
      ts.isCallExpression(node) &&
      isBefore(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      (isCloserName(node.expression.name.text) ||
        node.expression.expression.kind === ts.SyntaxKind.ThisKeyword);
    return closes || ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(method);
}
