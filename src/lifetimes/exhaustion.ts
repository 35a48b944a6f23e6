/** A second connection from the pool of one that is held: enough of them at once, and none can go on. */
import type { CallNode } from '../flow/graph.js';
import type { Machine } from './machine.js';
import { findReceiverText } from './parents.js';
import { getCalleeText, type Site } from './sites.js';
import type { State } from './state.js';
import { addStep } from './trace.js';
import type { Value } from './value.js';

/** Writes it down when `site` is taken while another one, or an earlier one of its own, is held. */
export function checkSecond(m: Machine, state: State, site: Site): void {
  if (site.contract.pool === undefined) return;
  for (const other of findHeldSites(m, state)) {
    const isSamePool =
      other.contract.pool === site.contract.pool && (other === site || isSameParent(other, site));
    if (isSamePool) record(m, state, { holder: other, node: site.acquire });
  }
}

/** `pool.query()` takes a connection of its own too. */
export function checkPoolUse(
  m: Machine,
  call: { node: CallNode; method: string; receiver: Value; state: State },
): void {
  const { node, method, receiver, state } = call;
  if (state.obligations.size === 0) return;
  const text = findReceiverText(node);
  for (const holder of findHeldSites(m, state)) {
    const { contract, parent } = holder;
    const isPool =
      parent?.id === undefined
        ? text !== undefined && parent?.text === text
        : receiver.kind === 'resource' && receiver.id === parent.id;
    if (isPool && contract.poolTakers?.includes(method) === true) record(m, state, { holder, node });
  }
}

function findHeldSites(m: Machine, state: State): readonly Site[] {
  return [...state.obligations].flatMap(([id, { status, hasOlder, isShared }]) => {
    // What was stored where others reach it is still out of the pool.
    const isOut = status === 'held' || hasOlder || (status === 'transferred' && isShared);
    const site = isOut ? m.ctx.sites.find(id) : undefined;
    return site ? [site] : [];
  });
}

function isSameParent(a: Site, b: Site): boolean {
  if (!a.parent || !b.parent) return false;
  if (a.parent.id !== undefined || b.parent.id !== undefined) return a.parent.id === b.parent.id;
  return a.parent.text !== undefined && a.parent.text === b.parent.text;
}

function record(m: Machine, state: State, of: { holder: Site; node: CallNode }): void {
  const { holder, node } = of;
  const text = `${getCalleeText(node)}() takes a second one`;
  const trace = addStep(state.trace, { kind: 'call', node, text, id: holder.id });
  m.ctx.recorder.addMisuse({ rule: 'pool-exhaustion', id: holder.id, node, trace });
}
