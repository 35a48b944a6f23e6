/** What the picture of one acquire site is drawn from: plain data, the same for the panel and for a report. */
import type { Lifetime } from './lifetime.js';
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
  readonly lifetime: Lifetime;
  /** As many lines as could be read; the picture does without the others. */
  readonly code: readonly CodeLine[];
}
