/** Calls that take a resource, in each of the places where it can arrive. */
import type { CallNode } from '../flow/graph.js';
import type { AcquireForm, Contract, ResourcePlace } from '../model/contract.js';
import { isWithinFunction, readsArguments } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { toCause } from './call-failures.js';
import {
  awaitAssignments,
  entering,
  findChanged,
  moveAll,
  runContinuation,
  leaveCallback,
  resume,
} from './continuations.js';
import { takeIntoField } from './connected-fields.js';
import { share } from './escapes.js';
import { checkSecond } from './exhaustion.js';
import { expectLater } from './expected.js';
import { recordExits } from './exits.js';
import { isThis } from './field-uses.js';
import { returns, throws, withFailure, withRejection, type Machine, type Outcome } from './machine.js';
import { getCalleeText, nameSite, type Site } from './sites.js';
import { setParent } from './parents.js';
import { assignRoot, setObligation, type State } from './state.js';
import { hold, renew, take } from './take.js';
import { followTransaction } from './transactions.js';
import {
  TRUTHY,
  UNKNOWN_VALUE,
  fulfilled,
  objectOf,
  rejected,
  type ObligationId,
  type Value,
} from './value.js';

type FunctionValue = Extract<Value, { kind: 'function' }>;

export interface AcquireCall {
  readonly node: CallNode;
  readonly contract: Contract;
  readonly form: AcquireForm;
  readonly receiver: Value;
  readonly args: readonly Value[];
  readonly state: State;
}

/** Undefined when the resource goes where nothing is known of it: to a callback that somebody else wrote. */
export function callAcquire(m: Machine, call: AcquireCall): readonly Outcome[] | undefined {
  const { resource } = call.form;
  switch (resource.at) {
    case 'promise':
      return acquirePromise(m, call, resource);
    case 'return':
      return acquireReturn(m, call, resource);
    case 'receiver':
      return acquireReceiver(m, call);
    case 'callback':
      return acquireCallback(m, call, resource);
  }
}

function acquirePromise(
  m: Machine,
  call: AcquireCall,
  place: Extract<ResourcePlace, { at: 'promise' }>,
): readonly Outcome[] {
  const site = getSite(m, call);
  const taken = take(call.state, site);
  const cause = toCause(call.node, 2, 'rejects');
  const inside = (promise: Value): Value => within(place.of, promise);
  const failed = call.form.heldOnFailure === true ? taken : call.state;
  return [
    returns(taken, inside(fulfilled(within(place.path, { kind: 'resource', id: site.id })))),
    returns(withRejection(failed, cause), inside(rejected(cause))),
  ];
}

function acquireReturn(
  m: Machine,
  call: AcquireCall,
  place: Extract<ResourcePlace, { at: 'return' }>,
): readonly Outcome[] {
  const site = getSite(m, call);
  const value = within(place.path, { kind: 'resource', id: site.id });
  const taken = take(call.state, site);
  const callback = call.args.at(-1);
  if (call.form.fails === 'callback' && callback?.kind === 'function') {
    tellFailure(m, call, { site, callback, value });
    const state = store(m, taken, call.node, value);
    const ends = runContinuation(m, { callback, node: call.node, state, work: [], hasNotFailed: true });
    return ends.map((end) => (end.kind === 'value' ? { ...end, value } : end));
  }
  const outcomes: Outcome[] = [returns(taken, value)];
  if (call.form.fails === 'throws') outcomes.push(throws(call.state, toCause(call.node, 3, 'throws')));
  return outcomes;
}

/** The callback gets the error; then there is an object, but it holds nothing. */
function tellFailure(
  m: Machine,
  { node, state, form }: AcquireCall,
  { site, callback, value }: { site: Site; callback: Value; value: Value },
): void {
  const cause = { ...toCause(node, 2, 'rejects'), text: `${getCalleeText(node)}() fails` };
  const made =
    form.heldOnFailure === true
      ? take(state, site)
      : setObligation(renew(state, site.id), site.id, { status: 'dormant', isEscaped: false });
  const failed = withFailure(store(m, made, node, value), cause);
  const entered = entering(failed, node, 'the callback gets the error');
  const ends = m.call({ callee: callback, args: [TRUTHY], state: entered, node });
  if (callback.kind === 'function') leaveCallback(m, ends, { before: entered, fn: callback.node, ids: [] });
}

/** The variable or field the result goes to has it by the time the callback runs. */
function store(m: Machine, state: State, node: CallNode, value: Value): State {
  const { parent } = node;
  const target = ts.isVariableDeclaration(parent)
    ? parent.name
    : ts.isBinaryExpression(parent) && parent.right === node
      ? parent.left
      : undefined;
  if (target && ts.isPropertyAccessExpression(target) && isThis(target.expression))
    return share(m, state, { value, node: target });
  const variable = target && ts.isIdentifier(target) ? m.ctx.facts.variables.find(target) : undefined;
  return variable ? assignRoot(state, variable.root, value) : state;
}

function getSite(m: Machine, call: AcquireCall): Site {
  const site = m.ctx.sites.get(call.node, call.contract);
  nameSite(site, call.node);
  setParent(site, call.receiver);
  checkSecond(m, call.state, site);
  return site;
}

/** The value as a property of an object, if that is where the contract says it is. */
function within(name: string | undefined, value: Value): Value {
  return name === undefined ? value : objectOf([[name, value]]);
}

/** `new Client()` holds nothing yet; `connect()` on it does, once it has succeeded. */
export function construct(
  m: Machine,
  call: { node: CallNode; contract: Contract; receiver: Value; state: State },
): Outcome {
  const site = m.ctx.sites.getConstructed(call.node, call.contract);
  nameSite(site, call.node);
  setParent(site, call.receiver);
  const state = setObligation(renew(call.state, site.id), site.id, {
    status: 'dormant',
    isEscaped: false,
    pending: new Set(),
    later: new Set(),
  });
  return returns(state, { kind: 'resource', id: site.id });
}

function acquireReceiver(m: Machine, call: AcquireCall): readonly Outcome[] | undefined {
  const { receiver, node, state } = call;
  if (receiver.kind !== 'resource') {
    const kept = takeIntoField(m, call);
    return kept && settleReceiver(call, kept);
  }
  const site = m.ctx.sites.find(receiver.id);
  const status = state.obligations.get(receiver.id)?.status;
  // Held already: the call is one use of many. Given up: it is a use after that, unless it may be taken again.
  const isTaken = status !== undefined && status !== 'dormant';
  if (!site || (isTaken && !(status === 'released' && call.contract.reusable === true))) return undefined;
  // Connected by a function elsewhere, what this one owns is what it has made.
  const isHere = isWithinFunction(node, m.ctx.root);
  if (isHere && (site.acquire === site.construct || node.pos < site.acquire.pos)) site.acquire = node;
  const held = hold(state, site);
  const callback = call.args.at(-1);
  if (call.form.fails === 'callback' && callback?.kind === 'function') {
    return runReceiverCallback(m, { call, held, callback, id: site.id });
  }
  const method = { id: site.id, method: getMethodName(call.form), args: call.args };
  return followTransaction(call.contract, method, settleReceiver(call, held));
}

function settleReceiver(call: AcquireCall, held: State): readonly Outcome[] {
  const { node, state, form } = call;
  if (form.fails === 'never') return [returns(held, UNKNOWN_VALUE)];
  const failed = form.heldOnFailure === true ? held : state;
  if (form.fails === 'throws')
    return [returns(held, UNKNOWN_VALUE), throws(failed, toCause(node, 3, 'throws'))];
  const cause = toCause(node, 2, 'rejects');
  const isResult = form.resource.at === 'receiver' && form.resource.isResult === true;
  const value = isResult && call.receiver.kind === 'resource' ? call.receiver : UNKNOWN_VALUE;
  return [returns(held, fulfilled(value)), returns(withRejection(failed, cause), rejected(cause))];
}

function getMethodName({ match }: AcquireForm): string {
  return 'method' in match ? match.method : '';
}

function runReceiverCallback(
  m: Machine,
  of: { call: AcquireCall; held: State; callback: Value; id: ObligationId },
): readonly Outcome[] {
  const { call, held, callback, id } = of;
  const ok = entering(held, call.node, 'the callback gets no error');
  const { resource } = call.form;
  // `connection.connect((error, connection) => …)`: it is the same.
  const given: readonly Value[] =
    resource.at === 'receiver' && resource.isResult === true ? [{ kind: 'resource', id }] : [];
  const ends = m.call({
    callee: callback,
    args: [{ kind: 'constant', value: null }, ...given],
    state: ok,
    node: call.node,
  });
  const isReleased = ends.some((end) => end.state.obligations.get(id)?.status !== 'held');
  const failed = entering(
    withFailure(call.state, toCause(call.node, 2, 'rejects')),
    call.node,
    'the callback gets the error',
  );
  m.call({ callee: callback, args: [TRUTHY], state: failed, node: call.node });
  if (!isReleased) return [returns(held, UNKNOWN_VALUE)];
  recordExits(m, ends, { node: call.node, ids: [id] });
  return [returns(setObligation(held, id, { status: 'transferred' }), UNKNOWN_VALUE)];
}

/** The callback is where the lifetime happens: its ends are the exits, and the code after the call owes nothing. */
function acquireCallback(
  m: Machine,
  call: AcquireCall,
  place: Extract<ResourcePlace, { at: 'callback' }>,
): readonly Outcome[] | undefined {
  const callback = call.args.at(place.argument);
  if (callback?.kind !== 'function' || readsArguments(callback.node)) return undefined;
  const site = m.ctx.sites.get(call.node, call.contract);
  setParent(site, call.receiver);
  checkSecond(m, call.state, site);
  const fn = callback.node;
  const parameter = 'parameters' in fn ? fn.parameters[place.parameter] : undefined;
  if (parameter && ts.isIdentifier(parameter.name)) site.variable ??= parameter.name.text;
  const run = (state: State): readonly Outcome[] =>
    runAcquired(m, { ...call, state }, { place, site, callback });
  const ends = run(call.state);
  const moved = findChanged(m, call.state, ends);
  if (moved.length > 0)
    recordExits(m, resume(m, call.state, ends), { node: call.node, ids: moved, via: call.node });
  const after = moveAll(awaitAssignments(m, call.state, callback), moved);
  const later = expectLater(m, after, { node: call.node, callee: callback, ends, work: [], come: run });
  return [returns(later, UNKNOWN_VALUE)];
}

/** Runs the callback with a resource and, where the contract has it, with an error; all it takes itself ends there. */
function runAcquired(
  m: Machine,
  call: AcquireCall,
  of: { place: Extract<ResourcePlace, { at: 'callback' }>; site: Site; callback: FunctionValue },
): readonly Outcome[] {
  const { node, state, contract } = call;
  const { place, site, callback } = of;
  const fn = callback.node;
  const ok = entering(take(state, site), node, `the callback gets the ${contract.resource}`);
  const ends = m.call({ callee: callback, args: toArguments(place, site.id), state: ok, node });
  const left = leaveCallback(m, ends, { before: state, fn, ids: [site.id] });
  if (place.errorParameter === undefined) return left;
  const cause = { ...toCause(node, 2, 'rejects'), text: `${getCalleeText(node)}() fails` };
  const failed = entering(withFailure(state, cause), node, 'the callback gets the error');
  const refused = m.call({ callee: callback, args: toArguments(place, undefined), state: failed, node });
  return [...left, ...leaveCallback(m, refused, { before: state, fn, ids: [] })];
}

function toArguments(
  place: Extract<ResourcePlace, { at: 'callback' }>,
  id: ObligationId | undefined,
): readonly Value[] {
  const args: Value[] = [];
  if (place.errorParameter !== undefined)
    args[place.errorParameter] = id === undefined ? TRUTHY : { kind: 'nullish' };
  args[place.parameter] = id === undefined ? { kind: 'nullish' } : { kind: 'resource', id };
  if (place.releaseParameter !== undefined) {
    args[place.releaseParameter] = id === undefined ? TRUTHY : { kind: 'releaser', id };
  }
  return Array.from(args, (arg) => (arg as Value | undefined) ?? UNKNOWN_VALUE);
}
