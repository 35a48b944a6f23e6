/** Where a walk along the unreleased paths stands; knows nothing of VS Code. */
import type { PathStep, UnreleasedPath } from '../model/finding.js';

export interface PathWalk {
  /** For people: the lifetime the paths are of. */
  readonly title: string;
  readonly paths: readonly UnreleasedPath[];
  readonly path: number;
  readonly step: number;
}

/** A walk at its first step; undefined when there is no path to walk. */
export function findWalk(
  title: string,
  paths: readonly UnreleasedPath[],
  path = 0,
  step = 0,
): PathWalk | undefined {
  return paths[path]?.steps[step] ? { title, paths, path, step } : undefined;
}

/** Goes around at both ends of the path. */
export function moveStep(walk: PathWalk, by: 1 | -1): PathWalk {
  const count = stepsOf(walk).length;
  return { ...walk, step: (walk.step + by + count) % count };
}

/** The first step of the next or previous path, around at both ends. */
export function movePath(walk: PathWalk, by: 1 | -1): PathWalk {
  const count = walk.paths.length;
  return { ...walk, path: (walk.path + by + count) % count, step: 0 };
}

export function stepsOf(walk: PathWalk): readonly PathStep[] {
  return walk.paths[walk.path]?.steps ?? [];
}

export function currentStep(walk: PathWalk): PathStep | undefined {
  return stepsOf(walk)[walk.step];
}

/** `2/5`. */
export function numberOfStep(walk: PathWalk): string {
  return `${walk.step + 1}/${stepsOf(walk).length}`;
}

/** `Path 1 of 3, step 2 of 5: client.query() rejects`. */
export function describeStep(walk: PathWalk): string {
  const steps = stepsOf(walk);
  const path = walk.paths.length === 1 ? 'Step' : `Path ${walk.path + 1} of ${walk.paths.length}, step`;
  return `${path} ${walk.step + 1} of ${steps.length}: ${steps[walk.step]?.text ?? ''}`;
}
