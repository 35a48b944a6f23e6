/** Whether an expression is the first thing its statement does, so that it can be done in front of it just as well. */
import { ts } from '../syntax/ts.js';
import { isTransparent } from './find-acquire.js';
import { isPure } from './pure.js';

/** The statement; undefined when something of it is done before, or the expression is reached on some ways only. */
export function findFirstEvaluated(node: ts.Node): ts.Statement | undefined {
  for (let at = node; ; at = at.parent) {
    const { parent } = at;
    if (ts.isExpressionStatement(parent) || ts.isReturnStatement(parent) || ts.isThrowStatement(parent))
      return parent;
    if (ts.isVariableDeclaration(parent)) return findDeclaration(parent, at);
    if (!isFirstOf(parent, at)) return undefined;
  }
}

/** Only its methods are called, and what comes of that is all that goes on. */
export function isOnlyChained(node: ts.Node): boolean {
  let at = node;
  while (
    isTransparent(at.parent) ||
    ts.isAwaitExpression(at.parent) ||
    ((ts.isPropertyAccessExpression(at.parent) || ts.isCallExpression(at.parent)) &&
      at.parent.expression === at)
  )
    at = at.parent;
  return at !== node && (ts.isReturnStatement(at.parent) || ts.isExpressionStatement(at.parent));
}

function findDeclaration(declaration: ts.VariableDeclaration, value: ts.Node): ts.Statement | undefined {
  const { parent: list } = declaration;
  const isOnly =
    declaration.initializer === value && ts.isVariableDeclarationList(list) && list.declarations.length === 1;
  return isOnly && ts.isVariableStatement(list.parent) ? list.parent : undefined;
}

function isFirstOf(parent: ts.Node, child: ts.Node): boolean {
  if (isTransparent(parent) || ts.isAwaitExpression(parent) || ts.isSpreadElement(parent)) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === child;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === child;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return (
      parent.expression === child || isBehindPure([parent.expression, ...(parent.arguments ?? [])], child)
    );
  if (ts.isArrayLiteralExpression(parent)) return isBehindPure(parent.elements, child);
  return ts.isObjectLiteralExpression(parent) && isBehindPure(parent.properties, child);
}

function isBehindPure(nodes: readonly ts.Node[], child: ts.Node): boolean {
  return nodes.slice(0, nodes.indexOf(child)).every(isPure);
}
