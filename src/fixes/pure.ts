/** Which expressions have no effect, so that they can be left out, or done a little later. */
import { isAssignmentOperator } from '../syntax/operators.js';
import { ts } from '../syntax/ts.js';

export function isPure(node: ts.Node): boolean {
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isAwaitExpression(node)) return false;
  if (ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind)) return false;
  if (ts.isPostfixUnaryExpression(node) || ts.isDeleteExpression(node)) return false;
  return ts.forEachChild(node, (child) => !isPure(child)) !== true;
}
