/** Calls of the language that run or keep the functions they are given: promises, array methods, timers, listeners. */
import type { CallNode, Place } from '../flow/graph.js';
import {
  ITERATING_METHODS,
  LISTENER_METHODS,
  RUNS_SOON,
  TIMERS,
  TIMER_ENDS,
} from '../contracts/language-calls.js';
import { ts } from '../syntax/ts.js';
import { callCollection, getElement, hasPositions, makeCollection } from './collections.js';
import { isCommand } from './commands.js';
import { awaitAssignments } from './continuations.js';
import { cancelTimer, deferCall, isKnownEvent, toEmitter } from './deferred.js';
import { escape, findTouched } from './escapes.js';
import { returns, type Machine, type Outcome } from './machine.js';
import { comeTooEarly, keepOwnListener } from './own-listeners.js';
import { constructPromise } from './own-promise.js';
import { combinePromises } from './promises.js';
import { isCallable } from './resource-calls.js';
import { getCalleeText } from './sites.js';
import { forgetConditions, readPlace, type Deferred, type State } from './state.js';
import { addStep } from './trace.js';
import {
  TRUTHY,
  UNKNOWN_VALUE,
  decideTruth,
  findObligations,
  fulfilled,
  objectOf,
  rejected,
  type ObjectValue,
  type ObligationId,
  type Value,
} from './value.js';
import { callWeakCollection } from './weak-collections.js';

export interface BuiltinCall {
  readonly node: CallNode;
  readonly method: string | undefined;
  readonly receiver: Value;
  /** Where the receiver stands, for methods that only read. */
  readonly place: Place | undefined;
  readonly args: readonly Value[];
  readonly state: State;
}

const MAPPING: ReadonlySet<string> = new Set(['map', 'flatMap']);
const COMBINATORS = /^Promise\.(all|allSettled|race|any)$/;
/** The same elements in a new list. */
const COPIES: ReadonlySet<string> = new Set(['Array.from', 'Object.values', 'Object.entries']);

export function isListenerMethod(name: string): boolean {
  return LISTENER_METHODS.has(name);
}

/** Called again in the same flow, they give the same answer. */
const STABLE_GETTERS: ReadonlySet<string> = new Set(['getStore']);

function readStable(state: State, receiver: Place, method: string): Value {
  const place = { root: receiver.root, path: [...receiver.path, `${method}()`] };
  const value = readPlace(state, place);
  return value.kind === 'unknown' ? { kind: 'alias', place } : value;
}

/** Undefined when the call is none of these. */
export function callBuiltin(m: Machine, call: BuiltinCall): readonly Outcome[] | undefined {
  const { node, method, args, state } = call;
  const name = getCalleeText(node);
  const combinator = COMBINATORS.exec(name)?.[1];
  if (combinator !== undefined) return combinePromises(state, { method: combinator, list: args[0], node });
  if (name === 'Promise.resolve') return [returns(state, fulfilled(args[0] ?? UNKNOWN_VALUE))];
  if (name === 'Promise.reject')
    return [returns(state, rejected({ rank: 2, node, text: 'Promise.reject()' }))];
  if (ts.isNewExpression(node)) {
    if (name === 'new Promise') return constructPromise(m, call);
    const made = makeCollection(name, args);
    return made && [returns(state, made)];
  }
  const copied = COPIES.has(name) ? args[0] : undefined;
  if (copied?.kind === 'object')
    return [returns(state, objectOf(copied.fields, name === 'Object.entries' ? 'map' : 'array'))];
  if (name === 'Boolean' && args[0]) return [returns(state, toBoolean(args[0]))];
  if (TIMERS.has(name)) return setTimer(m, call, name);
  if (TIMER_ENDS.has(name)) return [returns(cancelTimer(state, args[0]), UNKNOWN_VALUE)];
  if (method === undefined) return undefined;
  if (call.receiver.kind === 'timer') return [returns(state, call.receiver)];
  if (STABLE_GETTERS.has(method) && call.place)
    return [returns(state, readStable(state, call.place, method))];
  if (LISTENER_METHODS.has(method)) return listen(m, call);
  if (ITERATING_METHODS.has(method)) return iterate(m, call);
  if (call.receiver.kind === 'object')
    return callCollection({ node, receiver: call.receiver, args, state }, method);
  const weak = callWeakCollection(m, call);
  if (weak) return weak;
  if (method === 'bind' && (call.receiver.kind === 'member' || call.receiver.kind === 'releaser'))
    return [returns(state, call.receiver)];
  return undefined;
}

function toBoolean(value: Value): Value {
  const isTrue = decideTruth(value);
  return isTrue === undefined ? value : { kind: 'constant', value: isTrue };
}

/** Keeps a function that can reach a held resource until the timer fires. */
function setTimer(m: Machine, call: BuiltinCall, name: string): readonly Outcome[] | undefined {
  const { node, args, state } = call;
  const callee = args.find(isCallable);
  const timer: Value = { kind: 'timer', node };
  if (!callee) return undefined;
  if (!canReachResource(m, state, callee)) return [returns(awaitAssignments(m, state, callee), timer)];
  const deferred: Deferred = {
    node,
    callee,
    event: undefined,
    emitter: undefined,
    repeats: name === 'setInterval',
    isSoon: RUNS_SOON.has(name),
  };
  return [returns(deferCall(state, deferred), timer)];
}

function canReachResource(m: Machine, state: State, callee: Value): boolean {
  return findTouched(m, state, callee).length > 0;
}

const PROCESS_EVENTS = /^process\.(?:on|once|addListener)$/;

function escapeAll(m: Machine, { args, state }: BuiltinCall): State {
  return args.reduce((at, arg) => escape(m, at, arg), state);
}

function listen(m: Machine, call: BuiltinCall): readonly Outcome[] | undefined {
  const { node, receiver, state, place } = call;
  const [event, ...rest] = call.args;
  const callee = rest.find(isCallable);
  if (receiver.kind === 'resource') {
    const isDone = event?.kind === 'constant' && event.value === 'drain' && callee !== undefined;
    if (isDone) return [returns(deferCall(state, whenDrained(node, callee)), receiver)];
    const name = event?.kind === 'constant' ? String(event.value) : '';
    const kept = keepOwnListener(m, state, { id: receiver.id, event: name, listener: callee });
    const late = kept === state ? undefined : comeTooEarly(m, state, { id: receiver.id, node });
    return late ? [returns(kept, receiver), returns(late, receiver)] : [returns(kept, receiver)];
  }
  // When the process is told to end: whatever the listener releases is held for the life of the process.
  if (PROCESS_EVENTS.test(getCalleeText(node))) return [returns(escapeAll(m, call), UNKNOWN_VALUE)];
  const name = event?.kind === 'constant' && typeof event.value === 'string' ? event.value : undefined;
  if (!callee) return undefined;
  const isFollowed = name !== undefined && isKnownEvent(name) && !getCalleeText(node).startsWith('process.');
  const reached = isFollowed ? findTouched(m, state, callee) : [];
  if (!isFollowed || reached.length === 0) {
    assumeAnyTime(m, callee);
    return isCommand(receiver) ? [returns(state, receiver)] : undefined;
  }
  const deferred: Deferred = {
    node,
    callee,
    event: name,
    isSure: isCommand(receiver) && name === 'end',
    emitter: toEmitter(place, node),
    repeats: false,
    isSoon: false,
  };
  const listening = returns(deferCall(state, deferred), isCommand(receiver) ? receiver : TRUTHY);
  return mayComeTooLate(m, call, reached) ? [listening, tooLate(call, deferred)] : [listening];
}

function whenDrained(node: CallNode, callee: Value): Deferred {
  return { node, callee, event: 'drain', emitter: undefined, repeats: false, isSoon: false };
}

/** It may come in the middle of anything that waits: what it assigns is not to be relied on. */
function assumeAnyTime(m: Machine, callee: Value): void {
  if (callee.kind !== 'function') return;
  for (const root of m.ctx.facts.variables.getOuterAssignments(callee.node)) m.ctx.volatile.add(root);
}

/** An emitter that came from outside may have emitted while the function waited with the resource in hand. */
function mayComeTooLate(m: Machine, call: BuiltinCall, reached: readonly ObligationId[]): boolean {
  const { state, place } = call;
  const declaration = place && m.ctx.facts.variables.findByRoot(place.root)?.symbol.valueDeclaration;
  const isFromOutside = declaration !== undefined && ts.isParameter(declaration);
  return isFromOutside && reached.some((id) => state.obligations.get(id)?.hasWaited === true);
}

function tooLate(call: BuiltinCall, { event }: Deferred): Outcome {
  const { node, state } = call;
  const text = `'${event ?? ''}' was emitted before this listener was added`;
  return returns({ ...state, trace: addStep(state.trace, { kind: 'callback', node, text }) }, TRUTHY);
}

/** `forEach`, `map` and the like: the function runs for each element, or not at all when there is none. */
function iterate(m: Machine, call: BuiltinCall): readonly Outcome[] | undefined {
  const callback = call.args[0];
  if (callback === undefined || !isCallable(callback)) return undefined;
  if (call.receiver.kind === 'object' && areFollowed(m, call.state, call.receiver))
    return iterateEach(m, call, { callback, list: call.receiver });
  const element = toArgument(call.receiver);
  const isOurs =
    element !== undefined && (element.kind !== 'unknown' || findObligations(call.receiver).length > 0);
  const args = [element ?? UNKNOWN_VALUE, UNKNOWN_VALUE, UNKNOWN_VALUE];
  const ends = m.call({ callee: callback, args, state: call.state, node: call.node });
  const results = ends.map((end): Outcome => {
    if (end.kind === 'throw') return end;
    const value = MAPPING.has(call.method ?? '') ? objectOf([['*', end.value]], 'array') : UNKNOWN_VALUE;
    return returns(forgetConditions(end.state), value);
  });
  return isOurs ? results : [returns(call.state, UNKNOWN_VALUE), ...results];
}

/** Elements that are resources, or functions that reach some, are gone through one by one. */
function areFollowed(m: Machine, state: State, list: ObjectValue): boolean {
  const reaches = [...list.fields.values()].some(
    (field) => field.kind === 'function' && findTouched(m, state, field).length > 0,
  );
  return reaches || (hasPositions(list) && findObligations(list).length > 0);
}

/** What the function gets: of a map its values, not its entries. */
function toArgument(receiver: Value): Value | undefined {
  if (receiver.kind !== 'object') return undefined;
  const element = getElement(receiver.shape === 'map' ? { ...receiver, shape: 'array' } : receiver);
  const isTracked = element && (element.kind === 'promise' || findObligations(element).length > 0);
  return isTracked ? element : findObligations(receiver).length > 0 ? UNKNOWN_VALUE : undefined;
}

/** One after the other; a callback that throws ends it. */
function iterateEach(
  m: Machine,
  call: BuiltinCall,
  of: { callback: Value; list: ObjectValue },
): readonly Outcome[] {
  const none: readonly Outcome[] = [returns(call.state, objectOf([], 'array'))];
  return [...of.list.fields].reduce(
    (ends, [name, element]) =>
      ends.flatMap((end): readonly Outcome[] => {
        if (end.kind === 'throw') return [end];
        const sofar = end.value.kind === 'object' ? [...end.value.fields] : [];
        return m
          .call({
            callee: of.callback,
            args: [element, UNKNOWN_VALUE, UNKNOWN_VALUE],
            state: end.state,
            node: call.node,
          })
          .map((ran) =>
            ran.kind === 'throw' ? ran : returns(ran.state, objectOf([...sofar, [name, ran.value]], 'array')),
          );
      }),
    none,
  );
}
