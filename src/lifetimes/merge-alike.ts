/** Keeps a long block from multiplying its states. */
import { mergeStates } from './merge-states.js';
import { keyOf, type State } from './state.js';
import { findObligations } from './value.js';

/** Outcomes that owe the same go on as one, so that a long block does not multiply them. */
export function mergeAlike(states: readonly State[]): readonly State[] {
  if (states.length < 2) return states;
  const byKey = new Map<string, State>();
  for (const state of states) {
    const key = keyOf(state) + settledKey(state);
    const known = byKey.get(key);
    byKey.set(key, known ? mergeStates(known, state) : state);
  }
  return [...byKey.values()];
}

/**
 * Inside a block, promises that came out differently stay apart: the `await` that asks is often the next operation. So
 * do an object around a resource and none, because the next question is often which of them it is.
 */
function settledKey(state: State): string {
  let key = '';
  for (const [root, value] of state.env) {
    if (value.kind === 'promise') key += `|${root}${value.outcome}`;
    else if (value.kind === 'object' && findObligations(value).length > 0) key += `|${root}`;
  }
  return key;
}
