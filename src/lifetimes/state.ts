/** One abstract state: what is held, what the variables are, what was assumed, and how we got here. */
import type { CallNode, Place, Root, Test } from '../flow/graph.js';
import type { ts } from '../syntax/ts.js';
import type { Check } from './check.js';
import type { Trace } from './trace.js';
import { UNKNOWN_VALUE, getField, objectOf, type ObligationId, type Value, type Work } from './value.js';

/** `dormant`: made, but nothing is held yet (a client that is not connected). */
export type Status = 'dormant' | 'held' | 'released' | 'transferred';

export interface Obligation {
  readonly status: Status;
  /** An older resource of the same site is still held, and no variable names it any more. */
  readonly hasOlder: boolean;
  /** Others can reach the object, so that it is theirs as soon as it holds something. */
  readonly isEscaped: boolean;
  /** It was stored where others reach it; who releases it on the normal way out is its owner all the same. */
  readonly isShared: boolean;
  /** A tag says that somebody else has taken it over, to release it: whoever does so here does it once more. */
  readonly isOwned: boolean;
  /** The unknown call that got it last, if nothing was done with it since: it may have taken it over. */
  readonly lentTo: ts.Node | undefined;
  /** A transaction was opened on it and not ended. */
  readonly isInTransaction: boolean;
  /** Calls on the resource that have not settled. */
  readonly pending: ReadonlySet<ts.Node>;
  /** Calls on it that a function nobody waits for has yet to make, behind something it waits for itself. */
  readonly later: ReadonlySet<ts.Node>;
  /** Properties that never change, and what they are. */
  readonly tells?: Readonly<Record<string, boolean>> | undefined;
  /** The function has waited for something since it was taken: events may have come and gone. */
  readonly hasWaited: boolean;
}

export interface Fact {
  readonly value: boolean;
  readonly roots: readonly Root[];
}

/** A function that runs later, when an event fires or a timer ends. */
export interface Deferred {
  /** The call that registered it. */
  readonly node: CallNode;
  /** A function, or the release of a resource itself. */
  readonly callee: Value;
  /** Undefined for timers, which always fire; so is the emitter the event is of. */
  readonly event: string | undefined;
  /** The event comes however the emitter ends. */
  readonly isSure?: boolean;
  readonly emitter: string | undefined;
  /** An interval fires again and again. */
  readonly repeats: boolean;
  /** It runs before anything that is waited for: microtasks and ticks. */
  readonly isSoon: boolean;
}

/** A callback that is given away and may come behind anything the code after the call does. */
export interface Expected {
  /** The call that got it. */
  readonly node: ts.Node;
  /** What it can do anything to. */
  readonly touched: readonly ObligationId[];
  /** What it gives back itself at one of its ends. */
  readonly released: readonly ObligationId[];
  /** What it leaves at work at one of its ends. */
  readonly busy: readonly ObligationId[];
  /** What is at work until it comes. */
  readonly work: readonly Work[];
  /** `maybe`: the function has waited since. `come`: it has waited for the callback itself. */
  readonly stage: 'ahead' | 'maybe' | 'come';
  /** The code around can learn from it that it has come: what is done then, it has asked for. */
  readonly isTelling: boolean;
  /** Runs it from the state in which it comes; what it leaves behind is written down. */
  readonly come: (state: State) => void;
}

/** How a promise that is made by hand was settled on this way. */
export interface Told {
  readonly rejects: boolean;
  readonly value: Value | undefined;
  readonly node: ts.Node;
  /** What has settled by then. */
  readonly work: readonly Work[];
}

export interface State {
  /** Values of roots; places below unknown roots are keyed `root.name`. */
  readonly env: ReadonlyMap<string, Value>;
  readonly obligations: ReadonlyMap<ObligationId, Obligation>;
  /** Those that were given back or handed on, and that nothing names any more: they only count at the exits. */
  readonly finished: ReadonlyMap<ObligationId, Obligation>;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly deferred: readonly Deferred[];
  readonly expected: readonly Expected[];
  /** Promises under construction that have been settled, by their construction. */
  readonly told: ReadonlyMap<ts.Node, Told>;
  /** Work that the running asynchronous function has awaited: a caller that does not wait for it is still ahead of it. */
  readonly settled: readonly Work[] | undefined;
  /** The running asynchronous function has waited: what it does now its caller may be ahead of. */
  readonly isBehindWait: boolean;
  /** Places others reach that the running function has found empty, and whether it has waited since. */
  readonly checks: ReadonlyMap<string, Check>;
  /** Variables that callbacks assign which have yet to come: nothing that is read of them is sure. */
  readonly unsure: ReadonlySet<Root>;
  readonly trace: Trace;
}

export function toKey(place: Place): string {
  return place.path.length === 0 ? place.root : `${place.root}.${place.path.join('.')}`;
}

/** Copies of copies are followed this far; a chain of aliases that comes back to itself ends here too. */
const MAX_ALIASES = 4;

export function readPlace(state: State, place: Place, aliases = MAX_ALIASES): Value {
  let value = state.env.get(place.root) ?? UNKNOWN_VALUE;
  for (const name of place.path) {
    if (value.kind !== 'object' && value.kind !== 'resource') {
      value = state.env.get(toKey(place)) ?? UNKNOWN_VALUE;
      break;
    }
    value = getField(value, name);
  }
  return value.kind === 'alias' && aliases > 0 ? resolveAlias(state, value, aliases - 1) : value;
}

/** What is known by now of the place that was copied. */
function resolveAlias(state: State, alias: Extract<Value, { kind: 'alias' }>, aliases: number): Value {
  const value = readPlace(state, alias.place, aliases);
  return value.kind === 'unknown' ? alias : value;
}

/** Sets a whole variable: what was known of its properties and of conditions on it is gone. */
export function assignRoot(state: State, root: Root, value: Value): State {
  const env = new Map<string, Value>();
  for (const [key, known] of state.env) {
    if (key === root || key.startsWith(`${root}.`)) continue;
    if (known.kind === 'test' && findTestRoots(known.test).includes(root)) continue;
    if (known.kind === 'alias' && known.place.root === root) continue;
    env.set(key, known);
  }
  // `node = node.parent`: what it was a copy of is gone with the old value.
  const isStale = value.kind === 'alias' && value.place.root === root;
  if (value.kind !== 'unknown' && !isStale) env.set(root, value);
  return { ...state, env, facts: withoutRoot(state.facts, root) };
}

/** Sets a property of an object that is known; false when the object is not, so that the value escapes. */
export function assignField(state: State, place: Place, value: Value): State | undefined {
  const root = state.env.get(place.root);
  if (root?.kind !== 'object') return undefined;
  return setRoot(state, place.root, setField(root, place.path, value));
}

function setField(object: Value, path: readonly string[], value: Value): Value {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const fields = object.kind === 'object' ? object.fields : new Map<string, Value>();
  const inner = fields.get(name) ?? UNKNOWN_VALUE;
  const shape = object.kind === 'object' ? object.shape : undefined;
  return objectOf([...fields, [name, setField(inner, rest, value)]], shape);
}

/** Learns about a place without changing it: conditions on it stay true. */
export function refine(state: State, place: Place, value: Value): State {
  const key = toKey(place);
  const holder = state.env.get(place.root);
  if (place.path.length > 0 && (holder?.kind === 'object' || holder?.kind === 'resource')) {
    return holder.kind === 'object' ? setRoot(state, place.root, setField(holder, place.path, value)) : state;
  }
  return setRoot(state, key, value);
}

function setRoot(state: State, key: string, value: Value): State {
  return { ...state, env: new Map(state.env).set(key, value) };
}

export function setObligation(state: State, id: ObligationId, change: Partial<Obligation>): State {
  const before = state.obligations.get(id) ?? {
    status: 'dormant',
    hasOlder: false,
    isEscaped: false,
    isShared: false,
    isOwned: false,
    lentTo: undefined,
    isInTransaction: false,
    pending: new Set<ts.Node>(),
    later: new Set<ts.Node>(),
    hasWaited: false,
  };
  const after = { ...state, obligations: new Map(state.obligations).set(id, { ...before, ...change }) };
  if (!state.finished.has(id)) return after;
  const finished = new Map(state.finished);
  finished.delete(id);
  return { ...after, finished };
}

/** A function that is yet to come may assign them at any wait. */
export function makeUnsure(state: State, roots: ReadonlySet<Root>): State {
  return isSubset(roots, state.unsure) ? state : { ...state, unsure: new Set([...state.unsure, ...roots]) };
}

export function isSubset<T>(part: ReadonlySet<T>, whole: ReadonlySet<T>): boolean {
  for (const one of part) if (!whole.has(one)) return false;
  return true;
}

export function setFact(state: State, key: string, fact: Fact): State {
  return { ...state, facts: new Map(state.facts).set(key, fact) };
}

/** What may have changed when a loop comes round: conditions and properties, but no variable that is not assigned. */
export function forgetConditions(state: State): State {
  const env = new Map([...state.env].filter(([key]) => !isProperty(key)));
  return { ...state, env, facts: new Map() };
}

/** A method call may change its receiver: what was assumed of it is gone. */
export function forgetProperties(state: State, receiver: Place): State {
  const prefix = `${toKey(receiver)}.`;
  const isOf = (key: string): boolean => key.startsWith(prefix);
  const hasAny =
    [...state.env.keys()].some(isOf) ||
    [...state.facts.values()].some((fact) => fact.roots.includes(receiver.root));
  if (!hasAny) return state;
  const env = new Map([...state.env].filter(([key]) => !isOf(key)));
  return { ...state, env, facts: withoutRoot(state.facts, receiver.root) };
}

function isProperty(key: string): boolean {
  // Temporaries of a graph are written `t3.7`; a property follows a variable or `this`.
  return /^(?:v\d+|this)\./.test(key);
}

function withoutRoot(facts: State['facts'], root: Root): State['facts'] {
  if (facts.size === 0) return facts;
  return new Map([...facts].filter(([, fact]) => !fact.roots.includes(root)));
}

export function findTestRoots(test: Test): readonly Root[] {
  switch (test.kind) {
    case 'not':
      return findTestRoots(test.test);
    case 'opaque':
      return test.roots;
    case 'unknown':
      return [];
    default:
      return test.of.kind === 'place'
        ? [test.of.place.root]
        : test.of.kind === 'test'
          ? findTestRoots(test.of.test)
          : [];
  }
}

/** States with the same key merge: they owe the same, and leave a finally the same way. */
export function keyOf(state: State): string {
  const parts: string[] = [];
  for (const [id, o] of [...state.obligations].sort(([a], [b]) => a - b)) {
    parts.push(
      `${id}${o.status}${o.hasOlder ? '+' : ''}${o.isEscaped ? '^' : ''}${o.isShared ? 's' : ''}${o.isOwned ? 'o' : ''}${o.lentTo && o.status === 'held' ? `>${o.lentTo.pos}` : ''}${o.isInTransaction ? 't' : ''}${toPendingKey(o.pending)}${o.later.size > 0 ? 'l' : ''}`,
    );
  }
  for (const [root, value] of state.env) {
    if (value.kind === 'completion') parts.push(`${root}=${value.name}`);
    else if (isLoop(root))
      parts.push(`${root}=${value.kind === 'constant' ? String(value.value) : value.kind}`);
    // Which variable names which resource: joined, neither would name any.
    if (
      value.kind === 'resource' &&
      root.startsWith('v') &&
      state.obligations.get(value.id)?.status === 'held'
    )
      parts.push(`${root}>${value.id}`);
  }
  for (const deferred of state.deferred) parts.push(`d${deferred.node.pos}`);
  for (const [promise, { rejects }] of state.told) parts.push(`p${promise.pos}${rejects ? '-' : '+'}`);
  parts.push(`r${state.trace.rank}`);
  return parts.join('|');
}

/** How far a loop over a collection has come. */
function isLoop(root: string): boolean {
  return /^l\d/.test(root);
}

function toPendingKey(pending: ReadonlySet<ts.Node>): string {
  return pending.size === 0 ? '' : `~${[...pending].map((node) => node.pos).join()}`;
}
