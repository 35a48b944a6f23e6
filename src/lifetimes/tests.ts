/** Deciding and assuming conditions: this is what keeps infeasible paths out. */
import { getFlag } from '../contracts/flags.js';
import type { Operand, Place, Root, Test } from '../flow/graph.js';
import { hasPositions } from './collections.js';
import { readPlace, refine, setFact, toKey, type State } from './state.js';
import { decideNullish, decideTruth, findObligations, type Value } from './value.js';

/** Roots whose value may change behind our back: nothing is assumed of them. */
export type Volatile = ReadonlySet<string>;

export function isUnsure(state: State, root: Root, volatile: Volatile): boolean {
  return volatile.has(root) || state.unsure.has(root);
}

/** The state in which the test came out as `outcome`; undefined when that cannot be. */
export function assume(state: State, test: Test, outcome: boolean, volatile: Volatile): State | undefined {
  switch (test.kind) {
    case 'unknown':
      return state;
    case 'not':
      return assume(state, test.test, !outcome, volatile);
    case 'opaque':
      return assumeOpaque(state, test, outcome, volatile);
    case 'iterates':
      return assumeIterates(state, test, outcome);
    default:
      return assumeOperand(state, test, outcome, volatile);
  }
}

function assumeOpaque(
  state: State,
  test: Extract<Test, { kind: 'opaque' }>,
  outcome: boolean,
  volatile: Volatile,
): State | undefined {
  const isSame = test.compares && decideSame(state, test.compares);
  if (test.compares && isSame !== undefined)
    return (isSame !== test.compares.isNegative) === outcome ? state : undefined;
  if (test.roots.some((root) => isUnsure(state, root, volatile))) return state;
  const known = state.facts.get(test.key);
  if (known) return known.value === outcome ? state : undefined;
  return setFact(state, test.key, { value: outcome, roots: test.roots });
}

/** `client === next`: whether both name one resource, even if somebody else may have set them meanwhile. */
function decideSame(state: State, { left, right }: { left: Place; right: Place }): boolean | undefined {
  const [a, b] = [readPlace(state, left), readPlace(state, right)];
  if (a.kind !== 'resource' || b.kind !== 'resource' || a.isEach || b.isEach) return undefined;
  if (a.id !== b.id) return false;
  return state.obligations.get(a.id)?.hasOlder === true ? undefined : true;
}

/**
 * A loop over a collection that holds resources takes its first turn for sure: the empty collection is the path on
 * which nothing was taken. What the first turn does to the element, the loop does to all.
 */
function assumeIterates(
  state: State,
  test: Extract<Test, { kind: 'iterates' }>,
  outcome: boolean,
): State | undefined {
  const of = test.of.kind === 'place' ? readPlace(state, test.of.place) : undefined;
  const isOurs =
    of?.kind === 'object' &&
    (findObligations(of).length > 0 || [...of.fields.values()].some((field) => field.kind === 'function'));
  if (!isOurs) return state;
  if (hasPositions(of)) return assumeTurn(state, { loop: test.loop, count: of.fields.size }, outcome);
  const hasTurned = state.env.get(test.loop)?.kind === 'truthy';
  if (!outcome)
    return hasTurned ? refine(state, { root: test.loop, path: [] }, { kind: 'unknown' }) : undefined;
  return hasTurned ? undefined : refine(state, { root: test.loop, path: [] }, { kind: 'truthy' });
}

/** A short list is gone through element by element. */
function assumeTurn(state: State, of: { loop: string; count: number }, outcome: boolean): State | undefined {
  const before = state.env.get(of.loop);
  const next = before?.kind === 'constant' ? Number(before.value) + 1 : 0;
  const place = { root: of.loop, path: [] };
  if (!outcome) return next < of.count ? undefined : refine(state, place, { kind: 'unknown' });
  return next < of.count ? refine(state, place, { kind: 'constant', value: next }) : undefined;
}

type OperandTest = Extract<Test, { kind: 'truthy' | 'nullish' | 'equals' }>;

function assumeOperand(
  state: State,
  test: OperandTest,
  outcome: boolean,
  volatile: Volatile,
): State | undefined {
  const { of } = test;
  if (of.kind === 'test') {
    // A boolean is never nullish; for truth it is the condition it was made from.
    if (test.kind === 'nullish') return outcome ? undefined : state;
    if (test.kind === 'truthy') return assume(state, of.test, outcome, volatile);
    return typeof test.value === 'boolean' ? assume(state, of.test, outcome === test.value, volatile) : state;
  }
  const value = valueOf(state, of);
  // What a library makes has the members its type has.
  if (test.kind === 'truthy' && test.isUndeclared && value.kind === 'member')
    return outcome ? undefined : state;
  if (of.kind === 'place' && isUnsure(state, of.place.root, volatile)) return state;
  if (value.kind === 'test')
    return assumeOperand(state, { ...test, of: { kind: 'test', test: value.test } }, outcome, volatile);
  if (value.kind === 'alias') {
    const source = assumeOperand(
      state,
      { ...test, of: { kind: 'place', place: value.place } },
      outcome,
      volatile,
    );
    // The copy keeps what is learned now, even if the source is written later.
    return source && of.kind === 'place' && isVariable(of.place) ? learn(source, test, outcome) : source;
  }
  const decided = decide(test, value);
  if (decided !== undefined) return decided === outcome ? state : undefined;
  return of.kind === 'place' ? learn(state, test, outcome) : state;
}

function isVariable(place: Place): boolean {
  return place.path.length === 0;
}

function valueOf(state: State, operand: Operand): Value {
  switch (operand.kind) {
    case 'place':
      return readFlag(state, readPlace(state, operand.place));
    case 'constant':
      return { kind: 'constant', value: operand.value };
    case 'function':
    case 'fresh':
      return { kind: 'truthy' };
    case 'test':
      return { kind: 'test', test: operand.test };
    case 'unknown':
      return { kind: 'unknown' };
  }
}

/** `client.closed`, `runner.isReleased`: what is owed tells what such a property is. */
function readFlag(state: State, value: Value): Value {
  if (value.kind !== 'member') return value;
  const obligation = state.obligations.get(value.id);
  const told = obligation?.tells?.[value.name];
  if (told !== undefined) return { kind: 'constant', value: told };
  const flag = getFlag(value.name);
  if (flag === undefined) return value;
  const isKnown = obligation?.status === 'held' || obligation?.status === 'released';
  if (flag === 'unknown' || !isKnown) return { kind: 'unknown' };
  if (flag === 'undone')
    return obligation.status === 'held' ? { kind: 'constant', value: false } : { kind: 'unknown' };
  if (flag === 'in-transaction') return { kind: 'constant', value: obligation.isInTransaction };
  return { kind: 'constant', value: (obligation.status === 'held') === (flag === 'open') };
}

function decide(test: OperandTest, value: Value): boolean | undefined {
  if (test.kind === 'truthy') return decideTruth(value);
  if (test.kind === 'nullish') return decideNullish(value);
  if (value.kind === 'constant') return Object.is(value.value, test.value);
  const isNullish = decideNullish(value);
  const wantsNullish = test.value === null || test.value === undefined;
  // Code that tells null from undefined behind a nullish check is rare; code that asks again is not.
  if (isNullish === true) return wantsNullish;
  if (wantsNullish && isNullish === false) return false;
  if (value.kind === 'truthy' && !test.value) return false;
  if (typeof test.value === 'boolean' && decideTruth(value) === !test.value) return false;
  return isTracked(value) ? false : undefined;
}

/** Objects the analysis knows are never equal to a constant. */
function isTracked(value: Value): boolean {
  return !['unknown', 'alias', 'truthy', 'falsy', 'nullish', 'test', 'completion'].includes(value.kind);
}

function learn(state: State, test: OperandTest, outcome: boolean): State | undefined {
  if (test.of.kind !== 'place') return state;
  const { place } = test.of;
  if (test.kind === 'truthy') return refine(state, place, outcome ? { kind: 'truthy' } : { kind: 'falsy' });
  // Resources and their companions are objects: what is not nullish is as good as truthy.
  if (test.kind === 'nullish')
    return refine(state, place, outcome ? { kind: 'nullish' } : { kind: 'truthy' });
  const key = `${toKey(place)}=${String(test.value)}`;
  const known = state.facts.get(key);
  if (outcome) return known ? undefined : refine(state, place, { kind: 'constant', value: test.value });
  return known ? state : setFact(state, key, { value: false, roots: [place.root] });
}
