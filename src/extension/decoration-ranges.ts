/** From the picture of lifetimes to the ranges that are decorated; knows nothing of VS Code. */
import type { Lifetime } from '../model/lifetime.js';
import type { Location, Range } from '../model/location.js';
import type { LifetimePicture } from '../protocol/lifetime-picture.js';

/** Zero-based lines, both included. */
export interface LineStretch {
  readonly startLine: number;
  readonly endLine: number;
}

export interface LostExit {
  readonly range: Range;
  /** `✗ 1`, or `✗ 1 ✗ 3` when several paths leave here. */
  readonly badge: string;
  /** For people: one line per exit. */
  readonly hover: string;
}

export interface DrawnLifetimes {
  readonly acquires: readonly Range[];
  readonly releases: readonly Range[];
  readonly heldOnEveryPath: readonly LineStretch[];
  readonly heldOnSomePaths: readonly LineStretch[];
  readonly lostExits: readonly LostExit[];
}

export const NOTHING_DRAWN: DrawnLifetimes = {
  acquires: [],
  releases: [],
  heldOnEveryPath: [],
  heldOnSomePaths: [],
  lostExits: [],
};

/** All of it stands in the file of the pictures; parts of a lifetime in other files are left to the panel. */
export function toDrawnLifetimes(pictures: readonly LifetimePicture[]): DrawnLifetimes {
  const lifetimes = pictures.map(({ lifetime }) => lifetime);
  return {
    acquires: lifetimes.map(({ site }) => site.location.range),
    releases: lifetimes.flatMap((lifetime) =>
      lifetime.releases.flatMap(({ location }) => (isHere(location, lifetime) ? [location.range] : [])),
    ),
    heldOnEveryPath: stretches(lifetimes, 'every-path'),
    heldOnSomePaths: stretches(lifetimes, 'some-paths'),
    lostExits: pictures.flatMap(lostExits),
  };
}

function stretches(lifetimes: readonly Lifetime[], certainty: 'every-path' | 'some-paths'): LineStretch[] {
  return lifetimes.flatMap(({ held }) =>
    held
      .filter((stretch) => stretch.certainty === certainty)
      .map(({ startLine, endLine }) => ({ startLine, endLine })),
  );
}

/** Exits on one line share the badge at its end: inside the line it would tear the code apart. */
function lostExits({ title, lifetime }: LifetimePicture): LostExit[] {
  const byEnd = new Map<number, LostExit>();
  for (const exit of lifetime.exits) {
    if (exit.released || !isHere(exit.location, lifetime)) continue;
    const { range } = exit.location;
    const key = range.end.line;
    const mark = exit.path === undefined ? '✗' : `✗ ${exit.path + 1}`;
    const hover = `${mark} ${title} is still held: ${exit.label}`;
    const before = byEnd.get(key);
    const badge = before ? joinMarks(before.badge, mark) : mark;
    byEnd.set(key, { range, badge, hover: before ? `${before.hover}\n${hover}` : hover });
  }
  return [...byEnd.values()];
}

function joinMarks(badge: string, mark: string): string {
  return ` ${badge} `.includes(` ${mark} `) ? badge : `${badge} ${mark}`;
}

function isHere(location: Location, { site }: Lifetime): boolean {
  return location.file === site.location.file;
}
