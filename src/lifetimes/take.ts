/** The states in which a resource has just been made or taken. */
import { getCalleeText, type Site } from './sites.js';
import { assignRoot, setObligation, type State } from './state.js';
import { addStep } from './trace.js';
import { UNKNOWN_VALUE, type ObligationId } from './value.js';

export function take(state: State, site: Site): State {
  return hold(renew(state, site.id), site);
}

export function hold(state: State, site: Site): State {
  const isTheirs = state.obligations.get(site.id)?.isEscaped === true;
  const held = setObligation(state, site.id, {
    status: isTheirs ? 'transferred' : 'held',
    isShared: false,
    isOwned: false,
    lentTo: undefined,
    hasWaited: false,
    tells: site.contract.tells,
    isInTransaction: false,
    pending: new Set(),
    later: new Set(),
  });
  const trace = addStep(held.trace, {
    kind: 'acquire',
    node: site.acquire,
    text: `${getCalleeText(site.acquire)}() takes a ${site.contract.resource}${site.isStated ? ', as its @acquires says' : ''}`,
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
export function renew(state: State, id: ObligationId): State {
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
