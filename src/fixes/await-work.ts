/** Waits for work on a resource that is started and left to itself, so that a release behind it does not come too early. */
import { isAsyncFunction, isFunctionNode } from '../syntax/functions.js';
import { mentionsAny } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import type { EditList } from './edit-list.js';
import { toRoot, type Holding } from './holding.js';

/** False when there is nothing to wait for, or no way to wait. */
export function awaitWork(holding: Holding, nodes: readonly ts.Node[], edits: EditList): boolean {
  if (!isAsyncFunction(holding.fn)) return false;
  const work = findWork(holding, nodes);
  for (const expression of work) {
    if (ts.isVoidExpression(expression)) {
      edits.replace(expression.getStart(), expression.expression.getStart(), 'await ');
      continue;
    }
    const isSimple = ts.isLeftHandSideExpression(expression);
    edits.insert(expression.getStart(), isSimple ? 'await ' : 'await (');
    if (!isSimple) edits.insert(expression.end, ')');
  }
  return work.length > 0;
}

/** What is returned or left alone without `await`, and has to do with the resource. */
function findWork(holding: Holding, nodes: readonly ts.Node[]): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node)) return;
    const expression =
      ts.isReturnStatement(node) || ts.isExpressionStatement(node) ? node.expression : undefined;
    if (expression && isWork(holding, expression)) found.push(expression);
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return found;
}

function isWork(holding: Holding, expression: ts.Expression): boolean {
  if (ts.isAwaitExpression(expression)) return false;
  const bare = ts.isVoidExpression(expression) ? expression.expression : expression;
  const isOfIt = mentions(bare, holding.name) || contains(bare, holding.call);
  return isOfIt && (ts.isConditionalExpression(bare) || ts.isCallExpression(bare));
}

function contains(outer: ts.Node, inner: ts.Node): boolean {
  return inner.pos >= outer.pos && inner.end <= outer.end;
}

/** Of `state.client`, whatever reaches `state`. */
export function mentions(node: ts.Node, name: string): boolean {
  return mentionsAny(node, new Set([toRoot(name)]));
}
