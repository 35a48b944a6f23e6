/** Which lifetime a cursor means. */
import type { Lifetime } from './lifetime.js';
import { contains, type Position } from './location.js';

/** The one whose resource is named at the position; or else the one that was taken last of those held on that line. */
export function findLifetimeAt(lifetimes: readonly Lifetime[], position: Position): Lifetime | undefined {
  const named = lifetimes.find(
    ({ site, mentions }) =>
      contains(site.location.range, position) || mentions.some((mention) => contains(mention, position)),
  );
  if (named) return named;
  const around = lifetimes.filter((lifetime) => isHeldAt(lifetime, position));
  return around.sort((a, b) => b.site.location.range.start.line - a.site.location.range.start.line)[0];
}

function isHeldAt(lifetime: Lifetime, { line }: Position): boolean {
  return lifetime.held.some((stretch) => stretch.startLine <= line && line <= stretch.endLine);
}
