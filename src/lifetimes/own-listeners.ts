/** Listeners of a resource itself: what one does when all goes well, it does for whoever holds the resource. */
import { ACCIDENTS, READY } from '../contracts/language-calls.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { mentions } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import { findReleased } from './escapes.js';
import type { Machine } from './machine.js';
import { transfer } from './resource-calls.js';
import { setObligation, type State } from './state.js';
import { addThrow } from './trace.js';
import type { ObligationId, Value } from './value.js';

/**
 * `ws.on('open', () => resolve(ws))`, `ws.onmessage = () => ws.close()`: the listener hands the resource over or ends it.
 * It may be there before there is anything to end: `client.on('ready', …)`, then `client.connect()`. A listener for an
 * accident proves nothing of the ways on which there is none.
 */
export function keepOwnListener(
  m: Machine,
  state: State,
  of: { id: ObligationId; event: string; listener: Value | undefined },
): State {
  const { id, event, listener } = of;
  // A notification may never come, and a pool waits for its connections.
  const isSure = READY.has(event) || m.ctx.sites.find(id)?.contract.pool === undefined;
  if (listener?.kind !== 'function' || ACCIDENTS.has(event) || !isSure) return state;
  const status = state.obligations.get(id)?.status;
  if (status === 'held')
    return findReleased(m, state, listener.node).includes(id) ? transfer(state, id) : state;
  if (status !== 'dormant') return state;
  const held = setObligation(state, id, { status: 'held' });
  const open = [...m.ctx.settlements.values()].map((promise) => ({ promise, count: promise.calls.length }));
  const isKept = findReleased(m, held, listener.node).includes(id);
  // It was run as if all had gone well: what it says of a failure is said of nothing held.
  for (const { promise, count } of open)
    promise.calls.push(...promise.calls.splice(count).filter(({ rejects }) => !rejects));
  return isKept ? setObligation(state, id, { isEscaped: true }) : state;
}

/**
 * The state in which a timer came before the event: `setTimeout(() => reject(…))` gives up waiting, and leaves the
 * resource open. Undefined where no timer of the function does that, or where it ends the resource.
 */
export function comeTooEarly(
  m: Machine,
  state: State,
  of: { id: ObligationId; node: ts.Node },
): State | undefined {
  const { id, node } = of;
  const site = m.ctx.sites.find(id);
  const fn = getEnclosingFunction(node);
  if (state.obligations.get(id)?.status !== 'held' || ts.isSourceFile(fn) || !('parameters' in fn))
    return undefined;
  const reject = fn.parameters[1]?.name.getText();
  const timer = reject === undefined ? undefined : findGivingUp(fn, { reject, variable: site?.variable });
  if (!timer) return undefined;
  const cause = { rank: 2, node: timer, text: 'the timer fires before the event' } as const;
  const late = { ...state, trace: addThrow(state.trace, cause, true) };
  m.ctx.settlements
    .get(fn.parent)
    ?.calls.push({ rejects: true, value: undefined, node: timer, work: [], state: late });
  return late;
}

/** `setTimeout(() => reject(…), limit)` whose function does not name the resource. */
function findGivingUp(
  fn: ts.Node,
  of: { reject: string; variable: string | undefined },
): ts.CallExpression | undefined {
  const visit = (node: ts.Node): ts.CallExpression | undefined => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'setTimeout') {
      const [callback] = node.arguments;
      const isTold = callback !== undefined && ts.isFunctionLike(callback) && mentions(callback, of.reject);
      if (isTold && !(of.variable !== undefined && mentions(callback, of.variable))) return node;
    }
    return ts.forEachChild(node, visit);
  };
  return visit(fn);
}
