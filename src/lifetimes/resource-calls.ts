/** Calls on a tracked resource: release, use, and the misuse of either. */
import { getFlag } from '../contracts/flags.js';
import type { BorrowForm, Contract, ReleaseForm } from '../model/contract.js';
import { ts } from '../syntax/ts.js';
import { COMMAND, isListenedTo, runGivenCommand } from './commands.js';
import { runContinuation } from './continuations.js';
import { toCause } from './call-failures.js';
import { comeLate, isBusyElsewhere, isReleasedElsewhere } from './expected.js';
import { isMet } from './match-call.js';
import { addPending, returns, throws, withRejection, type Machine, type Outcome } from './machine.js';
import { setObligation, type Obligation, type State } from './state.js';
import { addStep, findStepsSince, type Trace } from './trace.js';
import { endsTransaction, enterTransaction, followTransaction } from './transactions.js';
import {
  UNKNOWN_VALUE,
  fulfilled,
  getField,
  objectOf,
  rejected,
  type ObligationId,
  type Value,
  type Work,
} from './value.js';

export interface ResourceCall {
  readonly id: ObligationId;
  /** The call is made on each element of a collection in turn. */
  readonly isEach?: boolean;
  readonly method: string;
  readonly node: ts.Node;
  readonly args: readonly Value[];
  readonly state: State;
}

/** Whoever uses it goes on owning it, whatever it was passed to before. */
function takeBack(state: State, id: ObligationId): State {
  return state.obligations.get(id)?.lentTo ? setObligation(state, id, { lentTo: undefined }) : state;
}

export function callResource(m: Machine, resourceCall: ResourceCall): readonly Outcome[] {
  const call = { ...resourceCall, state: takeBack(resourceCall.state, resourceCall.id) };
  const contract = m.ctx.sites.find(call.id)?.contract;
  const release = contract?.release.find(
    (form) => form.argument === undefined && form.method === call.method,
  );
  if (release) return callRelease(m, call, release);
  if (isChainStart(contract, call.method))
    return [returns(call.state, { kind: 'member', id: call.id, name: `${call.method}()` })];
  if (isTransfer(contract, call)) return [returns(transfer(call.state, call.id), UNKNOWN_VALUE)];
  const borrow = contract?.borrows.find((form) => form.argument === undefined && form.method === call.method);
  return borrow ? useResource(m, call, borrow) : useUnknown(m, call);
}

/** `trx.commit()` of `trx.commit().execute()`: nothing has happened yet. */
function isChainStart(contract: Contract | undefined, method: string): boolean {
  return contract?.release.some((form) => form.method.startsWith(`${method}().`)) === true;
}

export function isTransfer(
  contract: Contract | undefined,
  call: Pick<ResourceCall, 'method' | 'node'>,
): boolean {
  return (
    contract?.transfers?.some(
      (form) =>
        form.argument === undefined &&
        form.method === call.method &&
        !(form.unless && ts.isCallExpression(call.node) && isMet(form.unless, call.node.arguments)),
    ) === true
  );
}

/** Somebody else has to release it from now on. */
export function transfer(state: State, id: ObligationId): State {
  return state.obligations.get(id)?.status === 'held'
    ? setObligation(state, id, { status: 'transferred', pending: new Set() })
    : state;
}

/** A call that releases: what it was called with may go on from there. */
export function callRelease(m: Machine, call: ResourceCall, form: ReleaseForm): readonly Outcome[] {
  const { id, node } = call;
  const state = releaseResource(m, { ...call, form });
  const failed = failAgain(m, call, state);
  if (failed) return failed;
  const callback = call.args.at(-1);
  if (callback !== undefined && isCallable(callback))
    return runContinuation(m, { callback, node, state, work: [] });
  if (!form.async) return [returns(state, UNKNOWN_VALUE)];
  const cause = toCause(node, 2, 'rejects');
  const work = [{ id, node }];
  if (form.endsOnReject === false)
    return [
      returns(state, fulfilled(UNKNOWN_VALUE, work)),
      returns(withRejection(call.state, cause), rejected(cause)),
    ];
  return [returns(state, { kind: 'promise', outcome: 'either', value: UNKNOWN_VALUE, cause, work })];
}

/** A second release that fails always does: the end of its way, as a throw statement is. */
function failAgain(m: Machine, call: ResourceCall, state: State): readonly Outcome[] | undefined {
  const { id, node, isEach } = call;
  const before = call.state.obligations.get(id);
  if (before?.status !== 'released' || before.hasOlder || isEach === true) return undefined;
  const again = m.ctx.sites.find(id)?.contract.again;
  if (again === 'throws') return [throws(state, toCause(node, 1, 'throws'))];
  if (again !== 'rejects') return undefined;
  const cause = toCause(node, 1, 'rejects');
  return [returns(withRejection(state, cause), rejected(cause))];
}

/** The obligation ends here; a second time it is a misuse, and so is work that has not settled. */
export function releaseResource(
  m: Machine,
  call: Omit<ResourceCall, 'method'> & { form?: ReleaseForm },
): State {
  const { id, node, state, form } = call;
  const obligation = state.obligations.get(id);
  const trace = addStep(state.trace, { kind: 'release', node, text: `released by ${textOf(node)}`, id });
  if (!obligation || obligation.status === 'dormant') return state;
  if (obligation.status === 'held') m.ctx.recorder.addRelease(id, node);
  noteMisuses(m, { ...call, trace }, obligation);
  // Released once already: it is an earlier one of the site that goes now.
  const isOlder = obligation.status === 'released' && obligation.hasOlder;
  const after = {
    ...setObligation(state, id, {
      // What is destroyed for good may be given back once more: that does nothing.
      status: form?.final === true ? 'transferred' : 'released',
      isInTransaction: false,
      pending: new Set(),
      later: new Set(),
      ...(call.isEach || isOlder ? { hasOlder: false } : {}),
    }),
    trace,
  };
  comeLate(m, after, id);
  return after;
}

/** What is wrong with a release, by how the resource stands. */
function noteMisuses(
  m: Machine,
  call: Omit<ResourceCall, 'method'> & { form?: ReleaseForm; trace: Trace },
  { status, hasOlder, isInTransaction, isOwned, pending, later }: Obligation,
): void {
  const { id, state, form, args, trace } = call;
  const { recorder } = m.ctx;
  const node = m.ctx.toOwnNode(call.node);
  // Of several resources of one site, this may be another one.
  const isAgain =
    (status === 'released' && !hasOlder) ||
    (status === 'transferred' && (isOwned || isReleasedElsewhere(state, id)));
  if (isAgain) recorder.addMisuse({ rule: 'double-release', id, node, trace: doubt(m, trace, id) });
  // Thrown away on purpose, with what runs on it.
  const isDestroyed = form?.endsTransaction !== 'always' && endsTransaction(form, args);
  const isBusy =
    (status === 'held' && pending.size > 0) || (status !== 'released' && isBusyElsewhere(state, id));
  if (isBusy && !isDestroyed && form?.waits !== true)
    recorder.addMisuse({ rule: 'release-while-busy', id, node, trace });
  if (status !== 'held') return;
  if (isInTransaction && !endsTransaction(form, args))
    recorder.addMisuse({ rule: 'unfinished-transaction', id, node, trace });
  for (const use of later) {
    const text = `${textOf(use)} uses it then; nobody waits for it`;
    const late = addStep(trace, { kind: 'call', node: use, text, id });
    recorder.addMisuse({ rule: 'use-after-release', id, node: use, trace: late });
  }
}

/** A second release because the first one failed is caution, and rarely does harm: worth a note. */
function doubt(m: Machine, trace: Trace, id: ObligationId): Trace {
  const releases = m.ctx.recorder.releases.get(id);
  const hasFailed = findStepsSince(trace, id).some(
    (step) => step.kind === 'throw' && releases?.has(step.node) === true,
  );
  return hasFailed ? { ...trace, rank: 4 } : trace;
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

export function useResource(m: Machine, call: ResourceCall, borrow: BorrowForm): readonly Outcome[] {
  const { id, node, state } = call;
  if (borrow.fails === 'never') return [returns(state, getResult(id, borrow))];
  if (state.obligations.get(id)?.status === 'released') {
    const trace = addStep(state.trace, { kind: 'call', node, text: `${textOf(node)} uses it`, id });
    m.ctx.recorder.addMisuse({ rule: 'use-after-release', id, node: m.ctx.toOwnNode(node), trace });
  }
  if (borrow.fails === 'sync')
    return [returns(state, getResult(id, borrow)), throws(state, toCause(node, 3, 'throws'))];
  const last = getCallback(call.args.at(-1), borrow);
  const isCallback = last !== undefined && isCallable(last);
  const contract = m.ctx.sites.find(id)?.contract;
  const isEmitter = borrow.emits === 'end' && isListenedTo(node);
  const running = borrow.emits === 'end' ? runGivenCommand(m, state, node) : undefined;
  if (running) return [returns(running, COMMAND)];
  if (isEmitter && !isCallback) return [returns(state, COMMAND)];
  if (isStreamed(m, call)) return [returns(state, UNKNOWN_VALUE)];
  if (state.isBehindWait) m.ctx.behindWait.add(node);
  const isInTurn = contract?.worksInTurn === true;
  const work: readonly Work[] = borrow.isQueued === true ? [] : [{ id, node, isInTurn }];
  if (isCallback) {
    const enter = (at: State, hasFailed: boolean): State =>
      enterTransaction(contract, call, { state: at, hasFailed });
    const ends = runContinuation(m, { callback: last, node, state, work, enter });
    return isEmitter ? ends.map((end) => (end.kind === 'throw' ? end : { ...end, value: COMMAND })) : ends;
  }
  const given = borrow.gives === undefined ? UNKNOWN_VALUE : getResult(id, borrow);
  const ends = settleWork(state, node, work, given);
  return followTransaction(contract, call, borrow.endsOnReject === true ? endFailed(ends, id) : ends);
}

function getCallback(last: Value | undefined, { callback, callbackOption }: BorrowForm): Value | undefined {
  if (callbackOption !== undefined && last?.kind === 'object') return getField(last, callbackOption);
  return callback === true ? last : undefined;
}

/** The second of the ends is the one that failed. */
function endFailed([settled, ...failed]: readonly Outcome[], id: ObligationId): readonly Outcome[] {
  const ended = failed.map((end) => ({
    ...end,
    state: setObligation(end.state, id, { status: 'dormant', pending: new Set() }),
  }));
  return settled ? [settled, ...ended] : ended;
}

function getResult(id: ObligationId, borrow: BorrowForm): Value {
  // `trx.isCompleted()` tells what a property of that name would.
  const tells = borrow.fails === 'never' && getFlag(borrow.method) !== undefined;
  if (borrow.gives === undefined) return tells ? { kind: 'member', id, name: borrow.method } : UNKNOWN_VALUE;
  const resource: Value = { kind: 'resource', id };
  // Whatever the properties of a derived object are called, they lead to the resource.
  return borrow.gives === 'resource' ? resource : objectOf([['*', resource]]);
}

/** `client.query(new QueryStream(…))`: what it is given comes back, and ends by events of its own. */
function isStreamed(m: Machine, { node, args }: ResourceCall): boolean {
  const first = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  if (!first || args.length !== 1) return false;
  if (ts.isNewExpression(first) || args[0]?.kind === 'truthy') return true;
  // Something of which nothing is known, and nobody waits for it: it may be such a stream.
  const isUnknown = args[0]?.kind === 'unknown' || args[0]?.kind === 'alias';
  const isAny = (m.ctx.facts.checker.getTypeAtLocation(first).flags & ts.TypeFlags.Any) !== 0;
  return isUnknown && isAny && !ts.isTemplateExpression(first) && !isWaitedFor(node);
}

function isWaitedFor(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isAwaitExpression(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isPropertyAccessExpression(parent)
  );
}

/** A promise of work on the resource: it may reject, and until it settles the resource is busy. */
export function settleWork(
  state: State,
  node: ts.Node,
  work: readonly Work[],
  value: Value = UNKNOWN_VALUE,
): readonly Outcome[] {
  const busy = addPending(state, work);
  const cause = toCause(node, 2, 'rejects');
  const failed = withRejection(busy, cause);
  return [returns(busy, fulfilled(value, work)), returns(failed, rejected(cause, work))];
}

export function isCallable(value: Value): boolean {
  return (
    value.kind === 'function' ||
    value.kind === 'releaser' ||
    value.kind === 'member' ||
    value.kind === 'settle'
  );
}
