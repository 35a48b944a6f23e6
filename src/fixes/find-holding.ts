/** Finds where the resource of a finding is held: behind a statement, in a callback, or in the handler of a promise. */
import type { Finding } from '../model/finding.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { findCallbackRegion } from './callback-region.js';
import { findContract } from './contract-release.js';
import { findAcquireCall, findStatement, getStatements, type AcquireCall } from './find-acquire.js';
import type { Holding } from './holding.js';
import type { Refusal } from './refusals.js';

export type FoundHolding =
  | { readonly kind: 'found'; readonly holding: Holding }
  | { readonly kind: 'not-found'; readonly why: Refusal };

type Place = Pick<Holding, 'source' | 'call' | 'contract'>;

export function findHolding(source: ts.SourceFile, finding: Finding): FoundHolding {
  const call = findAcquireCall(source, finding);
  const contract = findContract(finding.site.contract);
  if (!call || !contract) return { kind: 'not-found', why: 'no-name' };
  const place: Place = { source, call, contract };
  const byCallback = findCallbackRegion(call, contract);
  if (byCallback.kind === 'found') return found({ ...place, ...byCallback.in });
  if (byCallback.kind === 'nameless') return { kind: 'not-found', why: 'callback' };
  const handler = findHandler(call);
  if (handler) return found({ ...place, ...handler });
  const statement = findStatement(call);
  const name = statement && findName(call, statement, finding);
  if (!statement || name === undefined)
    return { kind: 'not-found', why: isChained(call) ? 'promise-chain' : whyNameless(call) };
  const list = getStatements(statement.parent);
  if (!list) return { kind: 'not-found', why: 'no-name' };
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

/** `pool.connect().then((client) => …)` */
function findHandler(call: AcquireCall): Pick<Holding, 'name' | 'comes' | 'fn' | 'region'> | undefined {
  const access = call.parent;
  if (!ts.isPropertyAccessExpression(access) || access.name.text !== 'then') return undefined;
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
  return expression && ts.isBinaryExpression(expression) && ts.isIdentifier(expression.left)
    ? expression.left.text
    : undefined;
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
