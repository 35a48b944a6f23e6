/** The join of states that owe the same: what is known in both is known behind it. */
import { isSameCheck } from './check.js';
import { makeUnsure, type State } from './state.js';
import { UNKNOWN_VALUE, isSameValue, joinValues, joinWork, type Value } from './value.js';

/** The join of two states with the same key; the same object when the second one adds nothing new. */
export function mergeStates(known: State, incoming: State): State {
  const env = new Map<string, Value>();
  let isChanged = false;
  for (const [key, value] of known.env) {
    const joined = joinValues(value, incoming.env.get(key) ?? UNKNOWN_VALUE);
    if (joined.kind !== 'unknown') env.set(key, joined);
    isChanged ||= !isSameValue(joined, value);
  }
  const facts = new Map(
    [...known.facts].filter(([key, fact]) => incoming.facts.get(key)?.value === fact.value),
  );
  isChanged ||= facts.size !== known.facts.size;
  const settled = known.settled && joinWork(known.settled, incoming.settled ?? []);
  isChanged ||= settled !== known.settled;
  const checks = new Map(
    [...known.checks].filter(([key, check]) => isSameCheck(check, incoming.checks.get(key))),
  );
  isChanged ||= checks.size !== known.checks.size;
  const isBehindWait = known.isBehindWait || incoming.isBehindWait;
  isChanged ||= isBehindWait !== known.isBehindWait;
  const { unsure } = makeUnsure(known, incoming.unsure);
  isChanged ||= unsure !== known.unsure;
  const fresh = incoming.expected.filter(({ node }) => !known.expected.some((other) => other.node === node));
  const expected = fresh.length === 0 ? known.expected : [...known.expected, ...fresh];
  isChanged ||= fresh.length > 0;
  const finished = joinFinished(known.finished, incoming.finished);
  isChanged ||= finished !== known.finished;
  const obligations = joinWaited(known.obligations, incoming.obligations);
  isChanged ||= obligations !== known.obligations;
  return isChanged
    ? { ...known, obligations, env, facts, settled, checks, isBehindWait, unsure, expected, finished }
    : known;
}

/** What has been held over a wait on one of the ways may have missed an event. */
function joinWaited(a: State['obligations'], b: State['obligations']): State['obligations'] {
  const waited = [...a].filter(([id, { hasWaited }]) => !hasWaited && b.get(id)?.hasWaited === true);
  if (waited.length === 0) return a;
  return new Map([...a, ...waited.map(([id, known]) => [id, { ...known, hasWaited: true }] as const)]);
}

function joinFinished(a: State['finished'], b: State['finished']): State['finished'] {
  if (a === b) return a;
  const fresh = [...b].filter(([id]) => !a.has(id));
  return fresh.length === 0 ? a : new Map([...a, ...fresh]);
}
