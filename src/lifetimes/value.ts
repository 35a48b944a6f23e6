/** Abstract values: as much of a value as decides who holds which resource. */
import { getFlag } from '../contracts/flags.js';
import type { Constant, Place, Test } from '../flow/graph.js';
import type { FunctionNode } from '../syntax/functions.js';
import type { ts } from '../syntax/ts.js';
import type { Rank } from '../model/finding.js';

/** Index of an acquire site; in a state it stands for the newest resource taken there. */
export type ObligationId = number;

/** Why control leaves by an exception. */
export interface Cause {
  readonly rank: Rank;
  readonly node: ts.Node;
  /** For people: `client.query() rejects`. */
  readonly text: string;
}

/** A call on a resource that has not settled yet. */
export interface Work {
  readonly id: ObligationId;
  readonly node: ts.Node;
  /** The resource works in turn: when this has settled, so has all that was asked for before. */
  readonly isInTurn?: boolean;
}

export interface PromiseValue {
  readonly kind: 'promise';
  readonly outcome: 'fulfilled' | 'rejected' | 'either';
  /** What it is fulfilled with. */
  readonly value: Value;
  readonly cause?: Cause;
  /** What has settled when the promise has. */
  readonly work: readonly Work[];
  /** What has settled when it rejects, if that is less: `Promise.all` does not wait for the others then. */
  readonly workWhenRejected?: readonly Work[];
}

/**
 * How a collection is read; `keys` are the keys of one, which name its elements without being them. A `command` is no
 * collection, but an emitter that always comes to its end.
 */
export type Shape = 'array' | 'map' | 'set' | 'keys' | 'command';

export interface ObjectValue {
  readonly kind: 'object';
  /** Absent for plain objects. */
  readonly shape?: Shape | undefined;
  /** `*` stands for all elements with a computed name. */
  readonly fields: ReadonlyMap<string, Value>;
}

export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'nullish' }
  | { readonly kind: 'truthy' }
  | { readonly kind: 'falsy' }
  | {
      readonly kind: 'resource';
      readonly id: ObligationId;
      /** An element of a collection, in a loop over all of it. */
      readonly isEach?: boolean;
      /** The other elements of the collection. */
      readonly also?: readonly ObligationId[];
    }
  /** A method of a resource taken as a value. */
  | { readonly kind: 'member'; readonly id: ObligationId; readonly name: string }
  /** The function that a callback is given to release its resource. */
  | { readonly kind: 'releaser'; readonly id: ObligationId }
  /** `resolve` or `reject` of a promise under construction: what it is called with is handed over. */
  | { readonly kind: 'settle'; readonly rejects: boolean; readonly of: ts.Node }
  | PromiseValue
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | ObjectValue
  | { readonly kind: 'test'; readonly test: Test }
  /** What `setTimeout` gives: a timer that can be cleared. */
  | { readonly kind: 'timer'; readonly node: ts.Node }
  /** Nothing is known of it but that it is what that place is: what is learned of one is learned of both. */
  | { readonly kind: 'alias'; readonly place: Place }
  /** Why a finally block was entered. */
  | { readonly kind: 'completion'; readonly name: string; readonly cause: Cause | undefined };

export const UNKNOWN_VALUE: Value = { kind: 'unknown' };
export const TRUTHY: Value = { kind: 'truthy' };
export const UNDEFINED: Value = { kind: 'constant', value: undefined };

const MAX_DEPTH = 3;

export function objectOf(fields: Iterable<readonly [string, Value]>, shape?: Shape): ObjectValue {
  return {
    kind: 'object',
    shape,
    fields: new Map([...fields].map(([name, value]) => [name, prune(value, MAX_DEPTH - 1)])),
  };
}

/** Keeps values finite: below the access-path limit nothing is known. */
function prune(value: Value, depth: number): Value {
  if (value.kind !== 'object') return value;
  if (depth === 0) return TRUTHY;
  return {
    ...value,
    fields: new Map([...value.fields].map(([name, field]) => [name, prune(field, depth - 1)])),
  };
}

export function fulfilled(value: Value, work: readonly Work[] = []): Value {
  // A promise of a promise is one promise.
  if (value.kind === 'promise') return { ...value, work: [...value.work, ...work] };
  return { kind: 'promise', outcome: 'fulfilled', value, work };
}

export function rejected(cause: Cause, work: readonly Work[] = []): Value {
  return { kind: 'promise', outcome: 'rejected', value: UNKNOWN_VALUE, cause, work };
}

/** Both, each once. */
export function joinWork(a: readonly Work[], b: readonly Work[]): readonly Work[] {
  const fresh = b.filter((work) => !a.some((known) => known.node === work.node && known.id === work.id));
  return fresh.length === 0 ? a : [...a, ...fresh];
}

export function getField(value: Value, name: string): Value {
  if (value.kind === 'resource') return { kind: 'member', id: value.id, name };
  if (value.kind !== 'object') return UNKNOWN_VALUE;
  // A collection that has a resource in it is not empty; of others nobody counts the elements.
  if (value.shape && (name === 'length' || name === 'size'))
    return findObligations(value).length > 0 ? TRUTHY : UNKNOWN_VALUE;
  if (value.shape && name === '*') return getAnyElement(value) ?? UNKNOWN_VALUE;
  const field = value.fields.get(name) ?? value.fields.get('*') ?? UNKNOWN_VALUE;
  // What an object around a resource tells of it is no way to it.
  const isTold = field.kind === 'resource' && !value.fields.has(name) && getFlag(name) !== undefined;
  return isTold ? { kind: 'member', id: field.id, name } : field;
}

/** One value for all elements. */
export function getAnyElement(value: ObjectValue): Value | undefined {
  const elements = [...value.fields.values()];
  const ids = elements.flatMap((element) => (element.kind === 'resource' ? findObligations(element) : []));
  const [id, ...also] = new Set(ids);
  if (id !== undefined) return { kind: 'resource', id, isEach: true, also };
  return value.fields.get('*') ?? elements[0];
}

/** Obligations that can be released through the value. */
export function findObligations(value: Value): readonly ObligationId[] {
  switch (value.kind) {
    case 'resource':
      return [value.id, ...(value.also ?? [])];
    case 'member':
    case 'releaser':
      return [value.id];
    case 'promise':
      return findObligations(value.value);
    case 'object':
      return [...value.fields.values()].flatMap(findObligations);
    default:
      return [];
  }
}

export function isSameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'constant':
      return Object.is(a.value, (b as typeof a).value);
    case 'resource':
    case 'releaser':
      return a.id === (b as typeof a).id;
    case 'member':
      return a.id === (b as typeof a).id && a.name === (b as typeof a).name;
    case 'function':
      return a.node === (b as typeof a).node;
    case 'timer':
      return a.node === (b as typeof a).node;
    case 'test':
      return isSameTest(a.test, (b as typeof a).test);
    case 'promise':
      return isSamePromise(a, b as PromiseValue);
    case 'object':
      return isSameObject(a, b as ObjectValue);
    case 'completion':
      return a.name === (b as typeof a).name && a.cause?.rank === (b as typeof a).cause?.rank;
    case 'alias':
      return (
        a.place.root === (b as typeof a).place.root &&
        a.place.path.join() === (b as typeof a).place.path.join()
      );
    case 'settle':
      return a.rejects === (b as typeof a).rejects && a.of === (b as typeof a).of;
    default:
      return true;
  }
}

function isSamePromise(a: PromiseValue, b: PromiseValue): boolean {
  const isSameWork =
    a.work.length === b.work.length && a.work.every((work, i) => work.node === b.work[i]?.node);
  return a.outcome === b.outcome && isSameWork && isSameValue(a.value, b.value);
}

function isSameObject(a: ObjectValue, b: ObjectValue): boolean {
  if (a.fields.size !== b.fields.size || a.shape !== b.shape) return false;
  return [...a.fields].every(([name, value]) => {
    const other = b.fields.get(name);
    return other !== undefined && isSameValue(value, other);
  });
}

/** Tests are made once per expression, so identity tells most; the rest is told by their text. */
function isSameTest(a: Test, b: Test): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** What is known of a value that is one thing on one path and another on the other. */
export function joinValues(a: Value, b: Value): Value {
  if (isSameValue(a, b)) return a;
  if (a.kind === 'promise' && b.kind === 'promise') return joinPromises(a, b);
  // The surest of several throws is the one to speak of.
  if (a.kind === 'completion' && b.kind === 'completion' && a.name === b.name)
    return (b.cause?.rank ?? 4) < (a.cause?.rank ?? 4) ? b : a;
  if (a.kind === 'object' && b.kind === 'object') {
    const names = [...a.fields.keys()].filter((name) => b.fields.has(name));
    const fields = names.map((name): [string, Value] => [
      name,
      joinValues(a.fields.get(name) ?? UNKNOWN_VALUE, b.fields.get(name) ?? UNKNOWN_VALUE),
    ]);
    return objectOf(fields, a.shape === b.shape ? a.shape : undefined);
  }
  const truth = decideTruth(a);
  if (truth === undefined || truth !== decideTruth(b)) return UNKNOWN_VALUE;
  return truth ? TRUTHY : { kind: 'falsy' };
}

function joinPromises(a: PromiseValue, b: PromiseValue): Value {
  const cause = a.cause ?? b.cause;
  return {
    kind: 'promise',
    outcome: a.outcome === b.outcome ? a.outcome : 'either',
    value:
      a.outcome === 'rejected' ? b.value : b.outcome === 'rejected' ? a.value : joinValues(a.value, b.value),
    work: [...a.work, ...b.work.filter((work) => !a.work.some((other) => other.node === work.node))],
    ...(cause ? { cause } : {}),
  };
}

/** Whether the value is truthy; undefined when that is not known. */
export function decideTruth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'constant':
      return Boolean(value.value);
    case 'nullish':
    case 'falsy':
      return false;
    case 'unknown':
    case 'alias':
    case 'test':
    case 'completion':
      return undefined;
    default:
      return true;
  }
}

/** Whether the value is null or undefined; undefined when that is not known. */
export function decideNullish(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'constant':
      return value.value === null || value.value === undefined;
    case 'nullish':
      return true;
    case 'unknown':
    case 'alias':
    case 'falsy':
      return undefined;
    default:
      return false;
  }
}
