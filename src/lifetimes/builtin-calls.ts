/** Calls of the language that run or keep the functions they are given: promises, array methods, timers, listeners. */
import type { CallNode, Place } from '../flow/graph.js';
import { ITERATING_METHODS, ONE_SHOT_TIMERS } from '../contracts/language-calls.js';
import { ts } from '../syntax/ts.js';
import { findCaptured } from './escapes.js';
import { returns, type Machine, type Outcome } from './machine.js';
import { combinePromises, eitherOf } from './promises.js';
import { getCalleeText } from './sites.js';
import { forgetConditions, readPlace, type State } from './state.js';
import {
  TRUTHY,
  UNKNOWN_VALUE,
  findObligations,
  fulfilled,
  objectOf,
  rejected,
  type Value,
} from './value.js';

export interface BuiltinCall {
  readonly node: CallNode;
  readonly method: string | undefined;
  readonly receiver: Value;
  /** Where the receiver stands, for methods that only read. */
  readonly place: Place | undefined;
  readonly args: readonly Value[];
  readonly state: State;
}

const COMBINATORS = /^Promise\.(all|allSettled|race|any)$/;
const LISTENERS: ReadonlySet<string> = new Set([
  'on',
  'once',
  'addListener',
  'prependListener',
  'prependOnceListener',
  'addEventListener',
]);
const ADDING: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set']);

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
  if (ts.isNewExpression(node)) return name === 'new Promise' ? constructPromise(m, call) : undefined;
  if (ONE_SHOT_TIMERS.has(name)) return defer(m, call, undefined);
  if (method === undefined) return undefined;
  if (STABLE_GETTERS.has(method) && call.place)
    return [returns(state, readStable(state, call.place, method))];
  if (LISTENERS.has(method)) return listen(m, call);
  if (ITERATING_METHODS.has(method)) return iterate(m, call);
  if (call.receiver.kind === 'object' && ADDING.has(method)) return addToCollection(call);
  if (method === 'bind' && (call.receiver.kind === 'member' || call.receiver.kind === 'releaser'))
    return [returns(state, call.receiver)];
  return undefined;
}

/** `new Promise((resolve, reject) => …)` runs its function at once; what is resolved belongs to the awaiter. */
function constructPromise(m: Machine, call: BuiltinCall): readonly Outcome[] | undefined {
  const [executor] = call.args;
  if (executor?.kind !== 'function') return undefined;
  const settles: readonly Value[] = [
    { kind: 'settle', rejects: false },
    { kind: 'settle', rejects: true },
  ];
  const canReject = 'parameters' in executor.node && executor.node.parameters.length > 1;
  const promise = canReject ? eitherOf(call.node) : fulfilled(UNKNOWN_VALUE);
  return m
    .call({ callee: executor, args: settles, state: call.state, node: call.node })
    .map((end) =>
      end.kind === 'throw' ? returns(end.state, rejected(end.cause)) : returns(end.state, promise),
    );
}

/** Keeps a function that can reach a held resource until the end of the lifetime. */
function defer(m: Machine, call: BuiltinCall, event: string | undefined): readonly Outcome[] | undefined {
  const callback = call.args.find((arg) => arg.kind === 'function');
  const direct = call.args.find((arg) => arg.kind === 'member' || arg.kind === 'releaser');
  if (direct && event === undefined)
    return m.call({ callee: direct, args: [], state: call.state, node: call.node });
  if (callback?.kind !== 'function') return undefined;
  for (const root of m.ctx.facts.variables.getOuterAssignments(callback.node)) {
    // A timer or event may come in the middle of anything that waits.
    if (event !== undefined) m.ctx.volatile.add(root);
  }
  if (findCaptured(m, call.state, callback.node).length === 0) return undefined;
  const deferred = { fn: callback.node, event };
  return [returns({ ...call.state, deferred: [...call.state.deferred, deferred] }, TRUTHY)];
}

function listen(m: Machine, call: BuiltinCall): readonly Outcome[] | undefined {
  const [event] = call.args;
  // Events of the resource itself are accidents: nothing says that they will happen.
  if (call.receiver.kind === 'resource') return [returns(call.state, call.receiver)];
  if (event?.kind !== 'constant' || typeof event.value !== 'string') return undefined;
  const outcomes = defer(m, call, event.value);
  // A listener keeps its own flags: `once` guards are decided when the event is run, not before.
  return outcomes;
}

/** `forEach`, `map` and the like: the function runs for each element, or not at all when there is none. */
function iterate(m: Machine, call: BuiltinCall): readonly Outcome[] | undefined {
  const callback = call.args[0];
  if (callback?.kind !== 'function') return undefined;
  const element =
    call.receiver.kind === 'object' ? (getElement(call.receiver) ?? UNKNOWN_VALUE) : UNKNOWN_VALUE;
  const isOurs = element.kind === 'resource' || element.kind === 'promise';
  const ends = m.call({ callee: callback, args: [element], state: call.state, node: call.node });
  const results = ends.map((end): Outcome => {
    if (end.kind === 'throw') return end;
    const value =
      call.method === 'map' || call.method === 'flatMap' ? objectOf([['*', end.value]]) : UNKNOWN_VALUE;
    return returns(forgetConditions(end.state), value);
  });
  return isOurs ? results : [returns(call.state, UNKNOWN_VALUE), ...results];
}

/** The element a loop variable stands for: what is done to it in the loop is done to all of them. */
export function getElement(value: Value): Value | undefined {
  if (value.kind !== 'object') return undefined;
  const elements = [...value.fields.values()];
  const ids = elements.flatMap((element) => (element.kind === 'resource' ? findObligations(element) : []));
  const [id, ...also] = new Set(ids);
  if (id !== undefined) return { kind: 'resource', id, isEach: true, also };
  return value.fields.get('*') ?? elements[0];
}

function addToCollection(call: BuiltinCall): readonly Outcome[] | undefined {
  const { node, receiver, args, state } = call;
  const value = args.at(-1);
  if (receiver.kind !== 'object' || value === undefined || !ts.isCallExpression(node)) return undefined;
  const grown = objectOf([...receiver.fields, [`+${node.pos}`, value]]);
  const env = new Map([...state.env].map(([key, known]) => [key, known === receiver ? grown : known]));
  return [returns({ ...state, env }, UNKNOWN_VALUE)];
}
