/** Ways out: what is still held there, and what runs only then (timers and listeners). */
import type { ExitKind } from '../model/finding.js';
import { ts } from '../syntax/ts.js';
import type { ProgramFacts } from './analysis-context.js';
import type { Machine, Outcome } from './machine.js';
import { getEnclosingFunction, getFunctionName, runsOnce } from '../syntax/functions.js';
import { nameOf } from './call-failures.js';
import { settleDeferred } from './deferred.js';
import type { ExitRecord } from './recorder.js';
import type { Site } from './sites.js';
import type { Obligation, State } from './state.js';
import { addThrow, findStepsSince } from './trace.js';
import type { Cause, ObligationId } from './value.js';

/** Writes down for each obligation (or for those of `ids`) how it stands at each of the ends. */
export function recordExits(
  m: Machine,
  ends: readonly Outcome[],
  of: { node: ts.Node; ids?: readonly ObligationId[]; via?: ts.Node },
): void {
  for (const end of ends) {
    for (const state of settleDeferred(m, end.state)) {
      for (const [id, obligation] of [...state.obligations, ...state.finished]) {
        if (of.ids && !of.ids.includes(id)) continue;
        if (obligation.status === 'dormant') continue;
        const isOpen = obligation.status === 'held' || obligation.hasOlder;
        const isHeld = isOpen && !goesWithParent(m, state, id);
        const isOlder = isHeld && obligation.status !== 'held';
        recordExit(m, {
          end: { ...end, state },
          id,
          isHeld,
          isOlder,
          fallback: of.node,
          obligation,
          via: of.via,
        });
      }
    }
  }
}

/** Closing what it was taken from closes it too, and that is still open: the one is lost with the other, or kept with it. */
function goesWithParent(m: Machine, { obligations }: State, id: ObligationId): boolean {
  const site = m.ctx.sites.find(id);
  if (site?.contract.closedBy?.some(({ children }) => children === 'reclaimed') !== true) return false;
  const status = site.parent?.id === undefined ? undefined : obligations.get(site.parent.id)?.status;
  return status === 'held' || status === 'transferred';
}

function recordExit(
  m: Machine,
  exit: {
    end: Outcome;
    id: ObligationId;
    isHeld: boolean;
    isOlder: boolean;
    fallback: ts.Node;
    obligation: Obligation;
    via: ts.Node | undefined;
  },
): void {
  const { end, id, isHeld, isOlder, fallback, via } = exit;
  const { trace } = end.state;
  const shared = toShared(exit.obligation);
  const { lentTo } = exit.obligation;
  if (end.kind === 'throw') {
    m.ctx.recorder.addExit({
      id,
      kind: 'throw',
      node: end.cause.node,
      isHeld,
      isOlder,
      shared,
      lentTo,
      via,
      trace,
    });
    return;
  }
  // A rejection that nothing turned into a throw: the promise was returned or dropped, and this is where it ends.
  const silent = isHeld
    ? findStepsSince(trace, id).findLast((step) => step.kind === 'throw' && step.isSilent)
    : undefined;
  const hidden = isHeld && !silent ? findHiddenCause(end) : undefined;
  if (hidden) {
    const rejected = addThrow(trace, hidden, true);
    m.ctx.recorder.addExit({ id, kind: 'reject', node: hidden.node, isHeld, isOlder, via, trace: rejected });
    return;
  }
  const node = silent?.node ?? end.exit ?? fallback;
  const kind: ExitKind = silent ? 'reject' : end.exit ? 'return' : 'end';
  m.ctx.recorder.addExit({ id, kind, node, isHeld, isOlder, shared, lentTo, via, trace });
}

function toShared({ isShared, status }: Obligation): 'left' | 'released' | undefined {
  if (!isShared) return undefined;
  return status === 'transferred' ? 'left' : status === 'released' ? 'released' : undefined;
}

/** The promise in the result was rejected before the resource was taken: it still is the reason of this way out. */
function findHiddenCause(end: Extract<Outcome, { kind: 'value' }>): Cause | undefined {
  return end.value.kind === 'promise' && end.value.outcome === 'rejected' ? end.value.cause : undefined;
}

/**
 * A function that stores a resource where others reach it has handed it over, unless it releases it itself on a normal
 * way out: then it only lends it, and the ways out on which it does not are lost. A release on the way to a throw proves
 * nothing: so factories clean up.
 */
export function settleShared(exits: readonly ExitRecord[]): readonly ExitRecord[] {
  const isOwner = exits.some(
    ({ shared, kind }) => shared === 'released' && (kind === 'return' || kind === 'end'),
  );
  return isOwner ? loseLeft(exits) : exits;
}

/** What was left with others is lost, because nobody there releases it. */
export function loseLeft(exits: readonly ExitRecord[], because?: string): readonly ExitRecord[] {
  return exits.map((exit) =>
    exit.shared === 'left' ? { ...exit, isHeld: true, ...(because === undefined ? {} : { because }) } : exit,
  );
}

/** Nobody is seen to release it: then whoever got it last may own it, or the function that runs once keeps it for good. */
export function doubtExits(
  facts: ProgramFacts,
  exits: readonly ExitRecord[],
  { site, lenders }: { site: Site; lenders: ReadonlySet<ts.Node> | undefined },
): readonly ExitRecord[] {
  const fn = getEnclosingFunction(site.acquire);
  facts.notes.addName(fn, getFunctionName(fn));
  const isForGood = runsOnce(fn);
  return exits.map((exit) => {
    const { isHeld, trace } = exit;
    const lentTo = exit.lentTo && lenders?.has(exit.lentTo) === true ? undefined : exit.lentTo;
    if (!isHeld || (!lentTo && !isForGood)) return exit;
    const because = lentTo
      ? `${nameOf(lentTo)} may have taken it over`
      : 'this runs once; it is held as long as the process lives';
    return {
      ...exit,
      because,
      isForGood: !lentTo && (ts.isSourceFile(fn) || exit.kind === 'throw' || exit.kind === 'reject'),
      trace: { ...trace, rank: 4 },
    };
  });
}
