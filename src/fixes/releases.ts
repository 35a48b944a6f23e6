/** The releases that stand in a piece of code, and how each of them can be taken out of it. */
import { LISTENER_METHODS, PROMISE_METHODS } from '../contracts/language-calls.js';
import { isFunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { toPath, withoutWrapping } from './find-acquire.js';
import { getReleaseForms, type Holding } from './holding.js';
import { isPure } from './pure.js';
import type { Refusal } from './refusals.js';

/** How a release leaves the code. */
export type Removal =
  | { readonly kind: 'statement'; readonly call: ts.Node; readonly statement: ts.Statement }
  /** A link of a promise chain: from the end of what it is called on to its own end. */
  | { readonly kind: 'link'; readonly call: ts.Node; readonly link: ts.CallExpression }
  /** The body of an arrow function, of which an empty one stays. */
  | { readonly kind: 'body'; readonly call: ts.Node; readonly body: ts.Expression }
  /** Something of what it stands in stays. */
  | { readonly kind: 'rest'; readonly call: ts.Node; readonly of: ts.Node; readonly rest: string };

export interface FoundReleases {
  readonly removals: readonly Removal[];
  /** Why not all of them can be moved. */
  readonly obstacle?: Refusal;
}

/** All releases of the resource in `nodes`: a fix moves them, it never adds a second one. */
export function findReleases(holding: Holding, nodes: readonly ts.Node[]): FoundReleases {
  const removals: Removal[] = [];
  let obstacle: Refusal | undefined;
  const calls = findReleaseCalls(holding, nodes);
  for (const call of calls) {
    const removal = findRemoval(call);
    if (isSpecial(holding, call) && holding.releaseText !== call.getText()) obstacle ??= 'release-argument';
    else if (!removal) obstacle ??= dependsOnCall(call) ? 'release-condition' : 'scattered-release';
    else removals.push(removal);
  }
  return obstacle === undefined ? { removals } : { removals, obstacle };
}

function isSpecial(holding: Holding, call: ts.Node): call is ts.CallExpression {
  return ts.isCallExpression(call) && getExtraArguments(holding, call) > 0;
}

/** `client.release(true)`, if all releases say just that: then a new one has to say it too. */
export function findReleaseText(holding: Holding, nodes: readonly ts.Node[]): string | undefined {
  const calls = findReleaseCalls(holding, nodes);
  const [first] = calls;
  if (!first || !isSpecial(holding, first) || !first.arguments.every(isConstant)) return undefined;
  const text = first.getText();
  return calls.every((call) => call.getText() === text) ? text : undefined;
}

function isConstant(node: ts.Expression): boolean {
  const { kind } = node;
  return kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;
}

/** Calls that release, and methods that are handed on to be called. */
export function findReleaseCalls(holding: Holding, nodes: readonly ts.Node[]): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isReleaseCall(holding, node) || isReleaseReference(holding, node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return found;
}

/** Whether a release comes at a time of its own: in a timer, in a listener, or handed on to be called by one. */
export function isDeferred(holding: Holding, release: ts.Node): boolean {
  if (ts.isIdentifier(release)) return !toLink(release);
  for (let at = release; at !== holding.fn && !ts.isSourceFile(at); at = at.parent) {
    if (!isFunctionNode(at)) continue;
    const call = at.parent;
    const isArgument = ts.isCallExpression(call) && call.expression !== at;
    const callee = isArgument ? call.expression : undefined;
    if (!callee || !ts.isPropertyAccessExpression(callee)) return isArgument;
    const isLink = PROMISE_METHODS.has(callee.name.text);
    if (!isLink && (LISTENER_METHODS.has(callee.name.text) || !isNamed(callee.expression, holding.name)))
      return true;
  }
  return false;
}

export function isInListener(release: ts.Node): boolean {
  for (let at = release; !ts.isSourceFile(at); at = at.parent) {
    const callee = ts.isCallExpression(at.parent) ? at.parent.expression : undefined;
    if (callee && ts.isPropertyAccessExpression(callee) && LISTENER_METHODS.has(callee.name.text))
      return true;
  }
  return false;
}

export function isReleaseCall(holding: Holding, node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  if (holding.known?.has(node)) return true;
  const { expression } = node;
  if (ts.isIdentifier(expression)) return expression.text === holding.releaseName;
  if (!ts.isPropertyAccessExpression(expression)) return false;
  return getReleaseForms(holding).some(({ method, argument }) => {
    if (expression.name.text !== method) return false;
    const resource = argument === undefined ? expression.expression : node.arguments[argument];
    return resource !== undefined && isNamed(resource, holding.name);
  });
}

/** `.finally(done)` */
function isReleaseReference(holding: Holding, node: ts.Node): boolean {
  return (
    ts.isIdentifier(node) &&
    node.text === holding.releaseName &&
    ts.isCallExpression(node.parent) &&
    node.parent.arguments.includes(node)
  );
}

export function isNamed(node: ts.Expression, name: string): boolean {
  const bare = withoutWrapping(node);
  if (ts.isPropertyAccessExpression(bare)) return toPath(bare) === name;
  return ts.isIdentifier(bare) && bare.text === name;
}

function getExtraArguments(holding: Holding, call: ts.CallExpression): number {
  const isPlain = getReleaseForms(holding).some(({ argument }) => argument === undefined);
  return call.arguments.length - (isPlain || holding.releaseName !== undefined ? 0 : 1);
}

function findRemoval(call: ts.Node): Removal | undefined {
  if (ts.isIdentifier(call)) {
    const link = toLink(call);
    return link && { kind: 'link', call, link };
  }
  let at: ts.Node = call;
  while (ts.isAwaitExpression(at.parent) || ts.isVoidExpression(at.parent) || isGuarded(at)) at = at.parent;
  const { parent } = at;
  if (ts.isArrowFunction(parent) && parent.body === at)
    return findBodyRemoval(call, parent, at as ts.Expression);
  const rest = findRest(at);
  if (rest) return { kind: 'rest', call, ...rest };
  if (!ts.isExpressionStatement(parent)) return undefined;
  const passing = findPassing(parent);
  if (passing) return { kind: 'link', call, link: passing };
  const onlyIn = findOnlyFunction(parent);
  const link = onlyIn && toLink(onlyIn);
  if (link && isForEffect(link)) return { kind: 'link', call, link };
  const statement = widen(parent);
  return statement && { kind: 'statement', call, statement };
}

function findBodyRemoval(call: ts.Node, arrow: ts.ArrowFunction, body: ts.Expression): Removal | undefined {
  const link = toLink(arrow);
  if (!link) return undefined;
  return isForEffect(link) ? { kind: 'link', call, link } : { kind: 'body', call, body };
}

/** What is left of `failed ? report() : client.release()`, and of `client.end().then(() => rows)`. */
function findRest(node: ts.Node): { readonly of: ts.Node; readonly rest: string } | undefined {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) && ts.isExpressionStatement(parent.parent)) {
    const { condition, whenTrue, whenFalse } = parent;
    if (condition === node) return undefined;
    const [asked, other] =
      whenTrue === node ? [toOpposite(condition), whenFalse] : [condition.getText(), whenTrue];
    const end = parent.parent.getText().endsWith(';') ? ';' : '';
    return { of: parent.parent, rest: `if (${asked}) ${other.getText()}${end}` };
  }
  const then =
    ts.isPropertyAccessExpression(parent) && parent.name.text === 'then' ? parent.parent : undefined;
  const handler =
    then && ts.isCallExpression(then) && then.arguments.length === 1 ? then.arguments[0] : undefined;
  const isValue = handler && ts.isArrowFunction(handler) && handler.parameters.length === 0;
  return then && isValue && !ts.isBlock(handler.body)
    ? { of: then, rest: handler.body.getText() }
    : undefined;
}

function toOpposite(condition: ts.Expression): string {
  const text = condition.getText();
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken)
    return condition.operand.getText();
  return ts.isLeftHandSideExpression(condition) ? `!${text}` : `!(${text})`;
}

/** `if (isDone()) client.release()`: what else asking does is not known. */
function dependsOnCall(release: ts.Node): boolean {
  const branch = ts.findAncestor(release, (at) => !ts.isSourceFile(at) && ts.isIfStatement(at.parent));
  const { parent } = branch ?? {};
  return (
    parent !== undefined &&
    ts.isIfStatement(parent) &&
    parent.expression !== branch &&
    !isPure(parent.expression)
  );
}

/** `client && client.release()` */
function isGuarded(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
    parent.right === node &&
    isPure(parent.left)
  );
}

/** The only argument of a promise method. */
function toLink(argument: ts.Node): ts.CallExpression | undefined {
  const call = argument.parent;
  return ts.isCallExpression(call) &&
    call.arguments.length === 1 &&
    call.arguments[0] === argument &&
    ts.isPropertyAccessExpression(call.expression) &&
    PROMISE_METHODS.has(call.expression.name.text)
    ? call
    : undefined;
}

/** Without the link the chain gives the same value: `finally` passes it on, or nobody looks at it. */
function isForEffect(link: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(link.expression) ? link.expression.name.text : '';
  if (name === 'finally') return true;
  if (name === 'catch') return false;
  const { parent } = link;
  return ts.isExpressionStatement(
    ts.isAwaitExpression(parent) || ts.isVoidExpression(parent) ? parent.parent : parent,
  );
}

/** The function of which the statement is all there is. */
function findOnlyFunction(statement: ts.Statement): ts.Node | undefined {
  const block = statement.parent;
  return ts.isBlock(block) && block.statements.length === 1 && isFunctionNode(block.parent)
    ? block.parent
    : undefined;
}

/** `.then((result) => { client.release(); return result; })`: the link itself does nothing more. */
function findPassing(statement: ts.Statement): ts.CallExpression | undefined {
  const block = statement.parent;
  const fn = ts.isBlock(block) && block.statements.length === 2 ? block.parent : undefined;
  const [first, last] = ts.isBlock(block) ? block.statements : [];
  if (first !== statement || !fn || !(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)))
    return undefined;
  const [parameter] = fn.parameters;
  const value = last && ts.isReturnStatement(last) ? last.expression : undefined;
  const isSame = parameter && value && ts.isIdentifier(value) && value.text === parameter.name.getText();
  const link = isSame ? toLink(fn) : undefined;
  const { expression } = link ?? {};
  return expression && ts.isPropertyAccessExpression(expression) && expression.name.text === 'then'
    ? link
    : undefined;
}

/** With the `if` around it that has nothing else to do; undefined when something of the statement would stay. */
function widen(statement: ts.Statement): ts.Statement | undefined {
  const { parent } = statement;
  const isAlone = ts.isBlock(parent) && parent.statements.length === 1;
  const outer = isAlone ? parent.parent : parent;
  const branch = isAlone ? parent : statement;
  if (ts.isIfStatement(outer) && outer.thenStatement === branch && !outer.elseStatement)
    return isPure(outer.expression) ? outer : undefined;
  const isInList = ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent);
  return isInList ? statement : undefined;
}
