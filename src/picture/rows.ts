/** The rows of the picture: the steps of all paths, the releases and the released exits, merged and in source order. */
import type { PathStep, StepKind } from '../model/finding.js';
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
  /** Per path index the numbers of its steps that stand here: `3`, or `3.1` inside an unfolded call; several in a loop. */
  readonly steps: ReadonlyMap<number, readonly string[]>;
  /** Indexes of the paths that end here. */
  readonly exitOf: readonly number[];
  /** How many unfolded calls it stands in. */
  readonly depth: number;
  /** Steps that are, or would be, unfolded below it; 0 when there is nothing to unfold. */
  readonly inner: number;
  readonly isUnfolded: boolean;
}

export interface Folds {
  /** Keys of the rows whose inner steps are shown. */
  readonly unfolded: ReadonlySet<string>;
  /** Leaves out what stands on no unreleased path. */
  readonly hidesReleased: boolean;
}

export const NO_FOLDS: Folds = { unfolded: new Set(), hidesReleased: false };

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
  readonly steps: Map<number, string[]>;
  readonly exitOf: number[];
  /** The steps that run inside, with the path they are of and the number of the call. */
  readonly inner: { readonly path: number; readonly number: string; readonly steps: readonly PathStep[] }[];
  readonly depth: number;
  releases: boolean;
  key: string;
  below: readonly Draft[];
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

export function mergeRows(lifetime: Lifetime, folds: Folds = NO_FOLDS): MergedRows {
  const merge = new Merge(folds);
  const walks = lifetime.paths.map((path, index) => {
    const walk = merge.addSteps(path.steps, { path: index, prefix: '' });
    walk.at(-1)?.exitOf.push(index);
    return walk;
  });
  if (!folds.hidesReleased || lifetime.paths.length === 0) addReleased(merge, lifetime);
  if (lifetime.paths.length === 0)
    merge.draftFor('acquire', lifetime.site.location, lifetime.site.expression);
  const own = inOrder(merge.drafts, walks, lifetime.site.location.file);
  nameRows(own, '');
  const all = own.flatMap((draft) => unfold(draft, folds));
  const indexes = new Map(all.map((draft, index) => [draft, index]));
  const indexOf = (draft: Draft): number => indexes.get(draft) ?? 0;
  return {
    rows: all.map((draft) => toRow(draft)),
    walks: walks.map((walk, path) => walk.flatMap((draft) => walkInto(draft, path).map(indexOf))),
    released: all.flatMap((draft, index) => (draft.releases ? [index] : [])),
  };
}

/** Drafts of one level: the steps of the paths, or those inside one call. */
class Merge {
  private readonly known = new Map<string, Draft>();

  constructor(
    readonly folds: Folds,
    private readonly depth = 0,
  ) {}

  get drafts(): readonly Draft[] {
    return [...this.known.values()];
  }

  addSteps(steps: readonly PathStep[], of: { path: number; prefix: string }): readonly Draft[] {
    return steps.map((step, at) => {
      const draft = this.draftFor(step.kind, step.location, step.text);
      const number = `${of.prefix}${at + 1}`;
      const numbers = draft.steps.get(of.path);
      if (numbers) numbers.push(number);
      else draft.steps.set(of.path, [number]);
      if (step.inner && step.inner.length > 0) draft.inner.push({ path: of.path, number, steps: step.inner });
      return draft;
    });
  }

  draftFor(kind: RowKind, location: Location, text: string): Draft {
    const { start, end } = location.range;
    const place = [location.file, start.line, start.character, end.line, end.character];
    // A path's step and the lifetime's list word the same release differently: its place alone identifies it.
    const key = JSON.stringify(kind === 'release' ? [kind, ...place] : [kind, ...place, text]);
    const known = this.known.get(key);
    if (known) return known;
    const draft: Draft = {
      ...{ kind, location, text, depth: this.depth, releases: false, key: '', below: [] },
      ...{ steps: new Map(), exitOf: [], inner: [] },
    };
    this.known.set(key, draft);
    return draft;
  }
}

/** Releases and released exits belong to no unreleased path, but without them the picture would accuse too much. */
function addReleased(merge: Merge, lifetime: Lifetime): void {
  for (const release of lifetime.releases) {
    merge.draftFor('release', release.location, release.text).releases = true;
  }
  for (const exit of lifetime.exits) {
    if (exit.released) merge.draftFor('released', exit.location, exit.label).releases = true;
  }
}

/** The row and, when it is unfolded, what happens in the call, in source order there. */
function unfold(draft: Draft, folds: Folds): readonly Draft[] {
  if (draft.inner.length === 0 || !folds.unfolded.has(draft.key)) return [draft];
  const merge = new Merge(folds, draft.depth + 1);
  for (const { path, number, steps } of draft.inner) merge.addSteps(steps, { path, prefix: `${number}.` });
  const inside = [...merge.drafts].sort(compareDrafts);
  nameRows(inside, `${draft.key}>`);
  draft.below = inside.flatMap((one) => unfold(one, folds));
  return [draft, ...draft.below];
}

/** The rows a path passes at a step: its own, and those inside in the order of their numbers. */
function walkInto(draft: Draft, path: number): readonly Draft[] {
  const inside = draft.below.flatMap((one) => (one.steps.get(path) ?? []).map((number) => ({ one, number })));
  inside.sort((a, b) => compareNumbers(a.number, b.number));
  return [draft, ...inside.map(({ one }) => one)];
}

function compareNumbers(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = x.findIndex((part, index) => part !== y[index]);
  return at === -1 ? x.length - y.length : (x[at] ?? 0) - (y[at] ?? -1);
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
  const elsewhere = new Map<Draft | undefined, Draft[]>();
  const placed = new Set<Draft>();
  for (const walk of walks) {
    let caller: Draft | undefined;
    for (const draft of walk) {
      if (draft.location.file === file) caller = draft;
      else if (!placed.has(draft)) elsewhere.set(caller, [...(elsewhere.get(caller) ?? []), draft]);
      placed.add(draft);
    }
  }
  const own = drafts.filter((draft) => draft.location.file === file).sort(compareDrafts);
  const lost = drafts.filter((draft) => draft.location.file !== file && !placed.has(draft));
  const below = (draft: Draft | undefined): readonly Draft[] =>
    (elsewhere.get(draft) ?? []).sort(compareDrafts);
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

/** Before anything is unfolded, so that unfolding renames no row. */
function nameRows(drafts: readonly Draft[], prefix: string): void {
  const seen = new Map<string, number>();
  for (const draft of drafts) {
    const name = `${draft.kind}|${draft.text}`;
    const ordinal = seen.get(name) ?? 0;
    seen.set(name, ordinal + 1);
    draft.key = `${prefix}${name}|${ordinal}`;
  }
}

function toRow({ key, kind, location, text, steps, exitOf, depth, inner, below }: Draft): Row {
  const count = new Set(inner.flatMap((one) => one.steps.map((step) => JSON.stringify(step)))).size;
  return { key, kind, location, text, steps, exitOf, depth, inner: count, isUnfolded: below.length > 0 };
}
