/** Finds where the resource of a finding is held: behind a statement, in a callback, or in the handler of a promise. */
import type { Contract } from '../model/contract.js';
import type { Finding } from '../model/finding.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { findCallbackRegion } from './callback-region.js';
import { findContract } from './contract-release.js';
import { findAcquireCall, findStatement, getStatements, toPath, type AcquireCall } from './find-acquire.js';
import { toRoot, type Holding } from './holding.js';
import type { Refusal } from './refusals.js';

export type FoundHolding =
  | { readonly kind: 'found'; readonly holding: Holding }
  | { readonly kind: 'not-found'; readonly why: Refusal };

export type Place = Pick<Holding, 'source' | 'call' | 'contract'>;

export function findPlace(
  source: ts.SourceFile,
  finding: Finding,
  extra: readonly Contract[],
): Place | undefined {
  const call = findAcquireCall(source, finding);
  const contract = findContract(finding.site.contract, extra);
  return call && contract && { source, call, contract };
}

export function findHolding(
  source: ts.SourceFile,
  finding: Finding,
  extra: readonly Contract[],
): FoundHolding {
  const place = findPlace(source, finding, extra);
  if (!place) return { kind: 'not-found', why: 'no-name' };
  const { call, contract } = place;
  const byCallback = findCallbackRegion(call, contract);
  if (byCallback.kind === 'found') return found({ ...place, ...byCallback.in });
  if (byCallback.kind === 'nameless') return { kind: 'not-found', why: 'callback' };
  const handler = findHandler(call);
  if (handler) return found({ ...place, ...handler });
  const chain = findConnectedChain(place, finding);
  if (chain) return found(chain);
  const statement = findStatement(call);
  const name = statement && findName(call, statement, finding);
  if (!statement || name === undefined)
    return { kind: 'not-found', why: isChained(call) ? 'promise-chain' : whyNameless(call) };
  if (livesOn(statement, name)) return { kind: 'not-found', why: 'no-candidate' };
  const list = getStatements(statement.parent);
  if (!list) {
    const whole = findMaybeConnected(place, finding, name);
    return whole ? found(whole) : { kind: 'not-found', why: 'no-name' };
  }
  return found({
    ...place,
    name,
    comes: 'statement',
    fn: getEnclosingFunction(statement),
    region: {
      kind: 'statements',
      parent: statement.parent,
      list: list.slice(list.indexOf(statement) + 1),
      behind: statement.end,
    },
  });
}

function found(holding: Holding): FoundHolding {
  return { kind: 'found', holding };
}

type Handler = Pick<Holding, 'name' | 'comes' | 'fn' | 'region' | 'isOptional'>;

/** `pool.connect().then((client) => …)`, also behind `.catch(() => null)`, when there may be none. */
function findHandler(call: AcquireCall): Handler | undefined {
  const { parent } = call;
  if (!ts.isPropertyAccessExpression(parent)) return undefined;
  if (parent.name.text !== 'catch' || !ts.isCallExpression(parent.parent)) return readHandler(parent);
  const next = parent.parent.parent;
  const handler = ts.isPropertyAccessExpression(next) ? readHandler(next) : undefined;
  return handler && { ...handler, isOptional: true };
}

/** `access`: `….then`, which is called with a function of one parameter. */
export function readHandler(access: ts.PropertyAccessExpression): Handler | undefined {
  if (access.name.text !== 'then') return undefined;
  const then = access.parent;
  const handler = ts.isCallExpression(then) ? then.arguments[0] : undefined;
  if (!handler || !(ts.isArrowFunction(handler) || ts.isFunctionExpression(handler))) return undefined;
  const [parameter] = handler.parameters;
  if (!parameter || !ts.isIdentifier(parameter.name)) return undefined;
  const { body } = handler;
  return {
    name: parameter.name.text,
    comes: 'handler',
    fn: handler,
    region: ts.isBlock(body)
      ? { kind: 'statements', parent: body, list: body.statements, behind: body.getStart() + 1 }
      : { kind: 'expression', expression: body },
  };
}

/** `client.connect().then(…)`: what it is connected for, up to the end of the chain. */
function findConnectedChain(place: Place, finding: Finding): Holding | undefined {
  const { call, contract } = place;
  const receiver = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  // The end of the chain comes when connecting has failed, too.
  if (!finding.site.constructedAt || !receiver || !ts.isIdentifier(receiver) || contract.again !== 'harmless')
    return undefined;
  let at: ts.Expression = call;
  while (ts.isPropertyAccessExpression(at.parent) && ts.isCallExpression(at.parent.parent))
    at = at.parent.parent;
  if (at === call) return undefined;
  const region = { kind: 'expression', expression: at } as const;
  return { ...place, name: receiver.text, comes: 'statement', fn: getEnclosingFunction(call), region };
}

/** `if (needed) await client.connect();`: from there on, where ending what is not connected does no harm. */
function findMaybeConnected(place: Place, finding: Finding, name: string): Holding | undefined {
  const { call, contract } = place;
  if (!finding.site.constructedAt || contract.again !== 'harmless') return undefined;
  const fn = getEnclosingFunction(call);
  for (let at: ts.Node = call; at !== fn; at = at.parent) {
    const list = getStatements(at.parent);
    const index = list?.findIndex((each) => each === at) ?? -1;
    const before = list?.slice(0, index).findLast((each) => declares(each, name));
    if (!list || !before) continue;
    const behind = list[index - 1]?.end ?? before.end;
    const region = { kind: 'statements', parent: at.parent, list: list.slice(index), behind } as const;
    return { ...place, name, comes: 'statement', fn, region };
  }
  return undefined;
}

/** `if (…) { client = await pool.connect(); } use(client);`: the end of the block is not the end of the lifetime. */
function livesOn(statement: ts.Statement, name: string): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(skipAwait(statement.expression)))
    return false;
  const fn = getEnclosingFunction(statement);
  const isBehind = (node: ts.Node): boolean => {
    if (node.end <= statement.parent.end) return false;
    if (ts.isIdentifier(node) && node.text === toRoot(name)) return node.pos >= statement.parent.end;
    return ts.forEachChild(node, isBehind) === true;
  };
  return !ts.isSourceFile(statement.parent) && statement.parent.parent !== fn && isBehind(fn);
}

function skipAwait(node: ts.Expression): ts.Expression {
  return ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) ? skipAwait(node.expression) : node;
}

function findName(call: AcquireCall, statement: ts.Statement, finding: Finding): string | undefined {
  if (finding.site.constructedAt && ts.isPropertyAccessExpression(call.expression)) {
    // `await client.connect()`: the receiver is the resource.
    return ts.isIdentifier(call.expression.expression) ? call.expression.expression.text : undefined;
  }
  if (finding.site.variable === undefined) return undefined;
  if (ts.isVariableStatement(statement)) {
    const [declaration] = statement.declarationList.declarations;
    return declaration && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
  }
  const expression = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  return expression && ts.isBinaryExpression(expression) ? findStored(expression.left) : undefined;
}

/** A variable, or a path from one of the function's own: what others reach is not for this code to release. */
function findStored(target: ts.Expression): string | undefined {
  const path = toPath(target);
  if (path === undefined || ts.isIdentifier(target)) return path;
  const { body } = getEnclosingFunction(target) as { readonly body?: ts.Node };
  return body && declares(body, toRoot(path)) ? path : undefined;
}

function declares(node: ts.Node, name: string): boolean {
  if (ts.isVariableDeclaration(node) && node.name.getText() === name) return true;
  return ts.forEachChild(node, (child) => declares(child, name)) === true;
}

function whyNameless(call: AcquireCall): Refusal {
  let at: ts.Node = call.parent;
  while (!ts.isStatement(at) && !ts.isBinaryExpression(at) && !ts.isPropertyDeclaration(at)) at = at.parent;
  const isField =
    ts.isPropertyDeclaration(at) || (ts.isBinaryExpression(at) && ts.isPropertyAccessExpression(at.left));
  return isField ? 'field' : 'no-name';
}

function isChained(call: ts.Node): boolean {
  return ts.isPropertyAccessExpression(call.parent);
}
