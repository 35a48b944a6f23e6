/** Calls that take a resource, in each of the places where it can arrive. */
import type { CallNode } from '../flow/graph.js';
import type { AcquireForm, Contract, ResourcePlace } from '../model/contract.js';
import { isWithinFunction, type FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { toCause } from './call-failures.js';
import { entering } from './continuations.js';
import { recordExits } from './exits.js';
import { returns, throws, withFailure, withRejection, type Machine, type Outcome } from './machine.js';
import { getCalleeText, nameSite, type Site } from './sites.js';
import { assignRoot, setObligation, type State } from './state.js';
import { addStep } from './trace.js';
import {
  TRUTHY,
  UNKNOWN_VALUE,
  findObligations,
  fulfilled,
  rejected,
  type ObligationId,
  type Value,
} from './value.js';

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
      return acquirePromise(m, call);
    case 'return':
      return acquireReturn(m, call);
    case 'receiver':
      return acquireReceiver(m, call);
    case 'callback':
      return acquireCallback(m, call, resource);
  }
}

function acquirePromise(m: Machine, call: AcquireCall): readonly Outcome[] {
  const site = m.ctx.sites.get(call.node, call.contract);
  nameSite(site, call.node);
  const taken = take(call.state, site);
  const cause = toCause(call.node, 2, 'rejects');
  return [
    returns(taken, fulfilled({ kind: 'resource', id: site.id })),
    returns(withRejection(call.state, cause), rejected(cause)),
  ];
}

function acquireReturn(m: Machine, call: AcquireCall): readonly Outcome[] {
  const site = m.ctx.sites.get(call.node, call.contract);
  nameSite(site, call.node);
  const outcomes: Outcome[] = [returns(take(call.state, site), { kind: 'resource', id: site.id })];
  if (call.form.fails === 'throws') outcomes.push(throws(call.state, toCause(call.node, 3, 'throws')));
  return outcomes;
}

/** `new Client()` holds nothing yet; `connect()` on it does, once it has succeeded. */
export function construct(m: Machine, call: { node: CallNode; contract: Contract; state: State }): Outcome {
  const site = m.ctx.sites.getConstructed(call.node, call.contract);
  nameSite(site, call.node);
  const state = setObligation(renew(call.state, site.id), site.id, {
    status: 'dormant',
    isEscaped: false,
    pending: new Set(),
  });
  return returns(state, { kind: 'resource', id: site.id });
}

function acquireReceiver(m: Machine, call: AcquireCall): readonly Outcome[] | undefined {
  const { receiver, node, state } = call;
  if (receiver.kind !== 'resource') return undefined;
  const site = m.ctx.sites.find(receiver.id);
  if (!site) return undefined;
  site.acquire = node;
  const held = hold(state, site);
  const cause = toCause(node, 2, 'rejects');
  const callback = call.args.at(-1);
  if (call.form.fails === 'callback' && callback?.kind === 'function') {
    return runReceiverCallback(m, { call, held, callback, id: site.id });
  }
  return [returns(held, fulfilled(UNKNOWN_VALUE)), returns(withRejection(state, cause), rejected(cause))];
}

function runReceiverCallback(
  m: Machine,
  of: { call: AcquireCall; held: State; callback: Value; id: ObligationId },
): readonly Outcome[] {
  const { call, held, callback, id } = of;
  const ok = entering(held, call.node, 'the callback gets no error');
  const ends = m.call({
    callee: callback,
    args: [{ kind: 'constant', value: null }],
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
  const callback = call.args[place.argument];
  if (callback?.kind !== 'function') return undefined;
  const site = m.ctx.sites.get(call.node, call.contract);
  const fn = callback.node;
  const parameter = 'parameters' in fn ? fn.parameters[place.parameter] : undefined;
  if (parameter && ts.isIdentifier(parameter.name)) site.variable ??= parameter.name.text;
  const ok = entering(take(call.state, site), call.node, 'the callback gets the client');
  const ends = m.call({ callee: callback, args: toArguments(place, site.id), state: ok, node: call.node });
  const left = ends.map((end) => ({ ...end, state: escapeOutside(m, end.state, { fn, id: site.id }) }));
  recordExits(m, left, { node: fn, ids: [site.id] });
  const cause = toCause(call.node, 2, 'rejects');
  const failed = entering(
    withFailure(call.state, { ...cause, text: `${getCalleeText(call.node)}() fails` }),
    call.node,
    'the callback gets the error',
  );
  m.call({ callee: callback, args: toArguments(place, undefined), state: failed, node: call.node });
  return [returns(call.state, UNKNOWN_VALUE)];
}

/** What the callback stored in a variable that outlives it belongs to the code around. */
function escapeOutside(m: Machine, state: State, of: { fn: FunctionNode; id: ObligationId }): State {
  for (const [key, value] of state.env) {
    const variable = m.ctx.facts.variables.findByRoot(key);
    if (!variable || isWithinFunction(variable.owner, of.fn)) continue;
    if (findObligations(value).includes(of.id))
      return setObligation(state, of.id, { status: 'transferred', pending: new Set() });
  }
  return state;
}

function toArguments(
  place: Extract<ResourcePlace, { at: 'callback' }>,
  id: ObligationId | undefined,
): readonly Value[] {
  const args: Value[] = [];
  args[place.errorParameter] = id === undefined ? TRUTHY : { kind: 'nullish' };
  args[place.parameter] = id === undefined ? { kind: 'nullish' } : { kind: 'resource', id };
  if (place.releaseParameter !== undefined) {
    args[place.releaseParameter] = id === undefined ? TRUTHY : { kind: 'releaser', id };
  }
  return Array.from(args, (arg) => (arg as Value | undefined) ?? UNKNOWN_VALUE);
}

function take(state: State, site: Site): State {
  return hold(renew(state, site.id), site);
}

function hold(state: State, site: Site): State {
  const isTheirs = state.obligations.get(site.id)?.isEscaped === true;
  const held = setObligation(state, site.id, {
    status: isTheirs ? 'transferred' : 'held',
    isInTransaction: false,
    pending: new Set(),
  });
  const trace = addStep(held.trace, {
    kind: 'acquire',
    node: site.acquire,
    text: `${getCalleeText(site.acquire)}() takes a ${site.contract.resource}`,
    id: site.id,
  });
  return {
    ...held,
    trace: {
      ...trace,
      rank:
        hasOtherHeld(state, site.id) || state.obligations.get(site.id)?.hasOlder === true ? trace.rank : 1,
    },
  };
}

function hasOtherHeld(state: State, id: ObligationId): boolean {
  return [...state.obligations].some(([other, obligation]) => other !== id && obligation.status === 'held');
}

/** A site that is passed again makes a new resource: the older one keeps what it owes, but no variable names it. */
function renew(state: State, id: ObligationId): State {
  const before = state.obligations.get(id);
  if (!before) return state;
  let result = state;
  for (const [key, value] of state.env) {
    if (
      (value.kind === 'resource' || value.kind === 'releaser' || value.kind === 'member') &&
      value.id === id
    ) {
      result = assignRoot(result, key, UNKNOWN_VALUE);
    }
  }
  return setObligation(result, id, { hasOlder: before.hasOlder || before.status === 'held' });
}
