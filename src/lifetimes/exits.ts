/** Ways out: what is still held there, and what runs only then (timers and listeners). */
import type { ExitKind } from '../model/finding.js';
import type { ts } from '../syntax/ts.js';
import type { Machine, Outcome } from './machine.js';
import type { State } from './state.js';
import { addStep, addThrow, findStepsSince } from './trace.js';
import type { Cause, ObligationId } from './value.js';

/** Writes down for each obligation (or for those of `ids`) how it stands at each of the ends. */
export function recordExits(
  m: Machine,
  ends: readonly Outcome[],
  of: { node: ts.Node; ids?: readonly ObligationId[] },
): void {
  for (const end of ends) {
    for (const state of settleDeferred(m, end.state)) {
      for (const [id, obligation] of state.obligations) {
        if (of.ids && !of.ids.includes(id)) continue;
        if (obligation.status === 'dormant') continue;
        const isHeld = obligation.status === 'held' || obligation.hasOlder;
        const isOlder = isHeld && obligation.status !== 'held';
        recordExit(m, { end: { ...end, state }, id, isHeld, isOlder, fallback: of.node });
      }
    }
  }
}

function recordExit(
  m: Machine,
  exit: { end: Outcome; id: ObligationId; isHeld: boolean; isOlder: boolean; fallback: ts.Node },
): void {
  const { end, id, isHeld, isOlder, fallback } = exit;
  const { trace } = end.state;
  if (end.kind === 'throw') {
    m.ctx.recorder.addExit({ id, kind: 'throw', node: end.cause.node, isHeld, isOlder, trace });
    return;
  }
  // A rejection that nothing turned into a throw: the promise was returned or dropped, and this is where it ends.
  const silent = isHeld
    ? findStepsSince(trace, id).findLast((step) => step.kind === 'throw' && step.isSilent)
    : undefined;
  const hidden = isHeld && !silent ? findHiddenCause(end) : undefined;
  if (hidden) {
    const rejected = addThrow(trace, hidden, true);
    m.ctx.recorder.addExit({ id, kind: 'reject', node: hidden.node, isHeld, isOlder, trace: rejected });
    return;
  }
  const node = silent?.node ?? end.exit ?? fallback;
  const kind: ExitKind = silent ? 'reject' : end.exit ? 'return' : 'end';
  m.ctx.recorder.addExit({ id, kind, node, isHeld, isOlder, trace });
}

/** The promise in the result was rejected before the resource was taken: it still is the reason of this way out. */
function findHiddenCause(end: Extract<Outcome, { kind: 'value' }>): Cause | undefined {
  return end.value.kind === 'promise' && end.value.outcome === 'rejected' ? end.value.cause : undefined;
}

/**
 * Runs what was left to timers and listeners. Timers always fire. An emitter either ends well (`end`, `finish`, then
 * `close`) or fails (`error`, then `close`): the listeners for the other way never run.
 */
function settleDeferred(m: Machine, state: State): readonly State[] {
  if (state.deferred.length === 0) return [state];
  const start: State = { ...state, deferred: [] };
  const ways = state.deferred.some((deferred) => deferred.event !== undefined) ? [true, false] : [true];
  return ways.flatMap((isWell) => {
    let states: readonly State[] = [start];
    for (const deferred of state.deferred) {
      if (!fires(deferred.event, isWell)) continue;
      const text = deferred.event === undefined ? 'the timer fires' : `the '${deferred.event}' event fires`;
      states = states.flatMap((at) => {
        const trace = addStep(at.trace, { kind: 'callback', node: deferred.fn, text });
        const entry = { ...at, trace };
        return m
          .call({
            callee: { kind: 'function', node: deferred.fn },
            args: [],
            state: entry,
            node: deferred.fn,
          })
          .map((end) => end.state);
      });
    }
    return states;
  });
}

function fires(event: string | undefined, isWell: boolean): boolean {
  if (event === undefined || event === 'close') return true;
  return event === 'error' || event === 'aborted' || event === 'abort' ? !isWell : isWell;
}
