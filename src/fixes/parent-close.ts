/** Keeps a release in front of the code that closes what the resource was taken from: that waits for it. */
import { isCloserName } from '../contracts/closers.js';
import type { Contract } from '../model/contract.js';
import { mentionsAny } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import { findDeclaredNames } from './declared-names.js';
import type { Holding } from './holding.js';

/** With the region cut off before the closing; undefined when the closing stands within a larger statement. */
export function endBeforeParentClose(holding: Holding): Holding | undefined {
  const { region } = holding;
  const nodes = region.kind === 'expression' ? [region.expression] : region.list;
  const at = nodes.findIndex((node) => containsClose(holding, node));
  if (at < 0) return holding;
  const statement = region.kind === 'expression' ? undefined : region.list[at];
  if (region.kind === 'expression' || !statement || !ts.isExpressionStatement(statement)) return undefined;
  const list = region.list.slice(0, at);
  const names = findDeclaredNames(list);
  const isNeeded = region.list.slice(at).some((node) => mentionsAny(node, names));
  return list.length === 0 || isNeeded ? undefined : { ...holding, region: { ...region, list } };
}

/** Not in functions: those run when they are called, which may be behind the release. */
function containsClose(holding: Holding, node: ts.Node): boolean {
  const { call, contract } = holding;
  const parent = ts.isPropertyAccessExpression(call.expression)
    ? call.expression.expression.getText()
    : undefined;
  // `client.connect()`: what closes the receiver is the release.
  if (parent === holding.name) return false;
  const visit = (at: ts.Node): boolean => {
    if (ts.isArrowFunction(at) || ts.isFunctionExpression(at)) return false;
    const callee = ts.isCallExpression(at) ? at.expression : undefined;
    if (
      callee &&
      ts.isPropertyAccessExpression(callee) &&
      isClosing(contract, callee.name.text) &&
      callee.expression.getText() === parent
    )
      return true;
    return ts.forEachChild(at, visit) === true;
  };
  return visit(node);
}

/** By the contract; without a word on it there, closing is taken to wait. */
function isClosing({ closedBy }: Contract, method: string): boolean {
  if (!closedBy) return isCloserName(method);
  return closedBy.some((form) => form.method === method && form.children !== 'reclaimed');
}
