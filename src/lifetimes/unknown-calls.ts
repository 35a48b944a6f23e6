/** Calls of which only the outside is known: they borrow, unless what is written says that they take over. */
import type { Callee, CallNode } from '../flow/graph.js';
import { ts } from '../syntax/ts.js';
import { getCallFailure } from './call-failures.js';
import { escape, findHandedOver, findTouched, share } from './escapes.js';
import { returns, throws, type Machine, type Outcome } from './machine.js';
import { noteRefusedObject } from './refused-objects.js';
import { isLongLived } from './sites.js';
import { forgetProperties, setObligation, type State } from './state.js';
import { TRUTHY, UNKNOWN_VALUE, findObligations, objectOf, type Value } from './value.js';

export interface UnknownCall {
  readonly node: CallNode;
  readonly callee: Callee;
  readonly args: readonly Value[];
  readonly state: State;
}

/** Methods that keep what they are given. */
const STORING: ReadonlySet<string> = new Set([
  'push',
  'unshift',
  'add',
  'set',
  'enqueue',
  'append',
  'defer',
  'adopt',
  'use',
]);

export function callUnknown(m: Machine, call: UnknownCall): readonly Outcome[] {
  const { node, callee, args } = call;
  const failure = getCallFailure(m.ctx.facts.checker, node);
  if (failure.kind === 'ends-process') return [];
  noteRefusedObject(m, call);
  let state = lend(m, call);
  if (callee.kind === 'method' && callee.receiver.kind === 'place')
    state = forgetProperties(state, callee.receiver.place);
  const value = ts.isNewExpression(node) ? wrap(args) : UNKNOWN_VALUE;
  if (failure.kind === 'always') return [throws(state, failure.cause)];
  if (failure.kind === 'never') return [returns(state, value)];
  // A call that is awaited at once fails by its rejection: the `await` has that edge.
  const isAwaited = ts.isAwaitExpression(node.parent) && failure.cause.rank !== 1;
  return isAwaited ? [returns(state, value)] : [returns(state, value), throws(call.state, failure.cause)];
}

/** What happens to the arguments. */
function lend(m: Machine, call: UnknownCall): State {
  const { callee, args } = call;
  let { state } = call;
  const keeps = callee.kind === 'method' && STORING.has(callee.name);
  for (const arg of args) {
    if (keeps) state = keep(m, { ...call, state }, arg);
    else if (isHandedToCallback(m, call, arg) || isKept(m, arg)) state = escape(m, state, arg);
    else if (arg.kind === 'function') {
      runBehindRelease(m, { callee: arg, state, node: call.node });
      state = giveClosure(m, state, arg);
    } else if (arg.kind === 'object') state = giveObject(m, state, arg);
    // A property of it is not it.
    for (const id of arg.kind === 'member' ? [] : findObligations(arg)) {
      if (state.obligations.get(id)?.status === 'held')
        state = setObligation(state, id, { lentTo: call.node });
    }
  }
  return state;
}

/** A collection of somebody else gets it. */
function keep(m: Machine, { node, state }: UnknownCall, value: Value): State {
  const isMethod = ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression);
  return isMethod ? share(m, state, { value, node: node.expression.expression }) : escape(m, state, value);
}

/** What lives as long as the process may be kept by whoever gets it. */
function isKept(m: Machine, value: Value): boolean {
  return findObligations(value).some((id) => isLongLived(m.ctx.sites.find(id)));
}

/** A closure that can release, in hands nothing is known of: it will be released there. */
function giveClosure(m: Machine, state: State, closure: Extract<Value, { kind: 'function' }>): State {
  let result = state;
  for (const root of m.ctx.facts.variables.getOuterAssignments(closure.node)) m.ctx.volatile.add(root);
  for (const id of findHandedOver(m, state, closure.node)) {
    result = setObligation(result, id, { status: 'transferred', pending: new Set() });
  }
  return result;
}

/** A closure given away behind the release is run behind it too: what it does to the resource then is a misuse. */
function runBehindRelease(m: Machine, call: { callee: Value; state: State; node: ts.Node }): void {
  const { callee, state, node } = call;
  const isLate = findTouched(m, state, callee).some((id) => state.obligations.get(id)?.status === 'released');
  const args = [UNKNOWN_VALUE, UNKNOWN_VALUE, UNKNOWN_VALUE];
  if (isLate) m.call({ callee, args, state, node });
}

function giveObject(m: Machine, state: State, object: Extract<Value, { kind: 'object' }>): State {
  let result = state;
  for (const field of object.fields.values()) {
    if (field.kind === 'function') result = giveClosure(m, result, field);
    else if (field.kind === 'object') result = giveObject(m, result, field);
  }
  return result;
}

/** `callback(null, client)`: the error-first call of a function that came from outside hands the result over. */
function isHandedToCallback(m: Machine, call: UnknownCall, arg: Value): boolean {
  const { callee, args, node } = call;
  if (callee.kind !== 'value' || callee.of.kind !== 'place' || findObligations(arg).length === 0)
    return false;
  const variable = m.ctx.facts.variables.findByRoot(callee.of.place.root);
  const isParameter =
    variable?.symbol.valueDeclaration !== undefined && ts.isParameter(variable.symbol.valueDeclaration);
  const [first] = args;
  const isErrorFirst =
    first !== arg &&
    (first?.kind === 'nullish' ||
      (first?.kind === 'constant' && (first.value === null || first.value === undefined)));
  return isParameter && isErrorFirst && !ts.isAwaitExpression(node.parent);
}

/** An object made around a resource reaches it: whoever gets the object can end it. */
function wrap(args: readonly Value[]): Value {
  const held = args.filter((arg) => findObligations(arg).length > 0);
  const [only] = held;
  if (only === undefined) return TRUTHY;
  // Whatever property it is kept in: with one resource inside, that is what `wrapper.client` gives.
  return held.length === 1 ? objectOf([['*', only]]) : objectOf(held.map((arg, index) => [`#${index}`, arg]));
}
