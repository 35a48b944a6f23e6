/** Text edits and proved fixes. */
import type { FilePath, Range } from './location.js';

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** A fix that re-analysis has proved: the finding is gone, nothing new appeared, a second run changes nothing. */
export interface ProvedFix {
  readonly kind: 'fix';
  readonly findingId: string;
  /** Imperative, for the menu: `Release in a finally block`. */
  readonly title: string;
  readonly file: FilePath;
  /** Sorted, not overlapping, relative to the analysed text. */
  readonly edits: readonly TextEdit[];
  readonly preferred: boolean;
}

/** No fix could be proved; says why, for people. */
export interface RefusedFix {
  readonly kind: 'refusal';
  readonly findingId: string;
  readonly reason: string;
}

export type FixOffer = ProvedFix | RefusedFix;
