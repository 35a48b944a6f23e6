/** The releases that stand in a piece of code, and whether a finally block can take their place. */
import { isFunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { AcquireStatement } from './acquire-statement.js';

export type FoundReleases =
  | { readonly kind: 'movable'; readonly statements: readonly ts.Statement[] }
  | { readonly kind: 'fixed'; readonly why: 'release-argument' | 'scattered-release' };

/** All releases of the resource in `list`: a fix moves them, it never adds a second one. */
export function findReleases(acquire: AcquireStatement, list: readonly ts.Node[]): FoundReleases {
  const statements: ts.Statement[] = [];
  let obstacle: 'release-argument' | 'scattered-release' | undefined;
  const visit = (node: ts.Node): void => {
    const call = ts.isCallExpression(node) && isReleaseCall(acquire, node) ? node : undefined;
    if (!call) {
      ts.forEachChild(node, visit);
      return;
    }
    const statement = toStatement(call);
    if (call.arguments.length > 0) obstacle ??= 'release-argument';
    else if (!statement || isInInnerFunction(acquire, call)) obstacle ??= 'scattered-release';
    else statements.push(statement);
  };
  list.forEach(visit);
  return obstacle === undefined ? { kind: 'movable', statements } : { kind: 'fixed', why: obstacle };
}

export function isReleaseCall(acquire: AcquireStatement, node: ts.CallExpression): boolean {
  const { expression } = node;
  return (
    ts.isPropertyAccessExpression(expression) &&
    expression.name.text === acquire.releaseMethod &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === acquire.name
  );
}

/** The statement that is nothing but the release, with an `if` around it that asks only for the resource. */
function toStatement(call: ts.CallExpression): ts.Statement | undefined {
  const awaited = ts.isAwaitExpression(call.parent) || ts.isVoidExpression(call.parent) ? call.parent : call;
  const statement = awaited.parent;
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { parent } = statement;
  if (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent)) return statement;
  return ts.isIfStatement(parent) && !parent.elseStatement && ts.isIdentifier(parent.expression)
    ? parent
    : undefined;
}

function isInInnerFunction(acquire: AcquireStatement, node: ts.Node): boolean {
  let at: ts.Node = node;
  while (at !== acquire.statement.parent) {
    if (isFunctionNode(at)) return true;
    at = at.parent;
  }
  return false;
}
