/** The lifetime of one resource as a picture: where it is taken, held, released and lost. */
import type { AcquireSite, ExitKind, UnreleasedPath } from './finding.js';
import type { Location, Range } from './location.js';

/** A stretch of whole lines on which the resource is held: on every path that gets there, or only on some. */
export interface HeldStretch {
  /** Zero-based, both included. */
  readonly startLine: number;
  readonly endLine: number;
  readonly certainty: 'every-path' | 'some-paths';
}

export interface LifetimeRelease {
  readonly location: Location;
  /** Source text of the releasing call, or `end of scope`. */
  readonly text: string;
  /** True for a release no call is written for: `using`, the end of a callback. */
  readonly implicit: boolean;
}

/** What a call, a store or a return means for who has to release it. */
export interface OwnershipDecision {
  readonly location: Location;
  /** `load() only borrows it`. */
  readonly text: string;
  /** The tag of a comment that says so; absent where it was inferred. */
  readonly statedAt?: Location;
}

/** One way out of the lifetime; a throw exit lists all neighbouring calls that leave the same way. */
export interface LifetimeExit {
  readonly kind: ExitKind;
  readonly location: Location;
  readonly released: boolean;
  /** What a person would call it: `return`, `throws: client.query()`. */
  readonly label: string;
  /** Index into {@link Lifetime.paths}; absent when released. */
  readonly path?: number;
}

export interface Lifetime {
  readonly site: AcquireSite;
  readonly held: readonly HeldStretch[];
  readonly releases: readonly LifetimeRelease[];
  /** In source order. */
  readonly exits: readonly LifetimeExit[];
  readonly paths: readonly UnreleasedPath[];
  /** The whole function the lifetime is in: a cursor anywhere between acquire and last exit is "in" the lifetime. */
  readonly extent: Range;
  /** Ranges of the tokens that name the resource; a cursor on one of them selects this lifetime. */
  readonly mentions: readonly Range[];
  /** Those of the analysed function first, in source order; absent when there was nothing to decide. */
  readonly decisions?: readonly OwnershipDecision[];
  /** The finding about this site, if there is one. */
  readonly findingId?: string;
}
