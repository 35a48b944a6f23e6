/** Recognises the two halves of a lifetime by structure, where the receiver has no type at all. */
import { STRUCTURAL_CLIENT, STRUCTURAL_POOLED } from '../contracts/structural.js';
import type { AcquireForm, CallMatch, Contract } from '../model/contract.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { Meaning } from './call-meaning.js';

/** `const c = await anything.connect()`, `anything.connect((error, c) => …)`, where the same function calls `c.release()`. */
export function findStructuralAcquire(node: ts.CallExpression, method: string): Meaning | undefined {
  const form = STRUCTURAL_POOLED.acquire.find(({ match }) => 'method' in match && match.method === method);
  const callback = node.arguments.at(-1);
  if (!form) return undefined;
  if (callback && isFunctionExpression(callback)) return findInCallback(form, callback);
  if (node.arguments.length > 0 || !ts.isAwaitExpression(node.parent)) return undefined;
  const name = findStoredName(node.parent);
  return name !== undefined && callsAny(node, name, STRUCTURAL_POOLED)
    ? { kind: 'acquire', contract: STRUCTURAL_POOLED, forms: [form] }
    : undefined;
}

/** `(error, client) => { … client.release() }`, and with a function that releases: `(error, client, done) => …`. */
function findInCallback({ match }: AcquireForm, callback: CallbackNode): Meaning | undefined {
  const [error, resource, done, ...more] = callback.parameters.map(({ name }) => name);
  if (!error || !resource || !ts.isIdentifier(resource) || more.length > 0) return undefined;
  const isReleased = done
    ? ts.isIdentifier(done) && callsFunction(callback.body, done.text)
    : callsAny(callback.body, resource.text, STRUCTURAL_POOLED);
  if (!isReleased) return undefined;
  const at = { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 } as const;
  const place = done ? { ...at, releaseParameter: 2 } : at;
  return {
    kind: 'acquire',
    contract: STRUCTURAL_POOLED,
    forms: [{ match, resource: place, fails: 'callback' }],
  };
}

type CallbackNode = ts.FunctionExpression | ts.ArrowFunction;

function isFunctionExpression(node: ts.Node): node is CallbackNode {
  return ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}

/**
 * `const fd = anything.openSync(path)` where the same function calls `closeSync(fd)`, `const s = anything.startSession()`
 * where it calls `s.withTransaction(run)`: the name tells the library.
 */
export function findDistinctive(
  node: ts.CallExpression,
  method: string,
  contracts: readonly Contract[],
): Meaning | undefined {
  const isAwaited = ts.isAwaitExpression(node.parent);
  const name = findStoredName(isAwaited ? node.parent : node);
  if (name === undefined) return undefined;
  const isPromised = isAwaited || ts.isPropertyAccessExpression(node.parent);
  const isMeant = (match: CallMatch): boolean =>
    ('method' in match && match.method === method) || ('call' in match && match.call === method);
  for (const contract of contracts) {
    const meant = contract.acquire.filter(({ match }) => isMeant(match));
    const asked = meant.filter(({ resource }) => (resource.at === 'promise') === isPromised);
    const forms = [...asked, ...meant].slice(0, 1);
    const isMade = contract.creates?.some(isMeant) === true;
    if (
      (forms.length === 0 && !isMade) ||
      !(releasesAny(node, name, contract) || usesOwn(node, name, contract))
    )
      continue;
    return isMade ? { kind: 'construct', contract } : { kind: 'acquire', contract, forms };
  }
  return undefined;
}

/** By its own method, or as the argument of a function. */
function releasesAny(node: ts.Node, name: string, contract: Contract): boolean {
  return hasCall(node, (call, member) =>
    contract.release.some(({ method, argument }) => {
      const resource = argument === undefined ? member.expression : call.arguments[argument];
      return member.name.text === method && isNamed(resource, name);
    }),
  );
}

/** Whether something is asked of it that few things can be asked for: to begin or end a transaction. */
function usesOwn(node: ts.Node, name: string, { borrows }: Contract): boolean {
  return hasCall(
    node,
    (_, { name: called, expression }) =>
      /Transaction$/.test(called.text) &&
      isNamed(expression, name) &&
      borrows.some(({ method }) => method === called.text),
  );
}

/** `const c = new Anything()` where the same function awaits `c.connect()` and calls `c.end()`. */
export function findStructuralConstruct(node: ts.NewExpression): Meaning | undefined {
  const name = findStoredName(node);
  if (name === undefined || !calls(node, name, ['connect'])) return undefined;
  return callsAny(node, name, STRUCTURAL_CLIENT)
    ? { kind: 'construct', contract: STRUCTURAL_CLIENT }
    : undefined;
}

function findStoredName(node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAccessExpression(parent) && parent.name.text === 'then') return findHandled(parent);
  const isAssigned = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssigned && ts.isIdentifier(parent.left) ? parent.left.text : undefined;
}

/** `.then((client) => …)` */
function findHandled(then: ts.PropertyAccessExpression): string | undefined {
  const handler = ts.isCallExpression(then.parent) ? then.parent.arguments[0] : undefined;
  const parameter = handler && isFunctionExpression(handler) ? handler.parameters[0] : undefined;
  return parameter && ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
}

function callsFunction(node: ts.Node, name: string): boolean {
  const isIt = ts.isCallExpression(node) && isNamed(node.expression, name);
  return isIt || ts.forEachChild(node, (child) => callsFunction(child, name) || undefined) === true;
}

function callsAny(node: ts.Node, name: string, contract: Contract): boolean {
  return calls(
    node,
    name,
    contract.release.map((form) => form.method),
  );
}

function calls(node: ts.Node, name: string, methods: readonly string[]): boolean {
  return hasCall(
    node,
    (call, member) =>
      call.arguments.length === 0 && isNamed(member.expression, name) && methods.includes(member.name.text),
  );
}

/** Whether the function around `node` has such a call of a method. */
function hasCall(
  node: ts.Node,
  isMeant: (call: ts.CallExpression, member: ts.PropertyAccessExpression) => boolean,
): boolean {
  const visit = (child: ts.Node): boolean => {
    const isIt =
      ts.isCallExpression(child) &&
      ts.isPropertyAccessExpression(child.expression) &&
      isMeant(child, child.expression);
    return isIt || ts.forEachChild(child, (inner) => visit(inner) || undefined) === true;
  };
  return visit(getEnclosingFunction(node));
}

function isNamed(node: ts.Node | undefined, name: string): boolean {
  return node !== undefined && ts.isIdentifier(node) && node.text === name;
}
