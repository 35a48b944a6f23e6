/** What the analysis says: findings, their levels, and the unreleased paths that prove them. */
import type { FilePath, Location, Range } from './location.js';

export const RULE_IDS = [
  'unreleased',
  'double-release',
  'use-after-release',
  'release-while-busy',
  'unfinished-transaction',
  'pool-exhaustion',
] as const;
/** Rule ids are public API: they stand in configurations, ignore comments and baselines. */
export type RuleId = (typeof RULE_IDS)[number];

export const LEVELS = ['error', 'warning', 'note'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * How surely an exception edge is taken: 1 explicit throw, 2 rejected await, 3 a call known to throw,
 * 4 an unknown synchronous call.
 */
export type Rank = 1 | 2 | 3 | 4;

export type StepKind =
  | 'acquire' // the resource is taken here
  | 'branch' // a condition with the value it has on this path
  | 'call' // a call on the way: it borrows, or it hands over
  | 'throw' // the call or statement that throws or rejects
  | 'release' // a release that this path passes (double release, use after release)
  | 'callback' // a callback, listener or timer starts to run
  | 'exit'; // the way out on which the resource is still held

/** One numbered step of a path, in the order of execution. */
export interface PathStep {
  readonly kind: StepKind;
  readonly location: Location;
  /** A sentence fragment for people, without number and without full stop. */
  readonly text: string;
  /** What happens on this path inside the function that a call runs; for views that can unfold the call. */
  readonly inner?: readonly PathStep[];
}

export type ExitKind = 'return' | 'throw' | 'reject' | 'end' | 'overwrite';

/** A feasible way from the acquire site to an exit on which the resource is still held. */
export interface UnreleasedPath {
  readonly exit: ExitKind;
  /** The weakest exception edge on the path; 1 when it leaves by explicit control flow only. */
  readonly rank: Rank;
  readonly level: Level;
  /** First step: the acquire site; last step: the exit. Never empty. */
  readonly steps: readonly PathStep[];
}

/** The expression that takes a resource. */
export interface AcquireSite {
  readonly location: Location;
  /** Source text of the acquire expression from receiver to method name, e.g. `pool.connect`. */
  readonly expression: string;
  /** The variable that first holds the resource; absent when it has no name. */
  readonly variable?: string;
  /** Id of the contract it was recognised by, e.g. `pg.pool.client`. */
  readonly contract: string;
  /** What the contract calls the resource, for people: `pooled client`. */
  readonly resource: string;
  /** Name of the function it stands in; `<module>` at top level. */
  readonly functionName: string;
  /** Where the object was constructed, if that is another place (`new Client()` … `client.connect()`). */
  readonly constructedAt?: Location;
}

export interface ExitCount {
  /** Exits that can be reached while or after the resource is held. */
  readonly total: number;
  /** Those on which it is still held. */
  readonly unreleased: number;
}

export interface RelatedLocation {
  readonly location: Location;
  readonly text: string;
}

/** Why a finding is not counted, although it stands. */
export interface Suppression {
  readonly kind: 'comment' | 'baseline';
  readonly reason: string;
}

/** One diagnostic: one acquire site with all its unreleased paths, or one misuse. */
export interface Finding {
  /** Unique within one analysis and stable under edits elsewhere in the file. */
  readonly id: string;
  readonly rule: RuleId;
  readonly level: Level;
  /** At most 100 characters, names the variable and the call. */
  readonly message: string;
  /** The primary location: the acquire expression, or the offending call of a misuse. */
  readonly location: Location;
  readonly site: AcquireSite;
  /** Sorted strongest first; for a misuse one path that ends in the offending call. */
  readonly paths: readonly UnreleasedPath[];
  readonly exits: ExitCount;
  readonly related: readonly RelatedLocation[];
  readonly suppression?: Suppression;
}

/** Something about a file that the user has to know because it limits what was analysed. */
export interface FileProblem {
  readonly file: FilePath;
  readonly range?: Range;
  readonly kind:
    | 'syntax-error'
    | 'unreadable'
    | 'too-large'
    | 'minified'
    | 'analysis-failed'
    /** A function was too much for the analysis: what is said of it may be incomplete. */
    | 'too-complex'
    /** A tag of a comment that says nothing: what it names is not there. */
    | 'tag'
    | 'config'
    /** Only of a file that an editor opened: an audit does not even look at those. */
    | 'left-out';
  readonly message: string;
}

export function levelOfRank(rank: Rank): Level {
  if (rank === 1) return 'error';
  return rank === 4 ? 'note' : 'warning';
}

export function compareLevels(a: Level, b: Level): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}

/** Strongest first, then the shortest: the path a person should read first. */
export function comparePaths(a: UnreleasedPath, b: UnreleasedPath): number {
  return compareLevels(a.level, b.level) || a.steps.length - b.steps.length;
}
