/** One lane per path: which lane each stretch of a path runs in, so that paths share what they have in common. */

/** A step of one or more paths that came here the same way. */
export interface Stop {
  readonly row: number;
  /** Zero for the trunk; the other lanes lie to its right. */
  lane: number;
  /** Path indexes. */
  readonly paths: number[];
  /** In the order of path indexes. */
  readonly next: Stop[];
}

/**
 * Joins the walks of the paths (row indexes, in the order of execution) into a tree and gives every path a lane.
 * Where paths part, the one that reaches furthest down keeps the lane. The others get new lanes, those that leave
 * last next to it: a line that leaves early then passes over lanes that have not begun, so no two lines cross.
 */
export function placeLanes(walks: ReadonlyMap<number, readonly number[]>): readonly Stop[] {
  const roots: Stop[] = [];
  for (const [path, walk] of walks) addWalk(roots, path, walk);
  const ends = new Map<Stop, number>();
  for (const root of roots) measure(root, ends);
  let free = 0;
  for (const root of roots) free = place(root, free, ends);
  return roots;
}

function addWalk(roots: Stop[], path: number, walk: readonly number[]): void {
  let siblings = roots;
  for (const row of walk) {
    let stop = siblings.find((candidate) => candidate.row === row);
    if (!stop) {
      stop = { row, lane: 0, paths: [], next: [] };
      siblings.push(stop);
    }
    stop.paths.push(path);
    siblings = stop.next;
  }
}

/** Remembers for each stop the lowest row that is reached from it. Iterative: a path may have any number of steps. */
function measure(root: Stop, ends: Map<Stop, number>): void {
  const order: Stop[] = [root];
  for (const stop of order) order.push(...stop.next);
  for (const stop of order.reverse()) {
    ends.set(stop, Math.max(stop.row, ...stop.next.map((next) => ends.get(next) ?? next.row)));
  }
}

/** Places a stop and all that follows it from lane `lane` on; returns the first lane that is free behind it. */
function place(start: Stop, lane: number, ends: ReadonlyMap<Stop, number>): number {
  const leaving: Stop[] = [];
  for (let stop: Stop | undefined = start; stop;) {
    stop.lane = lane;
    const heir = findHeir(stop.next, ends);
    leaving.push(...stop.next.filter((next) => next !== heir));
    stop = heir;
  }
  let free = lane + 1;
  for (const stop of leaving.reverse()) free = place(stop, free, ends);
  return free;
}

function findHeir(next: readonly Stop[], ends: ReadonlyMap<Stop, number>): Stop | undefined {
  let heir: Stop | undefined;
  for (const stop of next) {
    if (!heir || (ends.get(stop) ?? 0) > (ends.get(heir) ?? 0)) heir = stop;
  }
  return heir;
}
