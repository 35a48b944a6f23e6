/** The candidate fixes of a finding, the smallest edit first. */
import type { Contract } from '../model/contract.js';
import type { Finding } from '../model/finding.js';
import type { LifetimeRelease } from '../model/lifetime.js';
import { isAsyncFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { callIt } from './call-it.js';
import { endWithFinally } from './end-with-finally.js';
import { extendTry } from './extend-try.js';
import { findNodeAt } from './find-acquire.js';
import type { CandidateFix, Candidates } from './fix.js';
import { findPlace } from './find-holding.js';
import { findHoldings, type FixContext } from './find-holdings.js';
import { nodesOf, type Holding } from './holding.js';
import { isHandedOver } from './handed-over.js';
import { moveReleaseLoop } from './move-release-loop.js';
import { takeOneAfterTheOther } from './one-after-the-other.js';
import { endBeforeParentClose } from './parent-close.js';
import { pullIntoTry } from './pull-into-try.js';
import { refusalFor, type Refusal } from './refusals.js';
import { releaseAll } from './release-all.js';
import { releaseWhenItComes, releaseWhenTooLate } from './release-late.js';
import { releaseAlways } from './release-always.js';
import { isCallback, releaseAtExits } from './release-at-exits.js';
import { releaseBeforeOverwrite } from './release-before-overwrite.js';
import { releaseOnClose } from './release-on-close.js';
import { nestCleanup, releaseFirst } from './release-first.js';
import { countUpTo, releaseInCatch } from './release-in-catch.js';
import { getTerminator } from './release-text.js';
import { findKnownReleases } from './known-releases.js';
import { releaseInExistingFinally } from './release-in-existing-finally.js';
import {
  findReleaseCalls,
  findReleases,
  findReleaseText,
  isInListener,
  isNamed,
  type FoundReleases,
} from './releases.js';
import { declareUsing, usesUsing } from './declare-using.js';
import { disposeInScope } from './dispose-in-scope.js';
import { registerFirst } from './register-first.js';
import { releaseInCallback } from './release-in-callback.js';
import { wrapGap } from './wrap-gap.js';
import { findRollback, hasRollback, rollBackAtExit, rollBackOnError } from './rollback.js';
import { releaseAtOnce, releaseBehind } from './take-into-variable.js';
import { toAsyncHandler } from './to-async-handler.js';
import { wrapInFinally } from './wrap-in-finally.js';

/** `releases`: where the analysis saw it released. */
export function findCandidateFixes(
  source: ts.SourceFile,
  finding: Finding,
  releases: readonly LifetimeRelease[] = [],
  context: FixContext = { getDisposer: () => undefined, extra: [] },
): Candidates {
  const { extra } = context;
  if (finding.rule === 'unfinished-transaction')
    return listOf(
      [rollBackOnError(source, finding, extra), rollBackAtExit(source, finding, extra)],
      'transaction',
    );
  if (finding.rule !== 'unreleased') return none('other-rule');
  const { list, isNameless, why } = findHoldings(source, finding, releases, context);
  const place = findPlace(source, finding, extra);
  const parts = list.map((holding) => findFixes(holding, finding));
  const unnamed = place
    ? findUnnamedFixes({ ...place, known: findKnownReleases(source, releases) }, finding, extra)
    : [];
  const all = [
    ...(isNameless ? unnamed : []),
    ...parts.flatMap((part) => part.list),
    ...(place ? [releaseWhenItComes(place, finding)] : []),
  ];
  const found = listOf(all, why ?? parts[0]?.why ?? 'no-candidate');
  const obstacle = parts.map((part) => part.why).find((each) => each !== 'no-candidate');
  return found.kind === 'list' && obstacle ? { ...found, reason: refusalFor(obstacle) } : found;
}

function findUnnamedFixes(
  place: Parameters<typeof releaseAll>[0],
  finding: Finding,
  extra: readonly Contract[],
): readonly (CandidateFix | undefined)[] {
  const { source } = place;
  return [
    takeOneAfterTheOther(source, finding, extra),
    moveReleaseLoop(source, finding, extra),
    releaseAll(place, finding),
    releaseAtOnce(place, finding),
    releaseWhenTooLate(place),
  ];
}

/** The `await` alone. */
const WAIT: CandidateFix = { title: 'Wait for it', edits: [] };

/** `why`: the reason when there is none. */
function findFixes(
  whole: Holding,
  finding: Finding,
): { readonly list: readonly (CandidateFix | undefined)[]; readonly why: Refusal } {
  const inExisting = isHandedOver(whole) ? [] : releaseInExistingFinally(whole);
  const cut = endBeforeParentClose(whole);
  const releaseText = cut && findReleaseText(cut, nodesOf(cut));
  const holding = cut && releaseText !== undefined ? { ...cut, releaseText } : cut;
  if (!holding) return { list: inExisting, why: 'parent-close' };
  if (isKept(holding)) return { list: [], why: 'field' };
  const releases = findReleases(holding, nodesOf(holding));
  const moves = findMoves(holding, releases);
  const exits = findExitFixes(holding, finding);
  const list = [
    ...(holding.isAwaited ? [WAIT] : []),
    ...inExisting,
    callIt(holding, nodesOf(holding)),
    releaseBehind(holding),
    releaseOnClose(holding, nodesOf(holding)),
    releaseAlways(holding, releases.removals),
    releaseAlways(holding, releases.removals, true),
    pullIntoTry(holding),
    disposeInScope(holding),
    registerFirst(holding),
    releaseInCallback(holding),
    ...(isToldByCallbacks(holding) ? [...exits, ...moves] : [...moves, ...exits]),
    wrapGap(holding, finding),
    releaseBeforeOverwrite(holding),
    ...(holding.guard === undefined ? findFailureFixes(holding, finding) : []),
  ];
  return { list: list.map((each) => prepare(holding, each)), why: releases.obstacle ?? 'no-candidate' };
}

function prepare(
  { prepared = [], isAwaited }: Holding,
  fix: CandidateFix | undefined,
): CandidateFix | undefined {
  if (!fix) return undefined;
  const title = isAwaited && fix !== WAIT ? `Wait for it: ${lowerFirst(fix.title)}` : fix.title;
  return { title, edits: [...prepared, ...fix.edits] };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function listOf(all: readonly (CandidateFix | undefined)[], otherwise: Refusal): Candidates {
  const list = withoutDoubles(all);
  return list.length > 0 ? { kind: 'list', list } : none(otherwise);
}

/** Its work ends in callbacks, which a finally around the code that starts it does not wait for. */
function isToldByCallbacks(holding: Holding): boolean {
  const visit = (node: ts.Node): boolean =>
    (ts.isCallExpression(node) && holding.comes === 'callback' && node.arguments.some(isCallback)) ||
    ts.forEachChild(node, visit) === true;
  return nodesOf(holding).some(visit);
}

/** Whether an object keeps it that outlives the code: `this.client = client`. */
function isKept(holding: Holding): boolean {
  const visit = (node: ts.Node): boolean => {
    const isStore =
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      node.left.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isStore && isNamed(node.right, holding.name)) return true;
    return ts.forEachChild(node, visit) === true;
  };
  return nodesOf(holding).some(visit);
}

/** One release for all exits takes the place of those there are. */
function findMoves(
  holding: Holding,
  { removals, obstacle }: FoundReleases,
): readonly (CandidateFix | undefined)[] {
  if (obstacle !== undefined || isHandedOver(holding)) return [];
  const first = releaseFirst(holding, removals);
  const nested = nestCleanup(holding, removals);
  const variants = getVariants(holding);
  const canAwait = ts.isSourceFile(holding.fn) || isAsyncFunction(holding.fn);
  const chained = variants.map((options) => endWithFinally(holding, removals, options));
  const rollback = hasRollback(nodesOf(holding)) ? undefined : findRollback(holding, nodesOf(holding));
  const onError = rollback === undefined ? [] : [rollback, `throw error${getTerminator(holding.source)}`];
  const rolledBack = onError.length > 0 ? wrapInFinally(holding, removals, { onError }) : undefined;
  const wrapped = variants.flatMap((options) => [
    extendTry(holding, removals, options),
    wrapInFinally(holding, removals, options),
    extendTry(holding, removals, { ...options, awaits: true }),
    wrapInFinally(holding, removals, { ...options, awaits: true }),
  ]);
  const converted = variants.map((options) => toAsyncHandler(holding, removals, options));
  const using = declareUsing(holding, removals);
  const isUsual = using !== undefined && usesUsing(holding.source);
  const start = isUsual ? [using] : [];
  return canAwait
    ? [...start, first, nested, rolledBack, ...wrapped, using, ...chained]
    : [...start, first, nested, ...chained, ...wrapped, using, ...converted];
}

function findExitFixes(holding: Holding, finding: Finding): readonly (CandidateFix | undefined)[] {
  return getVariants(holding).flatMap((options) => [
    releaseAtExits(holding, finding, { ...options, callbacks: false }),
    releaseAtExits(holding, finding, { ...options, callbacks: true }),
  ]);
}

/** Somebody else releases it, unless what comes before that fails. */
function findFailureFixes(holding: Holding, finding: Finding): readonly (CandidateFix | undefined)[] {
  // A release that stands in a listener may come too late: then failing is not all there is to it.
  const isElsewhere = !findReleaseCalls(holding, nodesOf(holding)).some((each) => isInListener(each));
  const chained = isElsewhere ? endWithFinally(holding, [], { onlyOnError: true }) : undefined;
  if (holding.region.kind === 'expression') return [chained];
  const { list } = holding.region;
  const lost = finding.paths.flatMap(({ steps }) =>
    steps.slice(-1).map(({ location }) => findNodeAt(holding.source, location)),
  );
  const count = countUpTo(list, lost);
  return [
    releaseInCatch(holding, count),
    count < list.length ? releaseInCatch(holding, list.length) : undefined,
    chained,
  ];
}

/** Where types are checked, a resource that may be undefined needs another way to write the release. */
function getVariants({ source }: Holding): readonly { readonly optional?: boolean }[] {
  return /\.[cm]?tsx?$/.test(source.fileName) ? [{}, { optional: true }] : [{}];
}

function withoutDoubles(all: readonly (CandidateFix | undefined)[]): readonly CandidateFix[] {
  const byText = new Map<string, CandidateFix>();
  for (const candidate of all) {
    const key = JSON.stringify(candidate?.edits);
    if (candidate && !byText.has(key)) byText.set(key, candidate);
  }
  return [...byText.values()];
}

function none(refusal: Refusal): Candidates {
  return { kind: 'none', reason: refusalFor(refusal) };
}
