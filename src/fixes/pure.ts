/** Which expressions have no effect, so that they can be left out, or done a little later. */
import { ts } from '../syntax/ts.js';

export function isPure(node: ts.Node): boolean {
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isAwaitExpression(node)) return false;
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return false;
  if (ts.isPostfixUnaryExpression(node) || ts.isDeleteExpression(node)) return false;
  return ts.forEachChild(node, (child) => !isPure(child)) !== true;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
