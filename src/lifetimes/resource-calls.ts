/** Calls on a tracked resource: release, use, and the misuse of either. */
import type { BorrowForm } from '../model/contract.js';
import type { ts } from '../syntax/ts.js';
import { runContinuation } from './continuations.js';
import { toCause } from './call-failures.js';
import { addPending, returns, throws, withRejection, type Machine, type Outcome } from './machine.js';
import { setObligation, type State } from './state.js';
import { addStep } from './trace.js';
import { followTransaction, isDestroying } from './transactions.js';
import { UNKNOWN_VALUE, fulfilled, rejected, type ObligationId, type Value, type Work } from './value.js';

export interface ResourceCall {
  readonly id: ObligationId;
  /** The call is made on each element of a collection in turn. */
  readonly isEach?: boolean;
  readonly method: string;
  readonly node: ts.Node;
  readonly args: readonly Value[];
  readonly state: State;
}

export function callResource(m: Machine, call: ResourceCall): readonly Outcome[] {
  const contract = m.ctx.sites.find(call.id)?.contract;
  const release = contract?.release.find((form) => form.method === call.method);
  if (release) {
    const state = releaseResource(m, call);
    const work = release.async ? [{ id: call.id, node: call.node }] : [];
    const value: Value = release.async
      ? {
          kind: 'promise',
          outcome: 'either',
          value: UNKNOWN_VALUE,
          cause: toCause(call.node, 2, 'rejects'),
          work,
        }
      : UNKNOWN_VALUE;
    return [returns(state, value)];
  }
  const borrow = contract?.borrows.find((form) => form.method === call.method);
  return borrow ? useResource(m, call, borrow) : useUnknown(m, call);
}

/** The obligation ends here; a second time it is a misuse, and so is work that has not settled. */
export function releaseResource(m: Machine, call: Omit<ResourceCall, 'method'>): State {
  const { id, node, state } = call;
  const obligation = state.obligations.get(id);
  const { recorder } = m.ctx;
  const trace = addStep(state.trace, { kind: 'release', node, text: `released by ${textOf(node)}`, id });
  if (!obligation || obligation.status === 'dormant') return state;
  if (obligation.status === 'released') recorder.addMisuse({ rule: 'double-release', id, node, trace });
  if (obligation.status === 'held') {
    recorder.addRelease(id, node);
    const isLeftOpen = obligation.isInTransaction && !isDestroying(call.args);
    if (isLeftOpen) recorder.addMisuse({ rule: 'unfinished-transaction', id, node, trace });
    if (obligation.pending.size > 0) recorder.addMisuse({ rule: 'release-while-busy', id, node, trace });
  }
  return {
    ...setObligation(state, id, {
      status: 'released',
      isInTransaction: false,
      pending: new Set(),
      ...(call.isEach ? { hasOlder: false } : {}),
    }),
    trace,
  };
}

function textOf(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** A method no contract names: it may use the resource, but whether it is at work afterwards nobody knows. */
function useUnknown(m: Machine, call: ResourceCall): readonly Outcome[] {
  const { state, node } = call;
  const last = call.args.at(-1);
  if (last?.kind === 'function') return runContinuation(m, { callback: last, node, state, work: [] });
  return [returns(state, UNKNOWN_VALUE)];
}

function useResource(m: Machine, call: ResourceCall, borrow: BorrowForm): readonly Outcome[] {
  const { id, node, state } = call;
  if (borrow.fails === 'never') return [returns(state, UNKNOWN_VALUE)];
  if (state.obligations.get(id)?.status === 'released') {
    const trace = addStep(state.trace, { kind: 'call', node, text: `${textOf(node)} uses it`, id });
    m.ctx.recorder.addMisuse({ rule: 'use-after-release', id, node, trace });
  }
  if (borrow.fails === 'sync')
    return [returns(state, UNKNOWN_VALUE), throws(state, toCause(node, 3, 'throws'))];
  const last = call.args.at(-1);
  const isCallback = borrow.callback === true && last !== undefined && isCallable(last);
  if (isCallback) return runContinuation(m, { callback: last, node, state, work: [{ id, node }] });
  const contract = m.ctx.sites.find(id)?.contract;
  return followTransaction(contract, call, settleWork(state, node, [{ id, node }]));
}

/** A promise of work on the resource: it may reject, and until it settles the resource is busy. */
export function settleWork(state: State, node: ts.Node, work: readonly Work[]): readonly Outcome[] {
  const busy = addPending(state, work);
  const cause = toCause(node, 2, 'rejects');
  const failed = withRejection(busy, cause);
  return [returns(busy, fulfilled(UNKNOWN_VALUE, work)), returns(failed, rejected(cause, work))];
}

export function isCallable(value: Value): boolean {
  return (
    value.kind === 'function' ||
    value.kind === 'releaser' ||
    value.kind === 'member' ||
    value.kind === 'settle'
  );
}
