/** From what the language client knows to what the panel shows of a file: which entry, and the list of all entries. */
import type { Finding } from '../../model/finding.js';
import type { HeldStretch, Lifetime } from '../../model/lifetime.js';
import { libraryOf } from '../../model/leak-cost.js';
import type { Location } from '../../model/location.js';
import type { CodeLine, PictureSubject } from '../../model/picture.js';
import type { LifetimePicture } from '../../protocol/lifetime-picture.js';
import type { PanelContent, PanelSite } from '../../protocol/panel.js';
import type { PanelSnapshot } from './panel-source.js';

/** Something the panel can show: the paths of an acquire site, or the ways to a misuse of what it takes. */
export interface Entry {
  readonly id: string;
  readonly picture: LifetimePicture;
  readonly misuse?: Finding;
  /** Of `picture`, with the paths of the misuse instead of its own. */
  readonly lifetime: Lifetime;
}

/** Which entry is shown, and why. */
export interface SiteChoice {
  readonly uri: string;
  readonly siteId: string;
  /** The site at the cursor when the choice was made: only a move to another one overrides the user's choice. */
  readonly atCursor: string | undefined;
  /** The site that was chosen before, and is missing in half-typed code: shown again as soon as it is back. */
  readonly lost?: string;
}

type Lifetimes = PanelSnapshot & { readonly kind: 'lifetimes' };

/**
 * Ids of the lifetimes of one file, in their order. They say what is acquired and where in the program, not on which
 * line and not whether it is released: neither an edit above nor a fix may make the panel jump to another site.
 */
export function toSiteIds(lifetimes: readonly Lifetime[]): readonly string[] {
  const count = createCounter();
  return lifetimes.map(({ site }) => {
    // Not by which contract: a half-typed line elsewhere may hide the type of the pool for a moment.
    const { expression, functionName, variable } = site;
    return count(JSON.stringify([functionName, expression, variable ?? '']));
  });
}

/** The entries of a file, in source order; the misuses of a resource follow its acquire site. */
export function toEntries(pictures: readonly LifetimePicture[]): readonly Entry[] {
  const count = createCounter();
  const ids = toSiteIds(pictures.map(({ lifetime }) => lifetime));
  return pictures.flatMap((picture, index): readonly Entry[] => {
    const { lifetime, misuses } = picture;
    const id = ids[index] ?? '';
    const others = misuses.map((misuse): Entry => {
      const shown = { ...lifetime, paths: misuse.paths, findingId: misuse.id };
      return { id: count(`${id} ${misuse.rule}`), picture, misuse, lifetime: shown };
    });
    return [{ id, picture, lifetime }, ...others];
  });
}

/** Tells apart what has the same name, by a running number. */
function createCounter(): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    const ordinal = seen.get(name) ?? 0;
    seen.set(name, ordinal + 1);
    return `${name}#${ordinal}`;
  };
}

/** `isOwnMove`: the cursor stands where the panel itself put it, which must not change what the panel shows. */
export function chooseSite(
  snapshot: Lifetimes,
  before: SiteChoice | undefined,
  isOwnMove: boolean,
): SiteChoice | undefined {
  const { uri } = snapshot;
  const entries = toEntries(snapshot.pictures);
  const atCursor = findAtCursor(entries, snapshot)?.id;
  const own = before?.uri === uri ? before : undefined;
  const isStill = own && (isOwnMove || atCursor === undefined || atCursor === own.atCursor);
  const back = own?.lost === undefined ? undefined : findKept(entries, own.lost);
  const kept = back ?? (own && findKept(entries, own.siteId));
  const lost = back === undefined && own?.lost !== undefined ? { lost: own.lost } : {};
  if (isStill && kept !== undefined)
    return { uri, siteId: kept, atCursor: atCursor ?? own.atCursor, ...lost };
  const worst = entries.find(({ lifetime }) => lifetime.paths.length > 0) ?? entries[0];
  const siteId = atCursor ?? worst?.id;
  if (siteId === undefined) return own;
  return { uri, siteId, atCursor, ...(isStill ? { lost: own.lost ?? own.siteId } : {}) };
}

/** Where everything is released, a misuse is what there is to see. */
function findAtCursor(entries: readonly Entry[], { current, pictures }: Lifetimes): Entry | undefined {
  const here = entries.filter(({ picture }) => picture === pictures[current ?? -1]);
  return here.find(({ lifetime }) => lifetime.paths.length > 0) ?? here[0];
}

/** A misuse that was mended leaves its acquire site behind. */
function findKept(entries: readonly Entry[], siteId: string): string | undefined {
  const isThere = (id: string): boolean => entries.some((entry) => entry.id === id);
  if (isThere(siteId)) return siteId;
  const site = siteId.replace(/ [a-z/-]+#\d+$/, '');
  return isThere(site) ? site : undefined;
}

export function findEntry(snapshot: PanelSnapshot, siteId: string | undefined): Entry | undefined {
  if (snapshot.kind !== 'lifetimes' || siteId === undefined) return undefined;
  return toEntries(snapshot.pictures).find(({ id }) => id === siteId);
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
      const { uri, pictures } = snapshot;
      const fileName = toFileName(uri);
      const entry = findEntry(snapshot, siteId);
      if (siteId === undefined || !entry) return { kind: 'nothing', reason: 'no-sites', fileName };
      const subject: PictureSubject = {
        ...toSubject(entry),
        fileName,
        code,
        others: othersOf(entry, pictures),
      };
      const { cost } = entry.picture;
      const sites = toEntries(pictures).map(toSite);
      return { kind: 'picture', uri, sites, siteId, ...subject, ...(cost && !entry.misuse ? { cost } : {}) };
    }
  }
}

/** Every place of the picture, for the code to be read there. */
export function placesOf(lifetime: Lifetime): readonly Location[] {
  return [
    lifetime.site.location,
    ...lifetime.paths.flatMap(({ steps }) => steps.flatMap(placesOfStep)),
    ...lifetime.releases.map((release) => release.location),
    ...lifetime.exits.map((exit) => exit.location),
  ];
}

function placesOfStep(step: Lifetime['paths'][number]['steps'][number]): readonly Location[] {
  return [step.location, ...(step.inner ?? []).flatMap(placesOfStep)];
}

function toSubject({ lifetime, misuse }: Entry): Pick<PictureSubject, 'lifetime' | 'rule' | 'message'> {
  if (misuse) return { lifetime, rule: misuse.rule, message: misuse.message };
  return lifetime.paths.length > 0 ? { lifetime, rule: 'unreleased' } : { lifetime };
}

/** Only those whose lines meet the function of the entry: the others are held while other code runs. */
function othersOf(entry: Entry, pictures: readonly LifetimePicture[]): readonly (readonly HeldStretch[])[] {
  const { start, end } = entry.lifetime.extent;
  return pictures
    .filter((picture) => picture !== entry.picture)
    .map(({ lifetime }) => lifetime.held)
    .filter((held) => held.some(({ startLine, endLine }) => startLine <= end.line && start.line <= endLine));
}

function toSite({ id, lifetime, misuse }: Entry): PanelSite {
  const { expression, functionName, location, variable } = lifetime.site;
  const [strongest] = lifetime.paths;
  const rule = misuse?.rule ?? (strongest ? 'unreleased' : undefined);
  const level = misuse?.level ?? strongest?.level;
  return {
    ...{ id, line: location.range.start.line, expression, functionName, library: libraryOf(lifetime.site) },
    ...(variable === undefined ? {} : { variable }),
    ...(rule === undefined ? {} : { rule }),
    ...(level === undefined ? {} : { level }),
    exits: lifetime.exits.length,
    unreleased: lifetime.exits.filter((exit) => !exit.released).length,
  };
}

function toFileName(uri: string): string {
  const name = uri.replace(/[?#].*$/, '').replace(/^.*[/\\]/, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
