/** What one use of a field does to the resource kept in it: release it, let it go elsewhere, or only look at it. */
import { isCloserName } from '../contracts/closers.js';
import type { Contract } from '../model/contract.js';
import { isAssignmentOperator } from '../syntax/operators.js';
import { ts } from '../syntax/ts.js';

/** Methods that change or ask a collection without taking anything out of it that could be released. */
const KEEPING: ReadonlySet<string> = new Set([
  'set',
  'push',
  'add',
  'unshift',
  'delete',
  'clear',
  'has',
  'keys',
]);

/** Whether this use releases the resource, or lets its value go where it may be released. */
export function givesAway(use: ts.Node, contract: Contract): boolean {
  if (ts.isVariableDeclaration(use)) return true;
  const { parent } = use;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === use)
    return callsRelease(parent, contract);
  if (ts.isElementAccessExpression(parent) && parent.expression === use) return true;
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.kind;
    if (parent.left === use && isAssignmentOperator(operator)) return false;
    return isPassedOn(operator) && givesAway(parent, contract);
  }
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isAwaitExpression(parent)
  )
    return givesAway(parent, contract);
  return !isOnlyAsked(parent, use);
}

/** The value of `a ?? b`, `a || b`, `a && b` and `x = a` is that of a part. */
function isPassedOn(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.EqualsToken
  );
}

function callsRelease(member: ts.PropertyAccessExpression, contract: Contract): boolean {
  const name = member.name.text;
  const call = ts.isCallExpression(member.parent) && member.parent.expression === member;
  const isRelease = isReleaseName(name, contract);
  if (call) return isRelease || !(KEEPING.has(name) || isBorrow(name, contract));
  // `this.client.release;` names the method and does nothing.
  if (isRelease) return !ts.isExpressionStatement(member.parent);
  // `this.connection.pool.end()`: what is kept is in an object around it.
  const inner = ts.isNonNullExpression(member.parent) ? member.parent : member;
  const { parent } = inner;
  return (
    ts.isPropertyAccessExpression(parent) && parent.expression === inner && isReleaseCall(parent, contract)
  );
}

function isReleaseName(name: string, contract: Contract): boolean {
  return (
    isCloserName(name) ||
    contract.release.some((form) => form.method === name || form.method.startsWith(`${name}()`))
  );
}

function isReleaseCall(member: ts.PropertyAccessExpression, contract: Contract): boolean {
  const isCall = ts.isCallExpression(member.parent) && member.parent.expression === member;
  return isCall && isReleaseName(member.name.text, contract);
}

function isBorrow(name: string, contract: Contract): boolean {
  return (
    contract.borrows.some((form) => form.method === name) ||
    contract.acquire.some(({ match }) => 'method' in match && match.method === name)
  );
}

/** Conditions, comparisons and statements look at it without letting it go anywhere. */
function isOnlyAsked(parent: ts.Node, use: ts.Node): boolean {
  if (ts.isConditionalExpression(parent)) return parent.condition === use;
  return (
    ts.isIfStatement(parent) ||
    ts.isWhileStatement(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isDeleteExpression(parent) ||
    ts.isExpressionStatement(parent)
  );
}
