/**
 * What runs later: timers and listeners that can reach a resource.
 *
 * While a function waits, any of them may come; when it has ended, timers always fire, and an emitter either ends well
 * (`end` or `finish`, then `close`) or fails (`error`, then `close`). A listener for the other way never runs.
 */
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { CallNode, Place } from '../flow/graph.js';
import { escape, findTouched } from './escapes.js';
import type { Machine, Outcome } from './machine.js';
import { setObligation, toKey, type Deferred, type State } from './state.js';
import { addStep } from './trace.js';
import type { Value } from './value.js';

/** How an event can come: with a good end, with a failure, or with both. */
const EVENTS: ReadonlyMap<string, 'well' | 'failed' | 'always'> = new Map([
  ['end', 'well'],
  ['finish', 'well'],
  ['drain', 'well'],
  ['data', 'well'],
  ['error', 'failed'],
  ['aborted', 'failed'],
  ['abort', 'failed'],
  ['timeout', 'failed'],
  ['close', 'always'],
]);
/** These the function brings about itself, by what it does later: they do not come while it waits for something else. */
const OWN_DOING: ReadonlySet<string> = new Set(['end', 'finish', 'drain', 'data']);
const ERROR_LISTENER =
  /\b(?:on|once|addListener|prependListener)\(\s*['"]error['"]|\bpipeline\(|\bfinished\(|\.onerror\b/;
/** Emitters told apart when they end; with more, all of them end the same way. */
const MAX_EMITTERS = 3;
/** How often what ran at the end may leave something to run behind it. */
const MAX_ROUNDS = 2;

export function isKnownEvent(event: string): boolean {
  return EVENTS.has(event);
}

export function toEmitter(place: Place | undefined, node: CallNode): string {
  return place ? toKey(place) : `@${node.pos}`;
}

export function deferCall(state: State, deferred: Deferred): State {
  return { ...state, deferred: [...state.deferred, deferred] };
}

/** `clearTimeout(timer)`. */
export function cancelTimer(state: State, timer: Value | undefined): State {
  if (timer?.kind !== 'timer') return state;
  return { ...state, deferred: state.deferred.filter((deferred) => deferred.node !== timer.node) };
}

/** The outcomes of an `await`, and those in which a timer or an event came in the meantime. */
export function interleave(m: Machine, ends: readonly Outcome[]): readonly Outcome[] {
  return ends.flatMap((end) => {
    const soon = end.state.deferred.filter((deferred) => deferred.isSoon);
    const states = soon.reduce<readonly State[]>(
      (all, deferred) => all.flatMap((state) => fire(m, state, deferred)),
      [end.state],
    );
    return states.flatMap((state) => [
      { ...end, state },
      ...state.deferred
        .filter((deferred) => mayComeNow(m, state, deferred))
        .flatMap((deferred) => fire(m, state, deferred).map((fired) => ({ ...end, state: fired }))),
    ]);
  });
}

function mayComeNow(m: Machine, state: State, deferred: Deferred): boolean {
  if (deferred.event !== undefined && OWN_DOING.has(deferred.event)) return false;
  return findTouched(m, state, deferred.callee).length > 0;
}

/** Runs what was left to timers and listeners when the function has ended, and what these leave in their turn. */
export function settleDeferred(m: Machine, state: State, round = 0): readonly State[] {
  if (state.deferred.length === 0) return [state];
  if (round > MAX_ROUNDS) return [giveToDeferred(m, state)];
  const emitters = new Set(state.deferred.flatMap(({ emitter }) => (emitter === undefined ? [] : [emitter])));
  const fatal = new Set(state.deferred.flatMap((each) => (isFatal(m, each) ? [each.emitter] : [])));
  const ways = waysToEnd([...emitters]).filter((endsWell) =>
    [...emitters].every((emitter) => endsWell(emitter) || !fatal.has(emitter)),
  );
  return ways
    .flatMap((endsWell) =>
      state.deferred.reduce<readonly State[]>(
        (states, deferred) =>
          comes(state, deferred, endsWell) ? states.flatMap((at) => fireAtEnd(m, at, deferred)) : states,
        [{ ...state, deferred: [] }],
      ),
    )
    .flatMap((ended) => settleDeferred(m, ended, round + 1));
}

/** What goes on for ever, one timer after the other, keeps what it can release. */
function giveToDeferred(m: Machine, state: State): State {
  const given: State = { ...state, deferred: [] };
  return state.deferred.reduce((at, { callee }) => escape(m, at, callee), given);
}

/** An emitter made here that fails with nobody listening for `error` takes the process with it. */
function isFatal(m: Machine, { emitter }: Deferred): boolean {
  const variable = emitter === undefined ? undefined : m.ctx.facts.variables.findByRoot(emitter);
  const declaration = variable?.symbol.valueDeclaration;
  const isMadeHere = declaration !== undefined && ts.isVariableDeclaration(declaration);
  return isMadeHere && !ERROR_LISTENER.test(getEnclosingFunction(declaration).getText());
}

function fireAtEnd(m: Machine, state: State, deferred: Deferred): readonly State[] {
  const once = fire(m, state, deferred);
  return deferred.repeats ? once.flatMap((at) => fire(m, at, deferred)) : once;
}

/** Each emitter ends well or fails, whatever the others do. */
function waysToEnd(emitters: readonly string[]): readonly ((emitter: string) => boolean)[] {
  if (emitters.length > MAX_EMITTERS) return [() => true, () => false];
  return Array.from({ length: 2 ** emitters.length }, (_, way) => (emitter: string) => {
    const index = emitters.indexOf(emitter);
    return ((way >> index) & 1) === 0;
  });
}

function comes(state: State, deferred: Deferred, endsWell: (emitter: string) => boolean): boolean {
  const { event, emitter } = deferred;
  // A resource that has nothing to do does not come to the end of it.
  if (event === 'drain' && emitter === undefined)
    return [...state.obligations.values()].some(({ pending }) => pending.size > 0);
  const when = event === undefined ? 'always' : whenOf(deferred);
  if (when === undefined || when === 'always' || emitter === undefined) return true;
  return endsWell(emitter) === (when === 'well');
}

function whenOf({ event, isSure }: Deferred): 'well' | 'failed' | 'always' | undefined {
  return isSure === true ? 'always' : EVENTS.get(event ?? '');
}

function fire(m: Machine, state: State, deferred: Deferred): readonly State[] {
  const { callee, node, event } = deferred;
  const text = event === undefined ? 'the timer fires' : `the '${event}' event fires`;
  const at = callee.kind === 'function' ? callee.node : node;
  const entry: State = {
    ...(event === 'drain' ? drained(state) : state),
    deferred: state.deferred.filter((other) => isStillToCome(other, deferred)),
    trace: addStep(state.trace, { kind: 'callback', node: at, text }),
  };
  return m.call({ callee, args: [], state: entry, node }).map((end) => end.state);
}

/** Nothing is at work any more. */
function drained(state: State): State {
  let result = state;
  for (const [id, { pending }] of state.obligations)
    if (pending.size > 0) result = setObligation(result, id, { pending: new Set() });
  return result;
}

/** What can still come when `fired` has: after a failure no good end, after `close` nothing. */
function isStillToCome(other: Deferred, fired: Deferred): boolean {
  if (other === fired) return fired.repeats;
  if (other.emitter === undefined || other.emitter !== fired.emitter) return true;
  const [mine, its] = [whenOf(fired), whenOf(other)];
  if (mine === 'always') return false;
  return its === undefined || its === 'always' || its === mine;
}
