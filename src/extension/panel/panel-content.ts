/** From what the language client knows to what the panel shows: which site, and the list of all sites. */
import type { Lifetime } from '../../model/lifetime.js';
import type { Location } from '../../model/location.js';
import type { CodeLine } from '../../model/picture.js';
import type { PanelContent, PanelSite } from '../../protocol/panel.js';
import type { PanelSnapshot } from './panel-source.js';

/** Which site is shown, and why. */
export interface SiteChoice {
  readonly uri: string;
  readonly siteId: string;
  /** The site at the cursor when the choice was made: only a move to another one overrides the user's choice. */
  readonly atCursor: string | undefined;
}

/**
 * Ids of the lifetimes of one file, in their order. They say what is acquired and where in the program, not on which
 * line and not whether it is released: neither an edit above nor a fix may make the panel jump to another site.
 */
export function toSiteIds(lifetimes: readonly Lifetime[]): readonly string[] {
  const seen = new Map<string, number>();
  return lifetimes.map(({ site }) => {
    const name = JSON.stringify([site.contract, site.functionName, site.expression, site.variable ?? '']);
    const ordinal = seen.get(name) ?? 0;
    seen.set(name, ordinal + 1);
    return `${name}#${ordinal}`;
  });
}

/** `isOwnMove`: the cursor stands where the panel itself put it, which must not change what the panel shows. */
export function chooseSite(
  snapshot: PanelSnapshot & { readonly kind: 'lifetimes' },
  before: SiteChoice | undefined,
  isOwnMove: boolean,
): SiteChoice | undefined {
  const ids = toSiteIds(snapshot.lifetimes);
  const { uri, current } = snapshot;
  const atCursor = current === undefined ? undefined : ids[current];
  const kept = before?.uri === uri && ids.includes(before.siteId) ? before : undefined;
  if (kept && (isOwnMove || atCursor === undefined || atCursor === kept.atCursor)) {
    return { ...kept, atCursor: atCursor ?? kept.atCursor };
  }
  const unreleased = snapshot.lifetimes.findIndex((lifetime) => lifetime.paths.length > 0);
  const siteId = atCursor ?? ids[Math.max(unreleased, 0)];
  return siteId === undefined ? undefined : { uri, siteId, atCursor };
}

export function toContent(
  snapshot: PanelSnapshot,
  siteId: string | undefined,
  code: readonly CodeLine[],
): PanelContent {
  switch (snapshot.kind) {
    case 'no-document':
      return { kind: 'nothing', reason: 'no-document', fileName: '' };
    case 'loading':
      return { kind: 'loading', uri: snapshot.uri, fileName: toFileName(snapshot.uri) };
    case 'failed':
      return { kind: 'failed', fileName: toFileName(snapshot.uri), reason: snapshot.reason };
    case 'lifetimes': {
      const { uri, lifetimes } = snapshot;
      const fileName = toFileName(uri);
      const lifetime = findLifetime(snapshot, siteId);
      if (siteId === undefined || !lifetime) return { kind: 'nothing', reason: 'no-sites', fileName };
      return { kind: 'picture', uri, fileName, sites: toSites(lifetimes), siteId, lifetime, code };
    }
  }
}

export function findLifetime(snapshot: PanelSnapshot, siteId: string | undefined): Lifetime | undefined {
  if (snapshot.kind !== 'lifetimes' || siteId === undefined) return undefined;
  return snapshot.lifetimes[toSiteIds(snapshot.lifetimes).indexOf(siteId)];
}

/** Every place of the picture, for the code to be read there. */
export function placesOf(lifetime: Lifetime): readonly Location[] {
  return [
    lifetime.site.location,
    ...lifetime.paths.flatMap((path) => path.steps.map((step) => step.location)),
    ...lifetime.releases.map((release) => release.location),
    ...lifetime.exits.map((exit) => exit.location),
  ];
}

function toSites(lifetimes: readonly Lifetime[]): readonly PanelSite[] {
  const ids = toSiteIds(lifetimes);
  return lifetimes.map(({ site, exits }, index) => ({
    id: ids[index] ?? '',
    line: site.location.range.start.line,
    expression: site.expression,
    ...(site.variable === undefined ? {} : { variable: site.variable }),
    functionName: site.functionName,
    exits: exits.length,
    unreleased: exits.filter((exit) => !exit.released).length,
  }));
}

function toFileName(uri: string): string {
  const name = uri.replace(/[?#].*$/, '').replace(/^.*[/\\]/, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
