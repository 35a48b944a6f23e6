/** Calls of functions whose source is at hand: run with the resource in hand, or asked for their summary. */
import { THIS, type CallNode } from '../flow/graph.js';
import { isAsyncFunction, isGeneratorFunction, type FunctionNode } from '../syntax/functions.js';
import type { Rank } from '../model/finding.js';
import { ts } from '../syntax/ts.js';
import { isLanguageCall, toCause } from './call-failures.js';
import { adopt, dropFresh } from './adopt.js';
import { findDeclaredFunction, getSignatures, mayAcquire, mayGive } from './callees.js';
import type { AnalysisContext } from './analysis-context.js';
import { findCaptured } from './escapes.js';
import { returns, throws, withRejection, type Machine, type Outcome } from './machine.js';
import { getCalleeText } from './sites.js';
import { assignRoot, type State, type Status } from './state.js';
import { getSummary } from './summaries.js';
import type { Summary } from './summary.js';
import { addStep, type Inside } from './trace.js';
import { UNKNOWN_VALUE, findObligations, fulfilled, rejected, type Cause, type Value } from './value.js';

export interface DeclaredCall {
  readonly node: CallNode;
  readonly args: readonly Value[];
  readonly receiver: Value;
  readonly state: State;
}

/** Undefined when the callee is not at hand. */
export function callDeclared(m: Machine, call: DeclaredCall): readonly Outcome[] | undefined {
  const { node, args, state } = call;
  if (isLanguageCall(node)) return undefined;
  const self = findSelf(call);
  const holdsAny =
    [...state.obligations.values()].some((obligation) => obligation.status === 'held') ||
    // What a tag says was released behind the call is held until then.
    m.ctx.facts.stated.find(node) !== undefined;
  const isLent = self !== undefined || args.some((arg) => reachesObligation(m, state, arg));
  const fn = isLent || holdsAny || mayGive(m.ctx, node) ? findDeclaredFunction(m.ctx, node) : undefined;
  if (!fn || isGeneratorFunction(fn)) return undefined;
  const makesResource = !isLent && (returnsResource(m.ctx, node) || handsOver(m, fn));
  if (!isLent && !makesResource)
    return holdsAny ? applySummary(call, { fn, summary: askSummary(m, fn) }) : undefined;
  const ends = m.invoke({ fn, args, node, state: enterThis(state, node, self) });
  return ends?.map((end) => rebase(m, call, end));
}

/** An object of the caller that reaches a resource is the `this` of its methods. */
function findSelf({ node, receiver }: DeclaredCall): Value | undefined {
  const isMethod = ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression);
  const isWrapper = receiver.kind === 'object' && receiver.shape === undefined;
  return isMethod && isWrapper && findObligations(receiver).length > 0 ? receiver : undefined;
}

function enterThis(state: State, node: CallNode, self: Value | undefined): State {
  if (hasSameThis(node)) return state;
  const entered = withoutThis(state);
  return self === undefined ? entered : assignRoot(entered, THIS, self);
}

/** Whether its result holds a resource that it takes itself: a bag of functions, a tuple, an object around it. */
function handsOver(m: Machine, fn: FunctionNode): boolean {
  return mayAcquire(m.ctx, fn) && askSummary(m, fn).handsOver;
}

function askSummary({ ctx, summarise }: Machine, fn: FunctionNode): Summary {
  ctx.asked.add(fn);
  return getSummary(ctx.facts, fn, summarise);
}

function reachesObligation(m: Machine, state: State, value: Value): boolean {
  if (findObligations(value).length > 0) return true;
  if (value.kind === 'object')
    return [...value.fields.values()].some((field) => reachesObligation(m, state, field));
  if (value.kind !== 'function') return false;
  return m.ctx.covered.has(value.node) || findCaptured(m, state, value.node).length > 0;
}

/** Whether the call gives a resource of a contract, alone or in a promise. */
function returnsResource(ctx: AnalysisContext, node: CallNode): boolean {
  return getSignatures(ctx, node).some(
    (signature) => ctx.facts.meanings.findResource(signature.getReturnType()) !== undefined,
  );
}

/** From the callee alone: to resolve the call, the checker would have to infer the types of all arguments. */
function hasSameThis(node: CallNode): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  return node.expression.expression.kind === ts.SyntaxKind.ThisKeyword;
}

/** `this` of the callee is another one. */
function withoutThis(state: State): State {
  return {
    ...state,
    env: new Map([...state.env].filter(([key]) => key !== 'this' && !key.startsWith('this.'))),
  };
}

function applySummary(call: DeclaredCall, of: { fn: FunctionNode; summary: Summary }): readonly Outcome[] {
  const { node, state } = call;
  const { fn, summary } = of;
  const isLater = isAsyncFunction(fn) || summary.givesPromise || summary.rejects !== undefined;
  // What an async function throws rejects its promise.
  const rejects = isAsyncFunction(fn) ? (summary.rejects ?? summary.throws) : summary.rejects;
  const throwsAtOnce = isAsyncFunction(fn) ? undefined : summary.throws;
  // Who is given a promise and gives one waits for it.
  const work = call.args.flatMap((arg) => (arg.kind === 'promise' ? arg.work : []));
  const outcomes: Outcome[] = [];
  if (summary.returns)
    outcomes.push(returns(state, isLater ? fulfilled(UNKNOWN_VALUE, work) : UNKNOWN_VALUE));
  if (throwsAtOnce !== undefined)
    outcomes.push(throws(state, toCause(node, rankFor(summary, throwsAtOnce), 'throws')));
  if (rejects === undefined) return outcomes;
  const cause = toCause(node, rejects === 4 ? 4 : 2, 'rejects');
  return [...outcomes, returns(withRejection(state, cause), rejected(cause, work))];
}

/** A call that never comes back is a throw statement written as a call. */
function rankFor(summary: Summary, rank: Rank): Rank {
  if (rank === 4) return 4;
  return summary.returns ? 3 : 1;
}

/** Tells an outcome of the callee in the words of the caller: its causes and its fresh resources are those of the call. */
function rebase(m: Machine, call: DeclaredCall, end: Outcome): Outcome {
  const cleaned = hasSameThis(call.node) ? end.state : withCallerThis(call.state, end.state);
  const inside: Inside = { last: end.state.trace, since: call.state.trace.length };
  if (end.kind === 'throw') {
    const cause = toCause(call.node, end.cause.rank === 4 ? 4 : 3, 'throws');
    const { state } = throws({ ...cleaned, trace: call.state.trace }, cause);
    return { kind: 'throw', cause, state: dropFresh(call.state, enclose(state, inside)) };
  }
  if (end.value.kind === 'promise' && end.value.outcome === 'rejected') {
    const inner: Cause | undefined = end.value.cause;
    const cause = toCause(call.node, inner?.rank === 4 ? 4 : 2, 'rejects');
    const state = withRejection({ ...cleaned, trace: withReleases(m, call, { after: end.state }) }, cause);
    return returns(dropFresh(call.state, enclose(state, inside)), rejected(cause, end.value.work));
  }
  const trace = withReleases(m, call, { after: end.state, inside });
  return adopt(m, { ...call, inside }, { ...end, state: { ...cleaned, trace } });
}

/** The last step, by which the call fails, is what came of what happened inside. */
function enclose(state: State, inside: Inside): State {
  return { ...state, trace: { ...state.trace, inside } };
}

/** The caller's path names the call, and what happened in it to what was held. */
function withReleases(
  m: Machine,
  call: DeclaredCall,
  ran: { after: State; inside?: Inside },
): State['trace'] {
  const { node, args, state } = call;
  const { after, inside } = ran;
  let { trace } = state;
  for (const [id, obligation] of state.obligations) {
    const isOurs = obligation.status === 'held' || obligation.isShared;
    if (!isOurs || !args.some((arg) => findObligations(arg).includes(id))) continue;
    // What a tag states was told before the call.
    if (m.ctx.recorder.stated.get(id)?.has(node)) continue;
    const now = after.obligations.get(id)?.status ?? 'held';
    const status = now === obligation.status ? 'held' : now;
    const text = `${getCalleeText(node)}() ${FATES[status]}`;
    m.ctx.recorder.addDecision(id, node, text);
    const kind = status === 'released' ? 'release' : 'call';
    trace = addStep(trace, { kind, node, text, id, ...(inside ? { inside } : {}) });
  }
  return { ...trace, rank: after.trace.rank };
}

/** What a callee has done to what it was lent, by how it stands afterwards. */
const FATES: Readonly<Record<Status, string>> = {
  dormant: 'only borrows it',
  held: 'only borrows it',
  released: 'releases it',
  transferred: 'hands it on',
};

function withCallerThis(before: State, after: State): State {
  const env = new Map([...after.env].filter(([key]) => !key.startsWith('this')));
  for (const [key, value] of before.env) if (key.startsWith('this')) env.set(key, value);
  return { ...after, env };
}
