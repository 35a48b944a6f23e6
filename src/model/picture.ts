/** What the picture of one acquire site is drawn from: plain data, the same for the panel and for a report. */
import type { RuleId } from './finding.js';
import type { HeldStretch, Lifetime } from './lifetime.js';
import type { FilePath } from './location.js';

/** The source text of one line a step or exit stands on. */
export interface CodeLine {
  readonly file: FilePath;
  /** Zero-based. */
  readonly line: number;
  readonly text: string;
}

export interface PictureSubject {
  /** For people: the file's name without its folders. */
  readonly fileName: string;
  /** The rule its paths break; absent when they break none. */
  readonly rule?: RuleId;
  /** The message of the finding, for rules other than `unreleased`. */
  readonly message?: string;
  /** Its paths are those of the finding: unreleased ones, or the ways to a misuse. */
  readonly lifetime: Lifetime;
  /** As many lines as could be read; the picture does without the others. */
  readonly code: readonly CodeLine[];
  /** Where other resources of the same file are held: one list per resource. */
  readonly others: readonly (readonly HeldStretch[])[];
}
