/** All the ways a finding's resource can be seen as held, the plainest first: a fix is tried on each. */
import type { Contract } from '../model/contract.js';
import type { Finding } from '../model/finding.js';
import type { LifetimeRelease } from '../model/lifetime.js';
import type { Disposer } from '../syntax/disposer.js';
import { ts } from '../syntax/ts.js';
import { findConditional } from './find-conditional.js';
import { findHolding, findPlace } from './find-holding.js';
import { findAwaited, findPending, findTaken, findTold } from './find-promised.js';
import type { Holding } from './holding.js';
import { findKnownReleases } from './known-releases.js';
import type { Refusal } from './refusals.js';
import { takeIntoVariable } from './take-into-variable.js';

export interface FoundHoldings {
  readonly list: readonly Holding[];
  /** It has no name where it is taken. */
  readonly isNameless: boolean;
  /** Why there is no plain one. */
  readonly why?: Refusal;
}

/** What a fix needs to know beside the text. */
export interface FixContext {
  /** What the result of an acquire can be disposed of by; undefined where the project may not say `using`. */
  readonly getDisposer: (call: ts.Expression) => Disposer | undefined;
  /** Contracts of the configuration. */
  readonly extra: readonly Contract[];
}

/** `releases`: where the analysis saw it released. */
export function findHoldings(
  source: ts.SourceFile,
  finding: Finding,
  releases: readonly LifetimeRelease[],
  { getDisposer, extra }: FixContext,
): FoundHoldings {
  const place = findPlace(source, finding, extra);
  if (!place) return { list: [], isNameless: true, why: 'no-name' };
  const direct = findHolding(source, finding, extra);
  const conditional = findConditional(place);
  const plain = direct.kind === 'found' ? [findAwaited(direct.holding)] : [];
  const isTryFirst =
    conditional?.region.kind === 'statements' &&
    conditional.region.list[0]?.kind === ts.SyntaxKind.TryStatement;
  // A try that the acquire stands in is better extended than filled with another one.
  const named = isTryFirst ? [conditional, ...plain] : [...plain, conditional];
  const others = [findPending(place), findTaken(place), findTold(place)];
  const isNameless = plain.length === 0 && !conditional;
  const own = isNameless ? takeIntoVariable(place, finding) : undefined;
  const known = findKnownReleases(source, releases);
  const disposer = getDisposer(place.call);
  const more = disposer === undefined ? { known } : { known, disposer };
  return {
    list: [...named, ...others, own].flatMap((holding) => (holding ? [{ ...holding, ...more }] : [])),
    isNameless,
    ...(direct.kind === 'not-found' ? { why: direct.why } : {}),
  };
}
