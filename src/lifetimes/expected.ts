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
import { UNKNOWN_VALUE, findObligations, type ObligationId, type Value, type Work } from './value.js';

export function expectLater(
  m: Machine,
  state: State,
  callback: {
    readonly node: ts.Node;
    readonly callee: Extract<Value, { kind: 'function' }>;
    /** What it came to when it was run at its call. */
    readonly ends: readonly Outcome[];
    readonly work: readonly Work[];
    readonly come: Expected['come'];
  },
): State {
  const { callee, ends, ...rest } = callback;
  const touched = findTouched(m, state, callee);
  if (touched.length === 0) return state;
  const isAtEnd = (test: (at: State, id: ObligationId) => boolean): readonly ObligationId[] =>
    touched.filter((id) => ends.some((end) => test(end.state, id)));
  const released = isAtEnd(isReleased);
  const busy = isAtEnd((at, id) => countPending(at, id) > countPending(state, id) || isBusyElsewhere(at, id));
  const expected: Expected = {
    ...rest,
    touched,
    released,
    busy,
    stage: 'ahead',
    isTelling: isTelling(m, state, callee.node),
  };
  return { ...state, expected: [...state.expected, expected] };
}

/** Whether the code around can learn from the callback that it has come: by what it sets or calls. */
function isTelling(m: Machine, state: State, fn: FunctionNode): boolean {
  const { variables } = m.ctx.facts;
  if (variables.getOuterAssignments(fn).size > 0) return true;
  return [...variables.getCaptured(fn)].some((root) => {
    const variable = variables.findByRoot(root);
    const declaration = variable?.symbol.valueDeclaration;
    const isOfModule = variable?.owner === undefined || ts.isSourceFile(variable.owner);
    if (isOfModule || (declaration && ts.isParameter(declaration))) return false;
    return findObligations(state.env.get(root) ?? UNKNOWN_VALUE).length === 0;
  });
}

/** `id` is given back in `state`: callbacks that have not come yet find it so. */
export function comeLate(m: Machine, state: State, id: ObligationId): void {
  for (const callback of state.expected.filter(({ touched }) => touched.includes(id))) {
    if (callback.stage !== 'come' && callback.isTelling) continue;
    m.ctx.recorder.addOvertaken(id, callback.node);
    if (callback.stage !== 'come')
      callback.come({ ...state, expected: state.expected.filter((other) => other !== callback) });
  }
}

/** Whatever has been given away may have come when the function has waited. */
export function ageExpected(state: State): State {
  if (state.expected.every(({ stage }) => stage !== 'ahead')) return state;
  const expected = state.expected.map((callback): Expected =>
    callback.stage === 'ahead' ? { ...callback, stage: 'maybe' } : callback,
  );
  return { ...state, expected };
}

/** Whether a callback that is given away gives it back as well. */
export function isReleasedElsewhere(state: State, id: ObligationId): boolean {
  return state.expected.some(
    ({ released, stage, isTelling: tells }) => stage !== 'ahead' && !tells && released.includes(id),
  );
}

/** Whether a callback that is given away may have it at work. */
export function isBusyElsewhere(state: State, id: ObligationId): boolean {
  return state.expected.some(
    ({ busy, work, stage, isTelling: tells }) =>
      !tells &&
      ((stage === 'maybe' && busy.includes(id)) || (stage !== 'come' && work.some((each) => each.id === id))),
  );
}

function isReleased(state: State, id: ObligationId): boolean {
  const isElsewhere = state.expected.some(({ released }) => released.includes(id));
  return isElsewhere || state.obligations.get(id)?.status === 'released';
}

function countPending(state: State, id: ObligationId): number {
  return state.obligations.get(id)?.pending.size ?? 0;
}
