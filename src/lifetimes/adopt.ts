/** A fresh resource in the result of a call is taken by that call, as far as the caller is concerned. */
import type { CallNode } from '../flow/graph.js';
import { findGiven } from './escapes.js';
import { returns, type Machine, type Outcome } from './machine.js';
import { getCalleeText, nameSite } from './sites.js';
import { setObligation, type State } from './state.js';
import { addStep, type Inside } from './trace.js';
import { findObligations, objectOf, type ObligationId, type Value } from './value.js';

interface CallerState {
  readonly node: CallNode;
  readonly state: State;
  readonly inside?: Inside;
}

/** The outcome of a callee in the caller's terms; what it took and did not hand over is its own affair. */
export function adopt(
  m: Machine,
  call: CallerState,
  end: Extract<Outcome, { kind: 'value' }>,
): Extract<Outcome, { kind: 'value' }> {
  const { node } = call;
  const given = [...findObligations(end.value), ...findGiven(m, end.state, end.value)];
  const id = given.find((each) => !call.state.obligations.has(each));
  const contract = id === undefined ? undefined : m.ctx.sites.find(id)?.contract;
  if (id === undefined || !contract) return { ...end, state: dropFresh(call.state, end.state) };
  const site = m.ctx.sites.get(node, contract);
  nameSite(site, node);
  site.parent ??= { id: undefined, text: node.getText() };
  const taken = end.state.obligations.get(id);
  const before = call.state.obligations.get(site.id);
  const renamed = renameAll(dropFresh(call.state, end.state), id, site.id);
  const state = setObligation(renamed, site.id, {
    status: taken?.status ?? 'dormant',
    isInTransaction: taken?.isInTransaction ?? false,
    pending: new Set(),
    later: new Set(),
    hasOlder: before?.hasOlder === true || before?.status === 'held',
  });
  const text = `${getCalleeText(node)}() hands over a ${contract.resource}`;
  const inside = call.inside && { ...call.inside, id };
  const trace = addStep(state.trace, {
    ...{ kind: 'acquire', node, text, id: site.id },
    ...(inside ? { inside } : {}),
  });
  return {
    ...end,
    ...returns({ ...state, trace: { ...trace, rank: 1 } }, rename(end.value, id, site.id)),
  } as Extract<Outcome, { kind: 'value' }>;
}

export function dropFresh(before: State, after: State): State {
  return {
    ...after,
    obligations: new Map([...after.obligations].filter(([id]) => before.obligations.has(id))),
    finished: new Map(
      [...after.finished].filter(([id]) => before.finished.has(id) || before.obligations.has(id)),
    ),
  };
}

/** Closures of the callee that go on living name the resource by its variables. */
function renameAll(state: State, from: ObligationId, to: ObligationId): State {
  return { ...state, env: new Map([...state.env].map(([key, value]) => [key, rename(value, from, to)])) };
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
      return objectOf(
        [...value.fields].map(([name, field]) => [name, rename(field, from, to)]),
        value.shape,
      );
    default:
      return value;
  }
}
