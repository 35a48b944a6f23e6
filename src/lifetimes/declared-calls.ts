/** Calls of functions whose source is at hand: run with the resource in hand, or asked for their summary. */
import type { CallNode } from '../flow/graph.js';
import {
  hasBody,
  isAsyncFunction,
  isFunctionNode,
  isGeneratorFunction,
  type FunctionNode,
} from '../syntax/functions.js';
import type { Rank } from '../model/finding.js';
import { ts } from '../syntax/ts.js';
import { isLanguageCall, toCause } from './call-failures.js';
import type { AnalysisContext } from './analysis-context.js';
import { returns, throws, withRejection, type Machine, type Outcome } from './machine.js';
import { getCalleeText, nameSite } from './sites.js';
import { setObligation, type State } from './state.js';
import { getSummary } from './summaries.js';
import type { Summary } from './summary.js';
import { addStep } from './trace.js';
import {
  UNKNOWN_VALUE,
  findObligations,
  fulfilled,
  objectOf,
  rejected,
  type Cause,
  type ObligationId,
  type Value,
} from './value.js';

export interface DeclaredCall {
  readonly node: CallNode;
  readonly args: readonly Value[];
  readonly state: State;
}

/** The function a call runs, when its body is in the program. */
export function findDeclaredFunction(ctx: AnalysisContext, node: CallNode): FunctionNode | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const declaration = getSignatures(ctx, node)[0]?.declaration;
  if (!declaration || declaration.getSourceFile().isDeclarationFile) return undefined;
  if (isFunctionNode(declaration) && hasBody(declaration)) return declaration;
  // An overload: the implementation is another declaration of the same symbol.
  const symbol = 'symbol' in declaration ? (declaration.symbol as ts.Symbol | undefined) : undefined;
  return symbol?.declarations?.find(
    (other): other is ts.FunctionDeclaration => isFunctionNode(other) && hasBody(other),
  );
}

/** Undefined when the callee is not at hand. */
export function callDeclared(m: Machine, call: DeclaredCall): readonly Outcome[] | undefined {
  const { node, args, state } = call;
  if (isLanguageCall(node)) return undefined;
  const holdsAny = [...state.obligations.values()].some((obligation) => obligation.status === 'held');
  const isLent = args.some((arg) => reachesObligation(m, arg));
  const makesResource = isLent ? false : returnsResource(m.ctx, node);
  if (!holdsAny && !isLent && !makesResource) return undefined;
  const fn = findDeclaredFunction(m.ctx, node);
  if (!fn || isGeneratorFunction(fn)) return undefined;
  if (!isLent && !makesResource)
    return applySummary(call, { fn, summary: getSummary(m.ctx.facts, fn, m.summarise) });
  const ends = m.invoke({ fn, args, state: hasSameThis(node) ? state : withoutThis(state) });
  return ends?.map((end) => rebase(m, call, end));
}

function reachesObligation(m: Machine, value: Value): boolean {
  if (findObligations(value).length > 0) return true;
  if (value.kind !== 'function') return false;
  return m.ctx.covered.has(value.node);
}

/** Whether the call gives a resource of a contract, alone or in a promise. */
function returnsResource(ctx: AnalysisContext, node: CallNode): boolean {
  return getSignatures(ctx, node).some(
    (signature) => ctx.facts.meanings.findResource(signature.getReturnType()) !== undefined,
  );
}

/** From the callee alone: to resolve the call, the checker would have to infer the types of all arguments. */
function getSignatures(ctx: AnalysisContext, node: CallNode): readonly ts.Signature[] {
  if (!ts.isCallExpression(node)) return [];
  return ctx.facts.checker.getTypeAtLocation(node.expression).getCallSignatures();
}

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
  const isLater = isAsyncFunction(fn) || summary.rejects !== undefined;
  // What an async function throws rejects its promise.
  const rejects = isAsyncFunction(fn) ? (summary.rejects ?? summary.throws) : summary.rejects;
  const throwsAtOnce = isAsyncFunction(fn) ? undefined : summary.throws;
  const outcomes: Outcome[] = [];
  if (summary.returns) outcomes.push(returns(state, isLater ? fulfilled(UNKNOWN_VALUE) : UNKNOWN_VALUE));
  if (throwsAtOnce !== undefined)
    outcomes.push(throws(state, toCause(node, rankFor(summary, throwsAtOnce), 'throws')));
  if (rejects === undefined) return outcomes;
  const cause = toCause(node, rejects === 4 ? 4 : 2, 'rejects');
  return [...outcomes, returns(withRejection(state, cause), rejected(cause))];
}

/** A call that never comes back is a throw statement written as a call. */
function rankFor(summary: Summary, rank: Rank): Rank {
  if (rank === 4) return 4;
  return summary.returns ? 3 : 1;
}

/** Tells an outcome of the callee in the words of the caller: its causes and its fresh resources are those of the call. */
function rebase(m: Machine, call: DeclaredCall, end: Outcome): Outcome {
  const cleaned = hasSameThis(call.node) ? end.state : withCallerThis(call.state, end.state);
  if (end.kind === 'throw') {
    const cause = toCause(call.node, end.cause.rank === 4 ? 4 : 3, 'throws');
    return {
      kind: 'throw',
      cause,
      state: dropFresh(call.state, throws({ ...cleaned, trace: call.state.trace }, cause).state),
    };
  }
  if (end.value.kind === 'promise' && end.value.outcome === 'rejected') {
    const inner: Cause | undefined = end.value.cause;
    const cause = toCause(call.node, inner?.rank === 4 ? 4 : 2, 'rejects');
    const state = withRejection({ ...cleaned, trace: withReleases(call, end.state) }, cause);
    return returns(dropFresh(call.state, state), rejected(cause, end.value.work));
  }
  return adopt(m, call, { ...end, state: { ...cleaned, trace: withReleases(call, end.state) } });
}

/** The caller's path names the call, and what happened in it to what was held. */
function withReleases(call: DeclaredCall, after: State): State['trace'] {
  let { trace } = call.state;
  for (const [id, obligation] of call.state.obligations) {
    if (obligation.status !== 'held') continue;
    const isReleased = after.obligations.get(id)?.status === 'released';
    const text = isReleased
      ? `${getCalleeText(call.node)}() releases it`
      : `${getCalleeText(call.node)}() only borrows it`;
    if (call.args.some((arg) => findObligations(arg).includes(id)))
      trace = addStep(trace, { kind: isReleased ? 'release' : 'call', node: call.node, text, id });
  }
  return { ...trace, rank: after.trace.rank };
}

/** A fresh resource in the result is taken here, as far as the caller is concerned. */
function adopt(m: Machine, call: DeclaredCall, end: Extract<Outcome, { kind: 'value' }>): Outcome {
  const fresh = findObligations(end.value).filter((id) => !call.state.obligations.has(id));
  const [id] = fresh;
  const contract = id === undefined ? undefined : m.ctx.sites.find(id)?.contract;
  if (id === undefined || !contract) return { ...end, state: dropFresh(call.state, end.state) };
  const site = m.ctx.sites.get(call.node, contract);
  nameSite(site, call.node);
  const status = end.state.obligations.get(id)?.status ?? 'dormant';
  const before = call.state.obligations.get(site.id);
  const dropped = dropFresh(call.state, end.state);
  const hasOlder = before?.hasOlder === true || before?.status === 'held';
  const state = setObligation(dropped, site.id, { status, pending: new Set(), hasOlder });
  const text = `${getCalleeText(call.node)}() hands over a ${contract.resource}`;
  const trace = addStep(state.trace, { kind: 'acquire', node: call.node, text, id: site.id });
  return returns({ ...state, trace: { ...trace, rank: 1 } }, rename(end.value, id, site.id));
}

/** What the callee took and did not hand over is its own affair. */
function dropFresh(before: State, after: State): State {
  return {
    ...after,
    obligations: new Map([...after.obligations].filter(([id]) => before.obligations.has(id))),
  };
}

function withCallerThis(before: State, after: State): State {
  const env = new Map([...after.env].filter(([key]) => !key.startsWith('this')));
  for (const [key, value] of before.env) if (key.startsWith('this')) env.set(key, value);
  return { ...after, env };
}

function rename(value: Value, from: ObligationId, to: ObligationId): Value {
  switch (value.kind) {
    case 'resource':
    case 'member':
    case 'releaser':
      return value.id === from ? { ...value, id: to } : value;
    case 'promise':
      return { ...value, value: rename(value.value, from, to) };
    case 'object':
      return objectOf([...value.fields].map(([name, field]) => [name, rename(field, from, to)]));
    default:
      return value;
  }
}
