/**
 * `new Promise((resolve, reject) => …)`: its function is run at once, and each call of `resolve` or `reject` in it, or in
 * callbacks it runs, is one way the promise comes out. A resource that it is resolved with belongs to whoever awaits it.
 */
import type { CallNode } from '../flow/graph.js';
import type { Settlement } from './analysis-context.js';
import { toCause } from './call-failures.js';
import { findGiven } from './escapes.js';
import { returns, withRejection, type Machine, type Outcome } from './machine.js';
import { eitherOf } from './promises.js';
import { UNKNOWN_VALUE, fulfilled, rejected, type Value } from './value.js';
import type { State } from './state.js';

export function constructPromise(
  m: Machine,
  call: { node: CallNode; args: readonly Value[]; state: State },
): readonly Outcome[] | undefined {
  const { node, state } = call;
  const [executor] = call.args;
  if (executor?.kind !== 'function') return undefined;
  const settles: readonly Value[] = [
    { kind: 'settle', rejects: false, of: node },
    { kind: 'settle', rejects: true, of: node },
  ];
  const settlements: Settlement[] = [];
  m.ctx.settlements.set(node, settlements);
  const ends = m.call({ callee: executor, args: settles, state, node });
  m.ctx.settlements.delete(node);
  const failed = ends
    .filter((end) => end.kind === 'throw')
    .map((end) => returns(end.state, rejected(end.cause)));
  if (settlements.some((settlement) => givesResource(m, settlement)))
    return [...settlements.map(toOutcome), ...failed];
  const canReject = 'parameters' in executor.node && executor.node.parameters.length > 1;
  const promise = canReject ? eitherOf(node) : fulfilled(UNKNOWN_VALUE);
  return [...ends.filter((end) => end.kind === 'value').map((end) => returns(end.state, promise)), ...failed];
}

function givesResource(m: Machine, { rejects, state, value }: Settlement): boolean {
  return !rejects && value !== undefined && findGiven(m, state, value).length > 0;
}

function toOutcome({ rejects, state, value, node }: Settlement): Outcome {
  if (!rejects) return returns(state, fulfilled(value ?? UNKNOWN_VALUE));
  const cause = toCause(node, 2, 'rejects');
  return returns(withRejection(state, cause), rejected(cause));
}
