/** From a lifetime to a picture without pixels: rows, and per row the lines, marks and the held bar to draw in it. */
import type { HeldStretch, Lifetime } from '../model/lifetime.js';
import { placeLanes, type Stop } from './lanes.js';
import { mergeRows, NO_FOLDS, type Folds, type Row } from './rows.js';

/** More lanes than this beside each other can no longer be followed; the others are drawn when one of them is chosen. */
export const MAX_LANES = 12;

export type Height = 'top' | 'centre' | 'bottom';

export interface LinePoint {
  readonly lane: number;
  readonly height: Height;
}

/** A piece of a path's line inside one row. */
export interface Line {
  readonly from: LinePoint;
  readonly to: LinePoint;
  /** Goes back to an earlier line: a loop, or a function that stands above its caller. */
  readonly upwards: boolean;
  /** The paths that use it; none for the line of the released exits. */
  readonly paths: readonly number[];
}

export interface Mark {
  readonly lane: number;
  /** None on the line of the released exits. */
  readonly paths: readonly number[];
}

export type Certainty = HeldStretch['certainty'];

export interface LaidRow extends Row {
  /** The line of the picture's own file it stands for, zero-based: that of the call for what is unfolded from it. */
  readonly ownLine: number;
  readonly lines: readonly Line[];
  readonly marks: readonly Mark[];
  /** Whether the held bar fills the upper and lower half of the row. */
  readonly heldAbove: Certainty | undefined;
  readonly heldBelow: Certainty | undefined;
}

export interface Layout {
  readonly rows: readonly LaidRow[];
  /** How many lanes wide the picture is. */
  readonly lanes: number;
  /** Indexes of the paths that are drawn: first, and one behind the last. */
  readonly shown: { readonly first: number; readonly end: number };
}

interface Drawing {
  readonly lines: Line[];
  readonly marks: Mark[];
}

/** `selected` is the index of the chosen path; it decides which paths are drawn when there are too many for one picture. */
export function layOut(lifetime: Lifetime, selected: number, folds: Folds = NO_FOLDS): Layout {
  const { rows, walks, released } = mergeRows(lifetime, folds);
  const shown = pageOf(selected, walks.length);
  const drawings: Drawing[] = rows.map(() => ({ lines: [], marks: [] }));
  // The released line comes first: an own lane at the left, which no path ever has to cross.
  const firstLane = released.length > 0 && walks.length > 0 ? 1 : 0;
  const drawn = new Map(walks.map((walk, index) => [index, walk] as const).slice(shown.first, shown.end));
  let lanes = Math.max(1, firstLane);
  const roots = placeLanes(drawn);
  for (const stop of everyStop(roots)) {
    stop.lane += firstLane;
    lanes = Math.max(lanes, stop.lane + 1);
  }
  const start = roots[0] ?? { row: rows.findIndex((row) => row.kind === 'acquire'), lane: 0 };
  // Without a path nothing else marks where the resource was acquired.
  if (roots.length === 0) drawings[start.row]?.marks.push({ lane: 0, paths: [] });
  drawReleased(drawings, start, released);
  drawPaths(drawings, roots);
  const held = heldBar(rows, lifetime);
  return {
    rows: rows.map((row, index) => ({ ...row, ...drawingAt(drawings, index), ...held(index) })),
    lanes,
    shown,
  };
}

function pageOf(selected: number, count: number): Layout['shown'] {
  const first = Math.floor(selected / MAX_LANES) * MAX_LANES;
  return { first, end: Math.min(first + MAX_LANES, count) };
}

function* everyStop(roots: readonly Stop[]): Generator<Stop> {
  const open = [...roots];
  for (let stop = open.pop(); stop; stop = open.pop()) {
    yield stop;
    open.push(...stop.next);
  }
}

function drawPaths(drawings: readonly Drawing[], roots: readonly Stop[]): void {
  for (const stop of everyStop(roots)) {
    drawingAt(drawings, stop.row).marks.push({ lane: stop.lane, paths: stop.paths });
    for (const next of stop.next) drawLine(drawings, stop, next, next.paths);
  }
}

/** One line from the acquire through every release to every released exit: it says that there are such ways, not which. */
function drawReleased(drawings: readonly Drawing[], start: Place, released: readonly number[]): void {
  let from = start;
  for (const row of released) {
    if (row > start.row) {
      drawLine(drawings, from, { row, lane: 0 }, []);
      from = { row, lane: 0 };
    }
    drawingAt(drawings, row).marks.push({ lane: 0, paths: [] });
  }
}

interface Place {
  readonly row: number;
  readonly lane: number;
}

function drawLine(drawings: readonly Drawing[], from: Place, to: Place, paths: readonly number[]): void {
  if (from.row === to.row) return;
  const upwards = to.row < from.row;
  const [out, back]: readonly [Height, Height] = upwards ? ['top', 'bottom'] : ['bottom', 'top'];
  const add = (row: number, start: LinePoint, end: LinePoint): void => {
    drawingAt(drawings, row).lines.push({ from: start, to: end, upwards, paths });
  };
  const { lane } = to;
  add(from.row, { lane: from.lane, height: 'centre' }, { lane, height: out });
  for (let row = Math.min(from.row, to.row) + 1; row < Math.max(from.row, to.row); row++) {
    add(row, { lane, height: back }, { lane, height: out });
  }
  add(to.row, { lane, height: back }, { lane, height: 'centre' });
}

function drawingAt(drawings: readonly Drawing[], row: number): Drawing {
  return drawings[row] ?? { lines: [], marks: [] };
}

/**
 * The bar runs through from one row to the next only if the resource is held on every line between them. A row of
 * another file, or inside an unfolded call, stands for the line of the row it was unfolded from.
 */
function heldBar(rows: readonly Row[], lifetime: Lifetime) {
  const stretchAt = (line: number): HeldStretch | undefined =>
    lifetime.held.find((stretch) => stretch.startLine <= line && line <= stretch.endLine);
  let line = -1;
  const places = rows.map(({ location, depth }) => {
    if (depth === 0 && location.file === lifetime.site.location.file) line = location.range.start.line;
    return { line, certainty: stretchAt(line)?.certainty };
  });
  const isJoined = (upper: number): boolean => {
    const [from, to] = [places[upper], places[upper + 1]];
    if (!from?.certainty || !to?.certainty) return false;
    for (let at = from.line; at < to.line;) {
      const stretch = stretchAt(at);
      if (!stretch) return false;
      at = stretch.endLine + 1;
    }
    return true;
  };
  return (index: number): Pick<LaidRow, 'heldAbove' | 'heldBelow' | 'ownLine'> => {
    const certainty = places[index]?.certainty;
    return {
      ownLine: Math.max(places[index]?.line ?? 0, 0),
      heldAbove: isJoined(index - 1) ? certainty : undefined,
      heldBelow: isJoined(index) ? certainty : undefined,
    };
  };
}
