/** The small machine that runs abstract code: what a call or a function can come to, and who can run functions. */
import type { FunctionNode } from '../syntax/functions.js';
import type { ts } from '../syntax/ts.js';
import type { AnalysisContext, ProgramFacts } from './analysis-context.js';
import { setObligation, type Expected, type State } from './state.js';
import { addThrow } from './trace.js';
import { joinWork, type Cause, type Value, type Work } from './value.js';

/** One way in which an operation can end. No outcome at all means that control does not come back. */
export type Outcome =
  | {
      readonly kind: 'value';
      readonly state: State;
      readonly value: Value;
      /** Where the function that was run ended. */
      readonly exit?: ts.Node;
    }
  | { readonly kind: 'throw'; readonly state: State; readonly cause: Cause };

export interface Invocation {
  readonly fn: FunctionNode;
  readonly args: readonly Value[];
  readonly state: State;
  /** The call that runs it. */
  readonly node?: ts.Node | undefined;
  /** A callback that passes itself on is run once more, with what it gets the second time. */
  readonly isContinuation?: boolean;
  /** A handler goes on with what the function around it has found out. */
  readonly isHandler?: boolean | undefined;
}

/** A call of a value that may be known: a function, a method of a resource, a release function. */
export interface ValueCall {
  readonly callee: Value;
  readonly args: readonly Value[];
  readonly state: State;
  readonly node: ts.Node;
  readonly isHandler?: boolean;
}

/** What a function came to when it was run on its own. */
export interface Summarised {
  readonly ends: readonly Outcome[];
  readonly handsOver: boolean;
}

export type Summarise = (facts: ProgramFacts, fn: FunctionNode) => Summarised | undefined;

export interface Machine {
  readonly ctx: AnalysisContext;
  /** Runs a function to its ends; undefined when it must not be run (recursion, no body, too deep). */
  invoke(invocation: Invocation): readonly Outcome[] | undefined;
  /** Runs a function on its own, for its summary. */
  readonly summarise: Summarise;
  /** What an unknown callee would do is not decided here: it does nothing and returns something unknown. */
  call(call: ValueCall): readonly Outcome[];
}

export function returns(state: State, value: Value): Outcome {
  return { kind: 'value', state, value };
}

/** The state in which `cause` has happened, without control having left yet. */
export function withRejection(state: State, cause: Cause): State {
  const last = state.trace;
  if (last.kind === 'throw' && last.node === cause.node) return state;
  return { ...state, trace: addThrow(last, cause, true) };
}

/** The call fails, and a callback is told of it: no promise hides that. */
export function withFailure(state: State, cause: Cause): State {
  return { ...state, trace: addThrow(state.trace, cause, false) };
}

/** Control leaves by the cause. */
export function throws(state: State, cause: Cause): Outcome {
  const last = state.trace;
  // The rejection was noted when the promise was made; now it leaves.
  if (last.kind === 'throw' && last.node === cause.node) {
    return { kind: 'throw', state: { ...state, trace: { ...last, isSilent: false } }, cause };
  }
  return { kind: 'throw', state: { ...state, trace: addThrow(last, cause, false) }, cause };
}

export function addPending(state: State, work: readonly Work[]): State {
  let result = state;
  for (const { id, node } of work) {
    const obligation = result.obligations.get(id);
    if (obligation?.status === 'held') {
      result = setObligation(result, id, { pending: new Set(obligation.pending).add(node) });
    }
  }
  return result;
}

/** The work has settled. It is noted, because for whoever does not await this function it has not. */
export function clearPending(state: State, work: readonly Work[]): State {
  let result = settleInTurn(state, work);
  for (const { id, node, isInTurn } of work) {
    const obligation = result.obligations.get(id);
    if (obligation?.later.has(node) === true) {
      result = setObligation(result, id, { later: without(obligation.later, node) });
      continue;
    }
    if (!obligation?.pending.has(node)) continue;
    const asked = [...obligation.pending];
    const left =
      isInTurn === true ? asked.slice(asked.indexOf(node) + 1) : asked.filter((other) => other !== node);
    result = setObligation(result, id, { pending: new Set(left) });
  }
  if (result.obligations === state.obligations || result.settled === undefined) return result;
  return { ...result, settled: joinWork(result.settled, work) };
}

/** Commands of one connection settle in turn: when this work has, callbacks of earlier work have come. */
export function settleInTurn(state: State, work: readonly Work[]): State {
  const settled = work.filter(({ isInTurn }) => isInTurn === true).map(({ id }) => id);
  const isSettled = ({ work: own, stage }: Expected): boolean =>
    stage !== 'come' && own.some(({ id }) => settled.includes(id));
  if (settled.length === 0 || !state.expected.some(isSettled)) return state;
  return { ...state, expected: state.expected.map((each) => (isSettled(each) ? toCome(each) : each)) };
}

/** Nor is anything at work that was asked for before. */
export function clearInTurn(state: State, work: readonly Work[]): State {
  return work.reduce(
    (at, { id, isInTurn }) =>
      isInTurn === true && (at.obligations.get(id)?.pending.size ?? 0) > 0
        ? setObligation(at, id, { pending: new Set() })
        : at,
    state,
  );
}

/** Whoever waits for something that callbacks settle goes on when they have come. */
export function settleExpected(state: State, before: State): State {
  const isFresh = (callback: Expected): boolean =>
    !before.expected.some(({ node }) => node === callback.node);
  return { ...state, expected: state.expected.map((each) => (isFresh(each) ? toCome(each) : each)) };
}

function toCome(callback: Expected): Expected {
  return { ...callback, stage: 'come' };
}

function without(nodes: ReadonlySet<ts.Node>, node: ts.Node): ReadonlySet<ts.Node> {
  return new Set([...nodes].filter((other) => other !== node));
}
