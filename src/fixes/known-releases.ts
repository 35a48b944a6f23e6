/** The calls that the analysis saw release a resource: they count by whatever name they reach it. */
import type { LifetimeRelease } from '../model/lifetime.js';
import { ts } from '../syntax/ts.js';
import { findNodeAt } from './find-acquire.js';

export function findKnownReleases(
  source: ts.SourceFile,
  releases: readonly LifetimeRelease[],
): ReadonlySet<ts.Node> {
  return new Set(
    releases
      .filter(({ implicit, location }) => !implicit && location.file === source.fileName)
      .map(({ location }) => findNodeAt(source, location))
      .filter((node) => ts.isCallExpression(node)),
  );
}
