/** Whether an acquire gives a promise of the resource, and not the receiver or a callback. */
import { ts } from '../syntax/ts.js';
import type { Holding } from './holding.js';

export function givesPromise({ contract, call }: Pick<Holding, 'contract' | 'call'>): boolean {
  const { expression } = call;
  const method = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return contract.acquire.some(
    ({ match, resource }) => resource.at === 'promise' && 'method' in match && match.method === method,
  );
}
