/**
 * Promises: `.then`, `.catch`, `.finally` are run as the asynchronous try blocks they are.
 *
 * A promise is settled when it is made: the state forks into one where it is fulfilled and one where it is rejected.
 * What runs later is run now, with the facts of its way; only the work that is still pending is remembered, because
 * releasing a resource that is at work is a misuse.
 */
import { returnsPromise } from '../syntax/type-names.js';
import { ts } from '../syntax/ts.js';
import { isQuietReference, toCause } from './call-failures.js';
import {
  addPending,
  clearPending,
  returns,
  throws,
  withRejection,
  type Machine,
  type Outcome,
} from './machine.js';
import { ageChecks } from './memo-race.js';
import { isCallable } from './resource-calls.js';
import type { State } from './state.js';
import {
  TRUTHY,
  UNKNOWN_VALUE,
  fulfilled,
  objectOf,
  rejected,
  type Cause,
  type PromiseValue,
  type Value,
} from './value.js';

export interface PromiseCall {
  readonly promise: PromiseValue;
  readonly method: string;
  readonly args: readonly Value[];
  readonly node: ts.Node;
  readonly state: State;
}

/** The promise of an unknown call. */
export function eitherOf(node: ts.Node): PromiseValue {
  return {
    kind: 'promise',
    outcome: 'either',
    value: UNKNOWN_VALUE,
    cause: toCause(node, 2, 'rejects'),
    work: [],
  };
}

export function awaitValue(state: State, value: Value, node: ts.Node): readonly Outcome[] {
  if (value.kind === 'unknown')
    return [returns(state, UNKNOWN_VALUE), throws(state, toCause(node, 2, 'rejects'))];
  if (value.kind !== 'promise') return [returns(state, value)];
  const outcomes: Outcome[] = [];
  if (value.outcome !== 'rejected') outcomes.push(returns(clearPending(state, value.work), value.value));
  if (value.outcome !== 'fulfilled') {
    const settled = clearPending(state, value.workWhenRejected ?? value.work);
    outcomes.push(throws(settled, value.cause ?? toCause(node, 2, 'rejects')));
  }
  return outcomes;
}

export function callPromiseMethod(m: Machine, call: PromiseCall): readonly Outcome[] {
  const { promise } = call;
  const outcomes: Outcome[] = [];
  if (promise.outcome !== 'rejected') outcomes.push(...handleFulfilled(m, call));
  if (promise.outcome !== 'fulfilled') {
    const cause = promise.cause ?? toCause(call.node, 2, 'rejects');
    const state = promise.outcome === 'either' ? withRejection(call.state, cause) : call.state;
    outcomes.push(...handleRejected(m, { ...call, state }, cause));
  }
  return outcomes;
}

function handleFulfilled(m: Machine, call: PromiseCall): readonly Outcome[] {
  const { promise, method, args } = call;
  const same = fulfilled(promise.value, promise.work);
  if (method === 'catch') return [returns(call.state, same)];
  if (method === 'finally') return runHandler(m, call, { handler: args[0], args: [], keep: same });
  return runHandler(m, call, { handler: args[0], args: [promise.value], keep: undefined, fallback: same });
}

function handleRejected(m: Machine, call: PromiseCall, cause: Cause): readonly Outcome[] {
  const { promise, method, args } = call;
  const same = rejected(cause, promise.work);
  if (method === 'finally') return runHandler(m, call, { handler: args[0], args: [], keep: same });
  const at = method === 'catch' ? 0 : 1;
  return runHandler(m, call, { handler: args[at], at, args: [TRUTHY], keep: undefined, fallback: same });
}

interface HandlerRun {
  readonly handler: Value | undefined;
  /** Which argument of the call it is. */
  readonly at?: number;
  readonly args: readonly Value[];
  /** `finally` passes the outcome on, unless its own function fails. */
  readonly keep: Value | undefined;
  /** The promise that results when there is no handler for this way. */
  readonly fallback?: Value;
}

function runHandler(m: Machine, call: PromiseCall, run: HandlerRun): readonly Outcome[] {
  const { promise, state, node } = call;
  const { handler } = run;
  const isMissing =
    handler === undefined ||
    (handler.kind === 'constant' && typeof handler.value !== 'string') ||
    handler.kind === 'nullish';
  if (isMissing) return [returns(state, run.keep ?? run.fallback ?? eitherOf(node))];
  const written = ts.isCallExpression(node) ? node.arguments[run.at ?? 0] : undefined;
  if (isQuietReference(written)) return [returns(state, run.keep ?? fulfilled(UNKNOWN_VALUE, promise.work))];
  if (!isCallable(handler)) return [returns(state, run.keep ?? { ...eitherOf(node), work: promise.work })];
  const settled = clearPending(state, promise.work);
  return m
    .call({ callee: handler, args: run.args, state: ageChecks(settled), node, isHandler: true })
    .flatMap((end) => toPromise(m, end, { call, run }));
}

/** What a handler comes to is the next promise of the chain. */
function toPromise(m: Machine, end: Outcome, of: { call: PromiseCall; run: HandlerRun }): readonly Outcome[] {
  const { work } = of.call.promise;
  const state = addPending(end.state, work);
  if (end.kind === 'throw') return [returns(state, rejected(end.cause, work))];
  const { keep } = of.run;
  const value = toAwaited(m, end.value, of);
  if (keep === undefined) return [returns(state, fulfilled(value, work))];
  // `finally` waits for what its function returns, and fails with it.
  const inner = value.kind === 'promise' ? value : undefined;
  if (!inner || inner.outcome === 'fulfilled') return [returns(state, keep)];
  const cause = inner.cause ?? toCause(of.call.node, 2, 'rejects');
  const failed = returns(withRejection(state, cause), rejected(cause, work));
  return inner.outcome === 'rejected' ? [failed] : [returns(state, keep), failed];
}

/** Of a promise that a handler gets from somewhere unknown only the type tells that it may reject. */
function toAwaited(m: Machine, value: Value, of: { call: PromiseCall; run: HandlerRun }): Value {
  const { handler } = of.run;
  if (value.kind !== 'unknown' || handler?.kind !== 'function') return value;
  return returnsPromise(m.ctx.facts.checker, handler.node) ? eitherOf(of.call.node) : value;
}

/** `Promise.all`, `allSettled`, `race` and `any` of values that are known. */
export function combinePromises(
  state: State,
  call: { method: string; list: Value | undefined; node: ts.Node },
): readonly Outcome[] {
  const { method, list, node } = call;
  if (list?.kind !== 'object')
    return [returns(state, method === 'allSettled' ? fulfilled(UNKNOWN_VALUE) : eitherOf(node))];
  const entries = [...list.fields];
  const work = entries.flatMap(([, value]) => (value.kind === 'promise' ? value.work : []));
  if (method === 'allSettled') {
    return [
      returns(
        state,
        fulfilled(
          objectOf(
            entries.map(([name, value]) => [name, toSettled(value)]),
            list.shape,
          ),
          work,
        ),
      ),
    ];
  }
  if (method === 'race' || method === 'any')
    return raceOutcomes(state, { entries, node, isRace: method === 'race' });
  const values = objectOf(
    entries.map(([name, value]) => [name, value.kind === 'promise' ? value.value : value]),
    list.shape,
  );
  const failed = entries
    .map(([, value]) => value)
    .find((value) => value.kind === 'promise' && value.outcome === 'rejected');
  if (failed?.kind === 'promise')
    return [returns(state, rejected(failed.cause ?? toCause(node, 2, 'rejects'), failed.work))];
  const isSure = entries.every(([, value]) =>
    value.kind === 'promise' ? value.outcome === 'fulfilled' : value.kind !== 'unknown',
  );
  if (isSure) return [returns(state, fulfilled(values, work))];
  return [returns(state, { ...eitherOf(node), value: values, work, workWhenRejected: [] })];
}

function toSettled(value: Value): Value {
  if (value.kind !== 'promise' || value.outcome === 'either') return TRUTHY;
  const status: Value = { kind: 'constant', value: value.outcome };
  return {
    kind: 'object',
    fields: new Map([
      ['status', status],
      ['value', value.value],
    ]),
  };
}

function raceOutcomes(
  state: State,
  race: {
    entries: readonly (readonly [string, Value])[];
    node: ts.Node;
    isRace: boolean;
  },
): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  for (const [, value] of race.entries) {
    const winner =
      value.kind === 'promise' ? value : value.kind === 'unknown' ? eitherOf(race.node) : undefined;
    if (winner?.outcome === 'rejected' && !race.isRace) continue;
    // Only what the winner did has settled; the losers go on.
    outcomes.push(returns(state, winner ?? fulfilled(value)));
  }
  return outcomes.length > 0 ? outcomes : [returns(state, eitherOf(race.node))];
}
