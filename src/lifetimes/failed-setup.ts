/**
 * A method that takes something into a field and fails behind that leaves an object which holds it. Whoever made the
 * object just for that, and lets go of it when the method fails, loses both: nobody is left to call its closer.
 */
import { isExclusiveName } from '../contracts/exclusive.js';
import {
  getEnclosingFunction,
  getFunctionName,
  hasBody,
  isFunctionNode,
  runsOnce,
  type FunctionNode,
} from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { getTypeOf } from '../syntax/type-of.js';
import type { ProgramFacts } from './analysis-context.js';

/** For people: who lets go of the object when the method fails; undefined when nobody is seen to. */
export function findWhoLetsGo(
  facts: ProgramFacts,
  { method, field }: { method: FunctionNode; field: string },
): string | undefined {
  const owner = method.parent as ts.Node | undefined;
  if (!owner || !ts.isMethodDeclaration(method) || !ts.isClassLike(owner)) return undefined;
  if (looksWhenItFails(method, field)) return undefined;
  const setup = { facts, owner, name: method.name.getText(), kinds: findKinds(facts.checker, owner) };
  for (const file of facts.findFiles([`.${setup.name}(`])) {
    const call = findCall(file, (node) => isLettingGo(setup, node));
    if (call) return getFunctionName(getEnclosingFunction(call));
  }
  return undefined;
}

/** A `catch` or `finally` of the method names the field: it cleans up itself. */
function looksWhenItFails(method: FunctionNode, field: string): boolean {
  const visit = (node: ts.Node): boolean => {
    const isCleanUp =
      ts.isCatchClause(node) || (ts.isTryStatement(node.parent) && node.parent.finallyBlock === node);
    if (isCleanUp && node.getText().includes(field)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(method);
}

interface Setup {
  readonly facts: ProgramFacts;
  readonly owner: ts.ClassLikeDeclaration;
  readonly name: string;
  /** The class, and what it extends and implements. */
  readonly kinds: ReadonlySet<ts.Symbol>;
}

function findKinds(checker: ts.TypeChecker, owner: ts.ClassLikeDeclaration): ReadonlySet<ts.Symbol> {
  const inherited = (owner.heritageClauses ?? []).flatMap(({ types }) =>
    types.map((type) => checker.getTypeAtLocation(type).getSymbol()),
  );
  const own = owner.name && checker.getSymbolAtLocation(owner.name);
  return new Set([own, ...inherited].filter((symbol) => symbol !== undefined));
}

function findCall(
  file: ts.SourceFile,
  isMeant: (node: ts.CallExpression) => boolean,
): ts.CallExpression | undefined {
  const visit = (node: ts.Node): ts.CallExpression | undefined =>
    ts.isCallExpression(node) && isMeant(node) ? node : ts.forEachChild(node, visit);
  return visit(file);
}

/** `const x = new X(); await x.connect();`, where nothing else has got `x` by then, and nothing is done if that fails. */
function isLettingGo(setup: Setup, call: ts.CallExpression): boolean {
  const { expression: callee } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== setup.name) return false;
  if (!ts.isIdentifier(callee.expression) || !ts.isAwaitExpression(call.parent)) return false;
  const { checker } = setup.facts;
  const type = getTypeOf(checker, callee.expression);
  const symbol = type.getSymbol();
  if (!symbol || !setup.kinds.has(symbol)) return false;
  const declaration = checker.getSymbolAtLocation(callee.expression)?.valueDeclaration;
  const caller = getEnclosingFunction(call);
  if (!declaration || !ts.isVariableDeclaration(declaration) || getEnclosingFunction(declaration) !== caller)
    return false;
  return (
    !mayEndTheProcess(caller) &&
    isFresh(setup, declaration.initializer) &&
    !isKept(checker, declaration, call) &&
    !isHandled(call, declaration.name.getText())
  );
}

/** A script that fails ends, and so does a test. */
function mayEndTheProcess(caller: FunctionNode): boolean {
  for (let at = caller; !ts.isSourceFile(at); at = getEnclosingFunction(at)) {
    const { parent } = at;
    const isArgument = ts.isCallExpression(parent) && parent.expression !== at;
    if (runsOnce(at) || (isArgument && isExclusiveName(parent.expression.getText()))) return true;
  }
  return ts.isSourceFile(caller);
}

/** Made here: by `new`, or by a function that does nothing else. */
function isFresh({ facts, owner }: Setup, value: ts.Expression | undefined): boolean {
  const made = value && unwrap(value);
  if (!made || ts.isNewExpression(made)) return made !== undefined;
  if (!ts.isCallExpression(made)) return false;
  const declaration = getTypeOf(facts.checker, made.expression).getCallSignatures()[0]?.declaration;
  if (declaration && isFunctionNode(declaration) && hasBody(declaration)) return makesAnew(declaration);
  // Of an interface: what the class itself does then.
  const name = ts.isPropertyAccessExpression(made.expression) ? made.expression.name.text : undefined;
  const own = owner.members.find((member) => member.name?.getText() === name);
  return own !== undefined && ts.isMethodDeclaration(own) && makesAnew(own);
}

function unwrap(node: ts.Expression): ts.Expression {
  const isWrapped =
    ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node);
  return isWrapped ? unwrap(node.expression) : node;
}

function makesAnew(fn: FunctionNode): boolean {
  if (ts.isArrowFunction(fn) && !ts.isBlock(fn.body)) return ts.isNewExpression(unwrap(fn.body));
  const results: (ts.Expression | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) results.push(node.expression && unwrap(node.expression));
    if (!isFunctionNode(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(fn, visit);
  return results.length > 0 && results.every((result) => result && ts.isNewExpression(result));
}

/** Whether the object has gone anywhere before the call: all that counts as staying is a use of its members. */
function isKept(checker: ts.TypeChecker, variable: ts.VariableDeclaration, call: ts.CallExpression): boolean {
  const symbol = checker.getSymbolAtLocation(variable.name);
  const caller = getEnclosingFunction(call);
  const visit = (node: ts.Node): boolean => {
    const isUse =
      ts.isIdentifier(node) &&
      node !== variable.name &&
      node.pos < call.pos &&
      checker.getSymbolAtLocation(node) === symbol;
    if (isUse && (getEnclosingFunction(node) !== caller || !isMemberUse(node))) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(caller);
}

function isMemberUse(use: ts.Expression): boolean {
  let at: ts.Node = use;
  while (
    ts.isParenthesizedExpression(at.parent) ||
    ts.isAsExpression(at.parent) ||
    ts.isNonNullExpression(at.parent)
  )
    at = at.parent;
  return ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at;
}

/** A `catch` or `finally` around the call that names the object. */
function isHandled(call: ts.CallExpression, name: string): boolean {
  const mentions = new RegExp(`(?<![\\w$.])${name.replace(/\$/g, '\\$')}(?![\\w$])`);
  for (let at: ts.Node = call; !isFunctionNode(at); at = at.parent) {
    const { parent } = at;
    if (!ts.isTryStatement(parent) || parent.tryBlock !== at) continue;
    const { catchClause, finallyBlock } = parent;
    if ([catchClause, finallyBlock].some((block) => block && mentions.test(block.getText()))) return true;
  }
  return false;
}
