/** What there is to see of a file: its acquire sites and the misuses of what they take, each with its picture. */
import type { Finding } from '../model/finding.js';
import type { HeldStretch, Lifetime } from '../model/lifetime.js';
import { libraryOf } from '../model/leak-cost.js';
import type { Location } from '../model/location.js';
import type { CodeLine, PictureSubject } from '../model/picture.js';
import type { LifetimePicture } from '../protocol/lifetime-picture.js';
import type { PanelPicture, PanelSite } from '../protocol/panel.js';

/** As much of a picture as a view needs. */
export type KnownLifetime = Pick<LifetimePicture, 'cost' | 'lifetime' | 'misuses'>;

/** The paths of an acquire site, or the ways to a misuse of what it takes. */
export interface Entry<Known extends KnownLifetime = LifetimePicture> {
  readonly id: string;
  readonly picture: Known;
  readonly misuse?: Finding;
  /** Of `picture`, with the paths of the misuse instead of its own. */
  readonly lifetime: Lifetime;
}

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
export function toEntries<Known extends KnownLifetime>(pictures: readonly Known[]): readonly Entry<Known>[] {
  const count = createCounter();
  const ids = toSiteIds(pictures.map(({ lifetime }) => lifetime));
  return pictures.flatMap((picture, index): readonly Entry<Known>[] => {
    const { lifetime, misuses } = picture;
    const id = ids[index] ?? '';
    const others = misuses.map((misuse): Entry<Known> => {
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

/** The entry as the panel gets it; `code` are the lines at {@link placesOf} it. */
export function toPanelPicture<Known extends KnownLifetime>(
  entry: Entry<Known>,
  of: {
    readonly uri: string;
    readonly fileName: string;
    readonly pictures: readonly Known[];
    readonly code: readonly CodeLine[];
  },
): PanelPicture {
  const { code, fileName, pictures, uri } = of;
  const subject: PictureSubject = { ...toSubject(entry), fileName, code, others: othersOf(entry, pictures) };
  const { cost } = entry.picture;
  const sites = toEntries(pictures).map(toSite);
  const shown = { kind: 'picture', uri, sites, siteId: entry.id, ...subject } as const;
  return cost && !entry.misuse ? { ...shown, cost } : shown;
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

function toSubject({
  lifetime,
  misuse,
}: Entry<KnownLifetime>): Pick<PictureSubject, 'lifetime' | 'rule' | 'message'> {
  if (misuse) return { lifetime, rule: misuse.rule, message: misuse.message };
  return lifetime.paths.length > 0 ? { lifetime, rule: 'unreleased' } : { lifetime };
}

/** Only those whose lines meet the function of the entry: the others are held while other code runs. */
function othersOf(
  entry: Entry<KnownLifetime>,
  pictures: readonly KnownLifetime[],
): readonly (readonly HeldStretch[])[] {
  const { start, end } = entry.lifetime.extent;
  return pictures
    .filter((picture) => picture !== entry.picture)
    .map(({ lifetime }) => lifetime.held)
    .filter((held) => held.some(({ startLine, endLine }) => startLine <= end.line && start.line <= endLine));
}

function toSite({ id, lifetime, misuse }: Entry<KnownLifetime>): PanelSite {
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
