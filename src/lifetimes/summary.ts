/** What callers that hold something need to know of a function. */
import type { Rank } from '../model/finding.js';

export interface Summary {
  readonly returns: boolean;
  /** Its result is, holds or can release a resource that it has taken. */
  readonly handsOver: boolean;
  /** What it returns is always a promise. */
  readonly givesPromise: boolean;
  /** The strongest way in which it throws; undefined when it never does. */
  readonly throws: Rank | undefined;
  /** The strongest way in which the promise it gives rejects. */
  readonly rejects: Rank | undefined;
}
