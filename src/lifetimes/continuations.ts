/**
 * Callbacks that run later and carry the lifetime on: `client.query(sql, (err, rows) => …)`.
 *
 * The callback is run at once, from the state at the call, for an error and for a result. If it changes what is held,
 * the obligation has moved into it: its ends are exits of the lifetime, and the code after the call owes nothing more.
 * Otherwise it only looked on, and the code after the call goes on as if it were not there.
 */
import { isWithinFunction, type FunctionNode } from '../syntax/functions.js';
import type { ts } from '../syntax/ts.js';
import { toCause } from './call-failures.js';
import {
  addPending,
  clearInTurn,
  returns,
  settleInTurn,
  withFailure,
  type Machine,
  type Outcome,
} from './machine.js';
import { findCaptured, findTouched } from './escapes.js';
import { expectLater } from './expected.js';
import { recordExits } from './exits.js';
import { makeUnsure, setObligation, type State } from './state.js';
import { addStep } from './trace.js';
import { TRUTHY, UNKNOWN_VALUE, findObligations, type ObligationId, type Value, type Work } from './value.js';

export interface Continuation {
  readonly callback: Value;
  readonly node: ts.Node;
  readonly state: State;
  readonly work: readonly Work[];
  /** What comes of an error is seen to elsewhere. */
  readonly hasNotFailed?: boolean;
  /** What the call has done by the time the callback runs. */
  readonly enter?: (state: State, hasFailed: boolean) => State;
}

export function runContinuation(m: Machine, continuation: Continuation): readonly Outcome[] {
  const { callback, node, state, work } = continuation;
  const again = findRunningAgain(m, callback);
  // The third time round is like the second: whatever the callback owes, it owes at the ends already seen.
  if (again) return [returns(moveAll(state, findCaptured(m, state, again)), UNKNOWN_VALUE)];
  const run = (at: State): readonly Outcome[] => runEitherWay(m, { ...continuation, state: at });
  const ends = run(state);
  // When the callback never comes back, the process is gone, and what was held with it.
  const moved = ends.length === 0 ? findHeld(state) : findChanged(m, state, ends);
  const after = awaitAssignments(m, state, callback);
  if (moved.length === 0) return lookedOn(m, { ends, before: state, after: addPending(after, work), work });
  recordExits(m, resume(m, state, ends), { node, ids: moved, via: node });
  const left = moveAll(after, moved);
  if (callback.kind !== 'function') return [returns(left, UNKNOWN_VALUE)];
  return [returns(expectLater(m, left, { node, callee: callback, ends, work, come: run }), UNKNOWN_VALUE)];
}

/** Once with the error, once with the result; all that the callback takes itself ends there. */
function runEitherWay(m: Machine, continuation: Continuation): readonly Outcome[] {
  const { callback, node, work, enter = (at: State): State => at } = continuation;
  const state = clearInTurn(settleInTurn(continuation.state, work), work);
  const cause = toCause(node, 2, 'rejects');
  const failed = withFailure(state, { ...cause, text: cause.text.replace(/ rejects$/, ' fails') });
  const entries: readonly (readonly [State, readonly Value[]])[] = [
    [
      entering(enter(failed, true), node, 'the callback gets the error'),
      [TRUTHY, { kind: 'nullish' }, { kind: 'nullish' }],
    ],
    [
      entering(enter(state, false), node, 'the callback gets the result'),
      [{ kind: 'constant', value: null }, UNKNOWN_VALUE, UNKNOWN_VALUE],
    ],
  ];
  const seen = continuation.hasNotFailed === true ? entries.slice(1) : entries;
  const ends = seen.flatMap(([entry, args]) => runCallback(m, { callback, args, state: entry, node }));
  if (callback.kind === 'function') leaveCallback(m, ends, { before: state, fn: callback.node, ids: [] });
  return ends;
}

/** The callback has changed nothing; that it has settled a promise is all that is known behind the call. */
function lookedOn(
  m: Machine,
  of: { ends: readonly Outcome[]; before: State; after: State; work: readonly Work[] },
): readonly Outcome[] {
  const { ends, before, after, work } = of;
  if (m.ctx.settlements.size === 0) return [returns(after, UNKNOWN_VALUE)];
  const ways = new Map<string, State>();
  for (const { state } of ends) {
    const fresh = [...state.told].filter(([promise]) => !before.told.has(promise));
    const key = fresh.map(([promise, { rejects }]) => `${promise.pos}${rejects}`).join();
    const told = fresh.map(([promise, how]) => [promise, { ...how, work: [...how.work, ...work] }] as const);
    ways.set(key, { ...after, told: new Map([...before.told, ...told]) });
  }
  return [...ways.values()].map((way) => returns(way, UNKNOWN_VALUE));
}

/** Ends that settle a promise go on with whoever awaits it; the others are the ends they look like. */
export function resume(m: Machine, before: State, ends: readonly Outcome[]): readonly Outcome[] {
  return ends.filter((end) => {
    const told = [...end.state.told].filter(([promise]) => !before.told.has(promise));
    const open = told.flatMap(([promise, how]) => {
      const waiting = m.ctx.settlements.get(promise);
      waiting?.ends.push({ ...how, state: end.state });
      return waiting ? [waiting] : [];
    });
    return open.length === 0;
  });
}

/** The state behind a call whose function has yet to come: what that assigns is not to be relied on. */
export function awaitAssignments(m: Machine, state: State, callback: Value): State {
  if (callback.kind !== 'function') return state;
  return makeUnsure(state, m.ctx.facts.variables.getOuterAssignments(callback.node));
}

/** The ends of a callback are the exits of `ids` and of all that was taken in it, unless it is kept outside. */
export function leaveCallback(
  m: Machine,
  ends: readonly Outcome[],
  of: { before: State; fn: FunctionNode; ids: readonly ObligationId[] },
): readonly Outcome[] {
  const { before, fn } = of;
  const isFresh = (id: ObligationId): boolean => !before.obligations.has(id) && !before.finished.has(id);
  const taken = ends.flatMap(({ state }) => [...state.obligations.keys()].filter(isFresh));
  const ids = [...new Set([...of.ids, ...taken])];
  const left = ends.map((end) => ({
    ...end,
    state: ids.reduce((state, id) => escapeOutside(m, state, { fn, id }), end.state),
  }));
  if (ids.length > 0) recordExits(m, left, { node: fn, ids });
  return left;
}

/** What the callback stored in a variable that outlives it belongs to the code around. */
function escapeOutside(m: Machine, state: State, of: { fn: FunctionNode; id: ObligationId }): State {
  for (const [key, value] of state.env) {
    const variable = m.ctx.facts.variables.findByRoot(key);
    // Variables of the callback and of functions it called are gone with it.
    if (!variable?.owner || variable.owner === of.fn || !isWithinFunction(of.fn, variable.owner)) continue;
    if (findObligations(value).includes(of.id))
      return setObligation(state, of.id, { status: 'transferred', pending: new Set() });
  }
  return state;
}

/** They live on somewhere else. */
export function moveAll(state: State, ids: readonly ObligationId[]): State {
  return ids.reduce((at, id) => setObligation(at, id, { status: 'transferred' }), state);
}

/** The function of a callback that passes itself on, when it already runs inside itself. */
function findRunningAgain(m: Machine, callback: Value): FunctionNode | undefined {
  if (callback.kind !== 'function') return undefined;
  return m.ctx.stack.filter((fn) => fn === callback.node).length > 1 ? callback.node : undefined;
}

function runCallback(
  m: Machine,
  run: { callback: Value; args: readonly Value[]; state: State; node: ts.Node },
): readonly Outcome[] {
  const { callback, args, state, node } = run;
  const ends =
    callback.kind === 'function'
      ? m.invoke({ fn: callback.node, args, state, isContinuation: true })
      : undefined;
  return ends ?? m.call({ callee: callback, args, state, node });
}

export function entering(state: State, node: ts.Node, text: string): State {
  return { ...state, trace: addStep(state.trace, { kind: 'callback', node, text }) };
}

function findHeld(state: State): readonly ObligationId[] {
  return [...state.obligations].filter(([, obligation]) => obligation.status === 'held').map(([id]) => id);
}

/** Obligations that were held before and are not in one of the outcomes. */
export function findChanged(m: Machine, before: State, ends: readonly Outcome[]): readonly ObligationId[] {
  return findHeld(before).filter((id) =>
    ends.some(
      ({ state }) =>
        state.obligations.get(id)?.status !== 'held' ||
        // A timer or listener that was set there goes on with it; one that was cleared there does not.
        [...before.deferred, ...state.deferred].some(
          (deferred) =>
            before.deferred.includes(deferred) !== state.deferred.includes(deferred) &&
            findTouched(m, state, deferred.callee).includes(id),
        ),
    ),
  );
}

/**
 * A function that calls itself from a callback of its own, to go on with what it holds, adds no way out: it leaves as it
 * does without. So a loop of queries ends where its last round does.
 */
export function goesOnFromCallback(m: Machine, fn: FunctionNode, state: State): boolean {
  const running = m.ctx.stack.at(-1);
  if (running === undefined || running === fn || !m.ctx.stack.includes(fn) || !isWithinFunction(running, fn))
    return false;
  // What it has taken itself it would take anew.
  const held = findCaptured(m, state, fn).map((id) => m.ctx.sites.find(id));
  return held.length > 0 && held.every((site) => !isWithinFunction(site?.acquire, fn));
}
