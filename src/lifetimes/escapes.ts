/** Ownership that leaves: returned, stored where others reach it, resolved, or kept by a closure that releases. */
import type { FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { Machine } from './machine.js';
import { isLongLived } from './sites.js';
import { setObligation, type State } from './state.js';
import { UNKNOWN_VALUE, findObligations, type ObligationId, type Value } from './value.js';

/** The state in which the value belongs to someone else. */
export function escape(m: Machine, state: State, value: Value): State {
  let result = state;
  for (const id of [...findOwned(m, value), ...findReleasedByClosures(m, state, value)]) {
    const status = result.obligations.get(id)?.status;
    if (status === 'dormant') result = setObligation(result, id, { isEscaped: true });
    if (status === 'held') {
      result = setObligation(result, id, { status: 'transferred', pending: new Set() });
    }
  }
  return result;
}

/** The state in which others can reach the value too, by the field, variable or collection `node`. */
export function share(m: Machine, state: State, of: { value: Value; node: ts.Node }): State {
  const { value, node } = of;
  return findObligations(value).reduce(
    (at, id) => {
      if (at.obligations.get(id)?.status !== 'transferred') return at;
      m.ctx.recorder.addKeep(id, node);
      return setObligation(at, id, { isShared: true });
    },
    escape(m, state, value),
  );
}

/** Held obligations that whoever gets the value can end: it is them, holds them, or has closures that release them. */
export function findGiven(m: Machine, state: State, value: Value): readonly ObligationId[] {
  const ids = [...findObligations(value), ...findReleasedByClosures(m, state, value)];
  return [...new Set(ids)].filter((id) => state.obligations.get(id)?.status === 'held');
}

/** Obligations that whoever has the value can end: a property of a resource ends nothing, its release method does, and what a contract says that leads to it. */
function findOwned(m: Machine, value: Value): readonly ObligationId[] {
  if (value.kind === 'promise') return findOwned(m, value.value);
  if (value.kind === 'object') return [...value.fields.values()].flatMap((field) => findOwned(m, field));
  if (value.kind !== 'member') return findObligations(value);
  const { release = [], borrows = [] } = m.ctx.sites.find(value.id)?.contract ?? {};
  const isOwned =
    release.some(({ method }) => method === value.name) ||
    borrows.some(({ method, gives }) => method === value.name && gives === 'derived');
  return isOwned ? [value.id] : [];
}

function findReleasedByClosures(m: Machine, state: State, value: Value): readonly ObligationId[] {
  if (value.kind === 'function') return findHandedOver(m, state, value.node);
  if (value.kind === 'promise') return findReleasedByClosures(m, state, value.value);
  if (value.kind !== 'object') return [];
  return [...value.fields.values()].flatMap((field) => findReleasedByClosures(m, state, field));
}

/** Obligations held now that a run of the function can release: whoever has the function can end them. */
export function findReleased(m: Machine, state: State, fn: FunctionNode): readonly ObligationId[] {
  if (findCaptured(m, state, fn).length === 0) return [];
  const ends =
    m.invoke({ fn, args: fn === m.ctx.root ? [] : [UNKNOWN_VALUE, UNKNOWN_VALUE, UNKNOWN_VALUE], state }) ??
    [];
  const held = [...state.obligations]
    .filter(([, obligation]) => obligation.status === 'held')
    .map(([id]) => id);
  return held.filter((id) => ends.some((end) => end.state.obligations.get(id)?.status !== 'held'));
}

/** What whoever has the function owns: what it can release, and what lives as long as the process. */
export function findHandedOver(m: Machine, state: State, fn: FunctionNode): readonly ObligationId[] {
  const longLived = findCaptured(m, state, fn).filter((id) => isLongLived(m.ctx.sites.find(id)));
  return [...longLived, ...findReleased(m, state, fn)];
}

/** Held obligations that the function can reach through the variables it names. */
export function findCaptured(m: Machine, state: State, fn: FunctionNode): readonly ObligationId[] {
  return findReachable(m, state, fn).filter((id) => state.obligations.get(id)?.status === 'held');
}

/** Obligations that something callable can do anything to: taken ones, whatever became of them. */
export function findTouched(m: Machine, state: State, callee: Value): readonly ObligationId[] {
  const ids = callee.kind === 'function' ? findReachable(m, state, callee.node) : findObligations(callee);
  return ids.filter((id) => (state.obligations.get(id)?.status ?? 'dormant') !== 'dormant');
}

function findReachable(m: Machine, state: State, fn: FunctionNode): readonly ObligationId[] {
  const found = new Set<ObligationId>();
  const seen = new Set<FunctionNode>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const variable = m.ctx.facts.variables.find(node);
      const value = variable && state.env.get(variable.root);
      if (value) visitValue(value);
      else if (variable) visitProperties(variable.root);
    }
    ts.forEachChild(node, visit);
  };
  const visitProperties = (root: string): void => {
    for (const [key, value] of state.env) if (key.startsWith(`${root}.`)) visitValue(value);
  };
  const visitValue = (value: Value): void => {
    for (const id of findObligations(value)) found.add(id);
    if (value.kind !== 'function' || seen.has(value.node)) return;
    seen.add(value.node);
    ts.forEachChild(value.node, visit);
  };
  seen.add(fn);
  ts.forEachChild(fn, visit);
  return [...found];
}
