/**
 * Arrays, maps and sets that the analysed code makes itself: which resources are in them, and which have been taken out.
 *
 * A short list with known positions is followed element by element. Otherwise one value stands for all elements that
 * were put in by one call, and what is done to "the element" in a loop is done to all of them.
 */
import type { CallNode } from '../flow/graph.js';
import { ts } from '../syntax/ts.js';
import { returns, type Outcome } from './machine.js';
import type { State } from './state.js';
import { UNKNOWN_VALUE, getAnyElement, objectOf, type ObjectValue, type Shape, type Value } from './value.js';

/** Longer lists are not followed element by element. */
const MAX_ELEMENTS = 8;

export interface CollectionCall {
  readonly node: CallNode;
  readonly receiver: ObjectValue;
  readonly args: readonly Value[];
  readonly state: State;
}

const CONSTRUCTORS: ReadonlyMap<string, Shape> = new Map([
  ['new Array', 'array'],
  ['new Map', 'map'],
  ['new WeakMap', 'map'],
  ['new Set', 'set'],
  ['new WeakSet', 'set'],
]);

/** `new Map()` and the like; undefined when it is filled from something unknown. */
export function makeCollection(name: string, args: readonly Value[]): Value | undefined {
  const shape = CONSTRUCTORS.get(name);
  if (!shape) return undefined;
  const [source] = args;
  if (source === undefined) return objectOf([], shape);
  if (source.kind !== 'object') return undefined;
  const elements = [...source.fields.values()];
  if (shape !== 'map')
    return objectOf(
      elements.map((element, index) => [`+${index}`, element]),
      shape,
    );
  return objectOf(
    elements.map((entry, index) => [
      `+${index}`,
      entry.kind === 'object' ? (entry.fields.get('1') ?? entry) : entry,
    ]),
    shape,
  );
}

/** Undefined when the method is none of a collection. */
export function callCollection(call: CollectionCall, method: string): readonly Outcome[] | undefined {
  const { receiver, args, state } = call;
  switch (method) {
    case 'push':
    case 'unshift':
    case 'add':
      return grow(
        call,
        args.map((value, index) => [`+${call.node.pos}${index > 0 ? `.${index}` : ''}`, value]),
      );
    case 'set':
      return grow(call, args[1] === undefined ? [] : [[toKey(args[0]) ?? `+${call.node.pos}`, args[1]]]);
    case 'get':
    case 'at':
      return [returns(state, elementAt(receiver, args[0]))];
    case 'pop':
    case 'shift':
      return takeOne(call, method);
    case 'delete':
      return [returns(replaceValue(state, receiver, without(receiver, args[0])), UNKNOWN_VALUE)];
    case 'clear':
      return [returns(replaceValue(state, receiver, objectOf([], receiver.shape)), UNKNOWN_VALUE)];
    case 'splice':
      return [returns(replaceValue(state, receiver, objectOf([], receiver.shape)), receiver)];
    default:
      return viewOf(call, method);
  }
}

/** The same elements in another list. */
function viewOf({ receiver, state, args }: CollectionCall, method: string): readonly Outcome[] | undefined {
  switch (method) {
    case 'values':
    case 'slice':
    case 'reverse':
    case 'toReversed':
    case 'flat':
      return [returns(state, objectOf(receiver.fields, 'array'))];
    case 'entries':
      return [returns(state, objectOf(receiver.fields, receiver.shape === 'array' ? 'map' : receiver.shape))];
    case 'keys':
      return [returns(state, objectOf(receiver.fields, 'keys'))];
    case 'concat': {
      const more = args.flatMap((arg) => (arg.kind === 'object' ? [...arg.fields] : []));
      const renamed = more.map(([name, value]): [string, Value] => [`+${name}`, value]);
      return [returns(state, objectOf([...receiver.fields, ...renamed], 'array'))];
    }
    default:
      return undefined;
  }
}

function grow(call: CollectionCall, added: readonly (readonly [string, Value])[]): readonly Outcome[] {
  const { receiver, state } = call;
  const grown = objectOf([...receiver.fields, ...added], receiver.shape ?? 'array');
  return [returns(replaceValue(state, receiver, grown), receiver.shape === 'array' ? UNKNOWN_VALUE : grown)];
}

/** `pop` and `shift`: of a list with known positions the one at its end, else any, which stands for all. */
function takeOne({ node, receiver, state }: CollectionCall, method: string): readonly Outcome[] {
  const names = [...receiver.fields.keys()];
  const name = hasPositions(receiver) ? (method === 'pop' ? names.at(-1) : names[0]) : undefined;
  const any = getElement(receiver);
  // One of several, outside of any loop: the others stay where they are.
  if (name === undefined && any?.kind === 'resource' && !isInLoop(node))
    return [returns(state, { kind: 'resource', id: any.id })];
  if (name === undefined)
    return [
      returns(
        replaceValue(state, receiver, objectOf([], receiver.shape)),
        getElement(receiver) ?? UNKNOWN_VALUE,
      ),
    ];
  const left = [...receiver.fields].filter(([other]) => other !== name);
  const renumbered = left.map(([, value], index): [string, Value] => [String(index), value]);
  return [
    returns(
      replaceValue(state, receiver, objectOf(renumbered, 'array')),
      receiver.fields.get(name) ?? UNKNOWN_VALUE,
    ),
  ];
}

function isInLoop(node: ts.Node): boolean {
  return ts.findAncestor(node, (at) => ts.isIterationStatement(at, false)) !== undefined;
}

function toKey(value: Value | undefined): string | undefined {
  return value?.kind === 'constant' ? `=${String(value.value)}` : undefined;
}

function elementAt(collection: ObjectValue, key: Value | undefined): Value {
  const name = toKey(key);
  const exact =
    name === undefined ? undefined : (collection.fields.get(name) ?? collection.fields.get(name.slice(1)));
  return exact ?? getElement({ ...collection, shape: 'array' }) ?? UNKNOWN_VALUE;
}

function without(collection: ObjectValue, key: Value | undefined): Value {
  const name = toKey(key);
  const isExact = name !== undefined && collection.fields.has(name);
  const left = [...collection.fields].filter(([other, value]) => {
    if (isExact) return other !== name;
    // A set is asked by the element itself; a map with one entry has no other to lose.
    return collection.shape === 'set' ? value !== key : collection.fields.size > 1;
  });
  return objectOf(left, collection.shape);
}

/** The collection has changed, wherever it is named. */
export function replaceValue(state: State, before: Value, after: Value): State {
  const replace = (value: Value): Value => {
    if (value === before) return after;
    if (value.kind !== 'object') return value;
    const fields = [...value.fields].map(([name, field]): [string, Value] => [name, replace(field)]);
    const isChanged = fields.some(([name, field]) => field !== value.fields.get(name));
    return isChanged ? objectOf(fields, value.shape) : value;
  };
  const env = new Map(state.env);
  for (const [key, value] of state.env) env.set(key, replace(value));
  return { ...state, env };
}

/** Whether the elements are known one by one, in order. */
export function hasPositions(value: Value): boolean {
  if (value.kind !== 'object' || value.shape !== 'array' || value.fields.size > MAX_ELEMENTS) return false;
  return [...value.fields.keys()].every((name, index) => name === String(index));
}

/** The element a loop variable stands for: what is done to it in the loop is done to all of them. */
export function getElement(value: Value): Value | undefined {
  if (value.kind !== 'object' || value.shape === 'keys') return undefined;
  const element = getAnyElement(value);
  return element && value.shape === 'map' ? objectOf([['1', element]], 'array') : element;
}

/** Elements of an array literal, those that are spread from another collection included. */
export function makeArray(node: ts.Node, elements: readonly Value[]): Value {
  const list = ts.isArrayLiteralExpression(node) ? node.elements : [];
  const isSpread = (index: number): boolean => {
    const syntax = list[index];
    return syntax !== undefined && ts.isSpreadElement(syntax);
  };
  const flat = elements.flatMap((element, index): readonly Value[] => {
    if (!isSpread(index)) return [element];
    return element.kind === 'object' ? [...element.fields.values()] : [];
  });
  const isOpen = elements.some((element, index) => isSpread(index) && !hasPositions(element));
  return objectOf(
    flat.map((value, index) => [`${isOpen ? '+' : ''}${index}`, value]),
    'array',
  );
}
