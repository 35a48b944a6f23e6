/** The rows of the picture: the steps of all paths, the releases and the released exits, merged and in source order. */
import type { StepKind } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';
import type { FilePath, Location } from '../model/location.js';

/** `released`: an exit on which the resource was given back. */
export type RowKind = StepKind | 'released';

export interface Row {
  /** The same row of an edited file has the same key: it holds no line, only kind, text and a running number. */
  readonly key: string;
  readonly kind: RowKind;
  readonly location: Location;
  readonly text: string;
  /** Per path index the one-based numbers of its steps that stand here; more than one in a loop. */
  readonly steps: ReadonlyMap<number, readonly number[]>;
  /** Indexes of the paths that end here. */
  readonly exitOf: readonly number[];
}

export interface MergedRows {
  readonly rows: readonly Row[];
  /** Per path the row index of each of its steps, in the order of execution. */
  readonly walks: readonly (readonly number[])[];
  /** Indexes of the rows of releases and released exits, in source order. */
  readonly released: readonly number[];
}

interface Draft {
  readonly kind: RowKind;
  readonly location: Location;
  readonly text: string;
  readonly steps: Map<number, number[]>;
  readonly exitOf: number[];
  releases: boolean;
}

/** On one line the acquire comes first and the ways out last, whatever their columns: `return` starts before its operand. */
const ORDER_ON_LINE: Readonly<Record<RowKind, number>> = {
  acquire: 0,
  branch: 1,
  callback: 1,
  call: 1,
  release: 1,
  throw: 1,
  exit: 2,
  released: 3,
};

export function mergeRows(lifetime: Lifetime): MergedRows {
  const drafts = new Map<string, Draft>();
  const walks = lifetime.paths.map((path, index) =>
    path.steps.map((step, at) => {
      const draft = draftFor(drafts, step.kind, step.location, step.text);
      const numbers = draft.steps.get(index);
      if (numbers) numbers.push(at + 1);
      else draft.steps.set(index, [at + 1]);
      if (at === path.steps.length - 1) draft.exitOf.push(index);
      return draft;
    }),
  );
  addReleased(drafts, lifetime);
  if (lifetime.paths.length === 0) {
    draftFor(drafts, 'acquire', lifetime.site.location, lifetime.site.expression);
  }
  const sorted = inOrder([...drafts.values()], walks, lifetime.site.location.file);
  const indexes = new Map(sorted.map((draft, index) => [draft, index]));
  return {
    rows: toRows(sorted),
    walks: walks.map((walk) => walk.map((draft) => indexes.get(draft) ?? 0)),
    released: sorted.flatMap((draft, index) => (draft.releases ? [index] : [])),
  };
}

/** Releases and released exits belong to no unreleased path, but without them the picture would accuse too much. */
function addReleased(drafts: Map<string, Draft>, lifetime: Lifetime): void {
  for (const release of lifetime.releases) {
    draftFor(drafts, 'release', release.location, release.text).releases = true;
  }
  for (const exit of lifetime.exits) {
    if (exit.released) draftFor(drafts, 'released', exit.location, exit.label).releases = true;
  }
}

function draftFor(drafts: Map<string, Draft>, kind: RowKind, location: Location, text: string): Draft {
  const { start, end } = location.range;
  const place = [location.file, start.line, start.character, end.line, end.character];
  // A path's step and the lifetime's list word the same release differently: its place alone identifies it.
  const key = JSON.stringify(kind === 'release' ? [kind, ...place] : [kind, ...place, text]);
  const known = drafts.get(key);
  if (known) return known;
  const draft: Draft = { kind, location, text, steps: new Map(), exitOf: [], releases: false };
  drafts.set(key, draft);
  return draft;
}

/**
 * Source order. What stands in other files has no place in the order of this one: it follows the step from which a
 * path went there, as if the call were unfolded.
 */
function inOrder(
  drafts: readonly Draft[],
  walks: readonly (readonly Draft[])[],
  file: FilePath,
): readonly Draft[] {
  const unfolded = new Map<Draft | undefined, Draft[]>();
  const placed = new Set<Draft>();
  for (const walk of walks) {
    let caller: Draft | undefined;
    for (const draft of walk) {
      if (draft.location.file === file) caller = draft;
      else if (!placed.has(draft)) unfolded.set(caller, [...(unfolded.get(caller) ?? []), draft]);
      placed.add(draft);
    }
  }
  const own = drafts.filter((draft) => draft.location.file === file).sort(compareDrafts);
  const lost = drafts.filter((draft) => draft.location.file !== file && !placed.has(draft));
  const below = (draft: Draft | undefined): readonly Draft[] =>
    (unfolded.get(draft) ?? []).sort(compareDrafts);
  return [
    ...below(undefined),
    ...own.flatMap((draft) => [draft, ...below(draft)]),
    ...lost.sort(compareDrafts),
  ];
}

function compareDrafts(a: Draft, b: Draft): number {
  const [from, to] = [a.location, b.location];
  if (from.file !== to.file) return from.file < to.file ? -1 : 1;
  return (
    from.range.start.line - to.range.start.line ||
    ORDER_ON_LINE[a.kind] - ORDER_ON_LINE[b.kind] ||
    from.range.start.character - to.range.start.character ||
    from.range.end.line - to.range.end.line ||
    from.range.end.character - to.range.end.character
  );
}

function toRows(drafts: readonly Draft[]): readonly Row[] {
  const seen = new Map<string, number>();
  return drafts.map((draft) => {
    const name = `${draft.kind}|${draft.text}`;
    const ordinal = seen.get(name) ?? 0;
    seen.set(name, ordinal + 1);
    const { kind, location, text, steps, exitOf } = draft;
    return { key: `${name}|${ordinal}`, kind, location, text, steps, exitOf };
  });
}
