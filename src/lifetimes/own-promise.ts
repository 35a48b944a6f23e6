/**
 * `new Promise((resolve, reject) => …)`: its function is run at once, and each call of `resolve` or `reject` in it, or in
 * callbacks it runs, is one way the promise comes out. A resource that it is resolved with belongs to whoever awaits it.
 */
import type { CallNode } from '../flow/graph.js';
import type { FunctionNode } from '../syntax/functions.js';
import { mentions } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import type { OpenPromise, Settlement } from './analysis-context.js';
import { toCause } from './call-failures.js';
import { findGiven } from './escapes.js';
import { returns, settleExpected, withRejection, type Machine, type Outcome } from './machine.js';
import { eitherOf } from './promises.js';
import { UNKNOWN_VALUE, fulfilled, rejected, type Value, type Work } from './value.js';
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
  const promise: OpenPromise = { calls: [], ends: [] };
  m.ctx.settlements.set(node, promise);
  const ends = m.call({ callee: executor, args: settles, state, node });
  m.ctx.settlements.delete(node);
  const failed = ends
    .filter((end) => end.kind === 'throw')
    .map((end) => returns(leave(end.state, state), rejected(end.cause)));
  const settled = promise.calls.some((settlement) => givesResource(m, settlement))
    ? promise.calls
    : promise.ends;
  if (settled.length > 0) return [...settled.map((each) => toOutcome(each, state)), ...failed];
  const isOpen = !neverResolves(executor.node);
  const canReject = 'parameters' in executor.node && executor.node.parameters.length > 1;
  const promised = ends.flatMap((end): Outcome[] => {
    if (end.kind === 'throw') return [];
    const told = end.state.told.get(node);
    if (told) return [toOutcome({ ...told, node, state: end.state }, state)];
    const after = leave(end.state, state);
    if (!isOpen) return [returns(after, rejected(toCause(node, 2, 'rejects')))];
    const work = findBegun(end.state, state);
    return [returns(after, canReject ? { ...eitherOf(node), work } : fulfilled(UNKNOWN_VALUE, work))];
  });
  return [...promised, ...failed];
}

/** Settled by who knows what, it is waited for as what was begun in it. */
function findBegun(state: State, before: State): readonly Work[] {
  return [...state.obligations].flatMap(([id, { pending }]) =>
    [...pending]
      .filter((node) => before.obligations.get(id)?.pending.has(node) !== true)
      .map((node) => ({ id, node })),
  );
}

/** `new Promise((_, reject) => setTimeout(reject, 1000))`: if it ever settles, it rejects. */
function neverResolves(executor: FunctionNode): boolean {
  const [resolve, reject] = 'parameters' in executor ? executor.parameters : [];
  if (!resolve || !reject || !ts.isIdentifier(resolve.name)) return false;
  return 'body' in executor && executor.body !== undefined && !mentions(executor.body, resolve.name.text);
}

/** Whoever awaits the promise waits for the callbacks in it. */
function leave(state: State, before: State): State {
  return { ...settleExpected(state, before), told: before.told };
}

function givesResource(m: Machine, { rejects, state, value }: Settlement): boolean {
  return !rejects && value !== undefined && findGiven(m, state, value).length > 0;
}

function toOutcome({ rejects, state, value, node, work }: Settlement, before: State): Outcome {
  const after = leave(state, before);
  if (!rejects) return returns(after, fulfilled(value ?? UNKNOWN_VALUE, work));
  const cause = toCause(node, 2, 'rejects');
  return returns(withRejection(after, cause), rejected(cause, work));
}
