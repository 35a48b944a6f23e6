/** Decides what a call is: of a resource, of a contract, of the language, of a known function, or unknown. */
import type { CallNode, Callee, Operand, Operation, Place } from '../flow/graph.js';
import { isCloserName } from '../contracts/closers.js';
import { PROMISE_METHODS } from '../contracts/language-calls.js';
import { ts } from '../syntax/ts.js';
import { callAcquire, construct } from './acquires.js';
import { isQuietReference, toCause } from './call-failures.js';
import { callBuiltin, isListenerMethod } from './builtin-calls.js';
import type { Meaning } from './call-meaning.js';
import { checkPoolUse } from './exhaustion.js';
import { findCallOutcomes } from './call-value.js';
import { callKnownForm, callWithResource } from './contract-calls.js';
import { callDeclared } from './declared-calls.js';
import { returns, throws, type Machine, type Outcome } from './machine.js';
import { closeAncestors, closeChildren } from './parents.js';
import { callPromiseMethod, eitherOf } from './promises.js';
import { resolveReferences } from './references.js';
import { callResource, isCallable, isTransfer, releaseResource, transfer } from './resource-calls.js';
import { readPlace, type State } from './state.js';
import { callStated } from './stated-calls.js';
import { isUnsure } from './tests.js';
import { callUnknown } from './unknown-calls.js';
import {
  TRUTHY,
  UNKNOWN_VALUE,
  decideNullish,
  findObligations,
  fulfilled,
  getField,
  type ObligationId,
  type Value,
} from './value.js';

type CallOperation = Extract<Operation, { kind: 'call' }>;

interface EvaluatedCall {
  readonly node: CallNode;
  readonly callee: Callee;
  readonly receiver: Value;
  readonly args: readonly Value[];
  /** What stands in the call for each of them. */
  readonly passed: CallOperation['args'];
  readonly state: State;
}

export function evaluateOperand(m: Machine, state: State, operand: Operand): Value {
  switch (operand.kind) {
    case 'place':
      return isUnsure(state, operand.place.root, m.ctx.volatile)
        ? withoutConstants(readPlace(state, operand.place))
        : readPlace(state, operand.place);
    case 'constant':
      return { kind: 'constant', value: operand.value };
    case 'function':
      return { kind: 'function', node: operand.node };
    case 'fresh':
      return TRUTHY;
    case 'test':
      return { kind: 'test', test: operand.test };
    case 'unknown':
      return UNKNOWN_VALUE;
  }
}

/** A copy of something unknown stays tied to it, until either of them changes. */
export function copyOf(from: Operand, value: Value): Value {
  // Temporaries are read once: nothing is ever learned of them again.
  const isLasting = from.kind === 'place' && !from.place.root.startsWith('t');
  return value.kind === 'unknown' && isLasting ? { kind: 'alias', place: from.place } : value;
}

/** A volatile variable still names its resource, but its flags and nulls are not to be trusted. */
function withoutConstants(value: Value): Value {
  return findObligations(value).length > 0 || value.kind === 'function' ? value : UNKNOWN_VALUE;
}

export function evaluateCall(m: Machine, operation: CallOperation, state: State): readonly Outcome[] {
  const { callee, node } = operation;
  const receiver = evaluateOperand(m, state, callee.kind === 'method' ? callee.receiver : callee.of);
  const call: EvaluatedCall = {
    node,
    callee,
    receiver,
    args: resolveReferences(m, {
      ...{ node, state },
      args: operation.args.map((argument) => evaluateOperand(m, state, argument.value)),
    }),
    passed: operation.args,
    state:
      callee.kind === 'method' ? closeChildren(m, { node, method: callee.name, receiver, state }) : state,
  };
  // A method of nothing: that is a throw statement written as a call.
  if (callee.kind === 'method' && decideNullish(receiver) === true)
    return [throws(state, toCause(node, 1, 'throws'))];
  if (callee.kind === 'method') checkPoolUse(m, { ...call, method: callee.name });
  const stated = m.ctx.facts.stated.find(node);
  if (stated) return callStated(m, { stated, call }, (told) => callAny(m, told));
  return callAny(m, call);
}

function callAny(m: Machine, call: EvaluatedCall): readonly Outcome[] {
  const { callee } = call;
  return (
    callWithResource(m, call) ??
    callContract(m, call) ??
    (callee.kind === 'method' ? callMethod(m, call, callee.name) : undefined) ??
    callBuiltin(m, { ...call, ...toMethod(callee) }) ??
    (callee.kind === 'value' ? callKnown(m, call) : undefined) ??
    callDeclared(m, { ...call, args: tie(call) }) ??
    callUnknown(m, call)
  );
}

/** What a known function finds out about an argument, its caller knows of what it passed. */
function tie({ args, passed }: EvaluatedCall): readonly Value[] {
  return args.map((value, index) => {
    const argument = passed[index];
    return argument && !argument.spread ? copyOf(argument.value, value) : value;
  });
}

function toMethod(callee: Callee): { method: string | undefined; place: Place | undefined } {
  if (callee.kind !== 'method') return { method: undefined, place: undefined };
  return { method: callee.name, place: callee.receiver.kind === 'place' ? callee.receiver.place : undefined };
}

function callContract(m: Machine, call: EvaluatedCall): readonly Outcome[] | undefined {
  const meaning = m.ctx.facts.meanings.find(call.node);
  switch (meaning?.kind) {
    case undefined:
      return connectReceiver(m, call);
    case 'construct':
      return [construct(m, { ...call, contract: meaning.contract })];
    case 'call':
      return call.receiver.kind === 'resource' ? undefined : callKnownForm(m, call, meaning.form);
    case 'acquire':
      return acquireFirst(m, call, meaning);
  }
}

/** The forms of a call are told apart by where a function stands among its arguments. */
function acquireFirst(
  m: Machine,
  call: EvaluatedCall,
  { contract, forms }: Extract<Meaning, { kind: 'acquire' }>,
): readonly Outcome[] | undefined {
  for (const form of forms) {
    const outcomes = callAcquire(m, { ...call, contract, form });
    if (outcomes) return outcomes;
  }
  return undefined;
}

/** `connect()` on a tracked client of which the checker knows nothing. */
function connectReceiver(m: Machine, call: EvaluatedCall): readonly Outcome[] | undefined {
  const contract =
    call.receiver.kind === 'resource' ? m.ctx.sites.find(call.receiver.id)?.contract : undefined;
  const form = contract && m.ctx.facts.meanings.findReceiverForm(call.node, contract);
  return contract && form && callAcquire(m, { ...call, contract, form });
}

function callChain(
  m: Machine,
  { node, args, state }: EvaluatedCall,
  { id, chain }: { id: ObligationId; chain: string },
): readonly Outcome[] {
  const closed = closeAncestors(m, { id, node, chain, state });
  return callResource(m, { id, method: chain, node, args, state: closed });
}

function callMethod(m: Machine, call: EvaluatedCall, name: string): readonly Outcome[] | undefined {
  const { receiver, node, args, state } = call;
  const isListener = receiver.kind === 'resource' && isListenerMethod(name);
  if (receiver.kind === 'resource') {
    if (!isListener) return callEach(m, call, { receiver, method: name });
    // Its events decide how long it lives from now on.
    if (isTransfer(m.ctx.sites.find(receiver.id)?.contract, { method: name, node }))
      return callBuiltin(m, { ...call, ...toMethod(call.callee), state: transfer(state, receiver.id) });
  }
  if (receiver.kind === 'member' && (receiver.name.endsWith('()') || isOfProperty(m, receiver, name)))
    return callChain(m, call, { id: receiver.id, chain: `${receiver.name}.${name}` });
  if (receiver.kind === 'member' || receiver.kind === 'releaser') return callThrough(m, call, name);
  if (isMissingAwait(m, receiver, name)) return [throws(state, toCause(node, 1, 'throws'))];
  if (PROMISE_METHODS.has(name)) {
    if (receiver.kind === 'promise')
      return callPromiseMethod(m, { promise: receiver, method: name, args, node, state });
    const isHandled =
      args.some(isCallable) || (ts.isCallExpression(node) && node.arguments.some(isQuietReference));
    if (receiver.kind === 'unknown' && isHandled) {
      const promise = eitherOf(
        ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)
          ? node.expression.expression
          : node,
      );
      return callPromiseMethod(m, { promise, method: name, args, node, state });
    }
  }
  if (receiver.kind === 'object') return callField(m, call, { receiver, name });
  return undefined;
}

/** `orm.em.fork()`, where the contract knows it. */
function isOfProperty(m: Machine, member: Extract<Value, { kind: 'member' }>, name: string): boolean {
  const borrows = m.ctx.sites.find(member.id)?.contract.borrows;
  return borrows?.some(({ method }) => method === `${member.name}.${name}`) === true;
}

/** `pool.connect().release()`: the promise of a resource has none of its methods, and the call always throws. */
function isMissingAwait(m: Machine, receiver: Value, name: string): boolean {
  if (receiver.kind !== 'promise' || receiver.value.kind !== 'resource') return false;
  const contract = m.ctx.sites.find(receiver.value.id)?.contract;
  return [...(contract?.release ?? []), ...(contract?.borrows ?? [])].some(({ method }) => method === name);
}

/** Elements of a collection are called one after the other; the value is that of the last. */
function callEach(
  m: Machine,
  call: EvaluatedCall,
  of: { receiver: Extract<Value, { kind: 'resource' }>; method: string },
): readonly Outcome[] {
  const { node, args, state } = call;
  const { receiver, method } = of;
  const isEach = receiver.isEach === true;
  return (receiver.also ?? []).reduce<readonly Outcome[]>(
    (ends, id) =>
      ends.flatMap((end) =>
        end.kind === 'throw' ? [end] : callResource(m, { id, isEach, method, node, args, state: end.state }),
      ),
    callResource(m, { id: receiver.id, isEach, method, node, args, state }),
  );
}

/** `release.call(client)`, `release.apply(client)`; `bind` is a value, not a call. */
function callThrough(m: Machine, call: EvaluatedCall, name: string): readonly Outcome[] | undefined {
  if (name !== 'call' && name !== 'apply') return undefined;
  return m.call({ callee: call.receiver, args: call.args.slice(1), state: call.state, node: call.node });
}

/** A method of an object that was made here: its own function, or the closer of a wrapper around a resource. */
function callField(
  m: Machine,
  call: EvaluatedCall,
  of: { receiver: Value; name: string },
): readonly Outcome[] | undefined {
  const { node, args, state } = call;
  const field = getField(of.receiver, of.name);
  const outcomes = findCallOutcomes(m, { callee: field, args, state, node });
  const declared = outcomes ?? callDeclared(m, call);
  if (declared) return declared;
  const isMeant = (id: ObligationId): boolean =>
    isCloserName(of.name) ||
    m.ctx.sites.find(id)?.contract.release.some(({ method }) => method === of.name) === true;
  const wrapped = findObligations(of.receiver).filter(
    (id) => state.obligations.get(id)?.status === 'held' && isMeant(id),
  );
  if (wrapped.length === 0) return undefined;
  const after = wrapped.reduce((at, id) => releaseResource(m, { id, node, args, state: at }), state);
  return [returns(after, fulfilled(UNKNOWN_VALUE))];
}

function callKnown(m: Machine, call: EvaluatedCall): readonly Outcome[] | undefined {
  const { receiver, args, state, node } = call;
  return findCallOutcomes(m, { callee: receiver, args, state, node });
}
