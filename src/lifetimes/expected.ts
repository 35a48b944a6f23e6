/**
 * Callbacks that come late. A callback is run at its call, as if it came before all that follows; but `pool.connect(cb)`
 * may as well call back when the code after it has gone on. Where that code gives back what the callback reaches, the
 * callback is run once more behind it: a second release, a use after the release, and what is lost with them.
 */
import type { FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { findTouched } from './escapes.js';
import type { Machine, Outcome } from './machine.js';
import type { Expected, State } from './state.js';
import { UNKNOWN_VALUE, findObligations, type ObligationId, type Value } from './value.js';

export function expectLater(
  m: Machine,
  state: State,
  callback: {
    readonly node: ts.Node;
    readonly callee: Extract<Value, { kind: 'function' }>;
    /** What it came to when it was run at its call. */
    readonly ends: readonly Outcome[];
    readonly come: Expected['come'];
  },
): State {
  const { node, callee, ends, come } = callback;
  const touched = findTouched(m, state, callee);
  if (touched.length === 0 || mayTell(m, state, callee.node)) return state;
  const isAtEnd = (test: (at: State, id: ObligationId) => boolean): readonly ObligationId[] =>
    touched.filter((id) => ends.some((end) => test(end.state, id)));
  const released = isAtEnd(isReleased);
  const busy = isAtEnd((at, id) => countPending(at, id) > countPending(state, id) || isBusyElsewhere(at, id));
  return { ...state, expected: [...state.expected, { node, touched, released, busy, come }] };
}

/** Whether the code around can learn from the callback that it has come: by what it sets or calls. */
function mayTell(m: Machine, state: State, fn: FunctionNode): boolean {
  const { variables } = m.ctx.facts;
  if (variables.getOuterAssignments(fn).size > 0) return true;
  return [...variables.getCaptured(fn)].some((root) => {
    const variable = variables.findByRoot(root);
    const declaration = variable?.symbol.valueDeclaration;
    if (variable?.owner === undefined || (declaration && ts.isParameter(declaration))) return false;
    return findObligations(state.env.get(root) ?? UNKNOWN_VALUE).length === 0;
  });
}

/** `id` is given back in `state`: callbacks that have not come yet find it so. */
export function comeLate(state: State, id: ObligationId): void {
  for (const callback of state.expected) {
    if (callback.touched.includes(id))
      callback.come({ ...state, expected: state.expected.filter((other) => other !== callback) });
  }
}

/** Whether a callback that is given away gives it back as well. */
export function isReleasedElsewhere(state: State, id: ObligationId): boolean {
  return state.expected.some(({ released }) => released.includes(id));
}

/** Whether a callback that is given away may have it at work. */
export function isBusyElsewhere(state: State, id: ObligationId): boolean {
  return state.expected.some(({ busy }) => busy.includes(id));
}

function isReleased(state: State, id: ObligationId): boolean {
  return state.obligations.get(id)?.status === 'released' || isReleasedElsewhere(state, id);
}

function countPending(state: State, id: ObligationId): number {
  return state.obligations.get(id)?.pending.size ?? 0;
}
