/** How a state was reached: a linked list of the steps a person would name, newest first. */
import type { Rank, StepKind } from '../model/finding.js';
import type { ts } from '../syntax/ts.js';
import type { Cause, ObligationId } from './value.js';

export interface Trace {
  readonly parent: Trace | undefined;
  readonly kind: StepKind | 'start';
  readonly node: ts.Node;
  readonly text: string;
  /** Set on steps that change one obligation. */
  readonly id: ObligationId | undefined;
  /** Rank of the exception edge this step takes; 1 for all others. */
  readonly edge: Rank;
  /** The weakest edge since something is held. */
  readonly rank: Rank;
  /** A rejection that no `await` turned into a throw: it stays inside a promise. */
  readonly isSilent: boolean;
  /** Steps from the start to here. */
  readonly length: number;
  /** What happened in the function that this call ran. */
  readonly inside?: Inside | undefined;
}

export interface Inside {
  readonly last: Trace;
  /** Length of the trace at the call: what came before it did not happen inside. */
  readonly since: number;
  /** What the resource is called in there, when the call hands a fresh one over. */
  readonly id?: ObligationId | undefined;
}

export function startTrace(node: ts.Node): Trace {
  return {
    parent: undefined,
    kind: 'start',
    node,
    text: '',
    id: undefined,
    edge: 1,
    rank: 1,
    isSilent: false,
    length: 0,
  };
}

export interface Step {
  readonly kind: StepKind;
  readonly node: ts.Node;
  readonly text: string;
  readonly id?: ObligationId;
  readonly inside?: Inside;
}

export function addStep(trace: Trace, step: Step): Trace {
  return {
    parent: trace,
    id: undefined,
    ...step,
    edge: 1,
    rank: trace.rank,
    isSilent: false,
    length: trace.length + 1,
  };
}

export function addThrow(trace: Trace, cause: Cause, isSilent: boolean): Trace {
  return {
    parent: trace,
    kind: 'throw',
    node: cause.node,
    text: cause.text,
    id: undefined,
    edge: cause.rank,
    rank: cause.rank > trace.rank ? cause.rank : trace.rank,
    isSilent,
    length: trace.length + 1,
  };
}

/** While nothing is held, what was thrown before does not matter. */
export function resetRank(trace: Trace): Trace {
  return trace.rank === 1 ? trace : { ...trace, rank: 1 };
}

/**
 * The steps from the acquire step of `id` on, in the order of execution; with `isOlder`, from the last but one, because
 * it is not the newest resource that is lost.
 */
export function findStepsSince(trace: Trace, id: ObligationId, isOlder = false): readonly Trace[] {
  const steps: Trace[] = [];
  let left = isOlder ? 2 : 1;
  for (let at: Trace | undefined = trace; at; at = at.parent) {
    steps.push(at);
    if (at.kind === 'acquire' && at.id === id && --left === 0) break;
  }
  return steps.reverse().filter((step) => step.kind !== 'start');
}

/** The steps inside a call, in the order of execution. */
export function findStepsInside({ last, since }: Inside): readonly Trace[] {
  const steps: Trace[] = [];
  for (let at: Trace | undefined = last; at && at.length > since; at = at.parent) steps.push(at);
  return steps.reverse();
}
