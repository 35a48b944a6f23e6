/** Which code has changed since some commit, and whether a finding rests on it. */
import type { FilePath } from './location.js';

/** Zero-based lines of the text as it is now, both included. */
export interface CodeSpan {
  readonly file: FilePath;
  readonly startLine: number;
  readonly endLine: number;
}

/** The code that decides about one acquire site. */
export interface CodeBasis {
  /** The functions that were run or asked, wherever they stand: the one it is acquired in, and what that calls. */
  readonly spans: readonly CodeSpan[];
  /** Members that any file of the program may release: a changed line that names one may matter. */
  readonly names: readonly string[];
}

/** Lines from `start` to before `end`, zero-based; when they are equal, lines before `start` were removed. */
export interface ChangedLines {
  readonly start: number;
  readonly end: number;
}

export interface ChangedFile {
  readonly file: FilePath;
  readonly lines: readonly ChangedLines[];
  /** What the changed lines say, and what the removed ones said. */
  readonly text: string;
}

export interface Changes {
  /** What the code is compared with, for people. */
  readonly since: string;
  readonly files: readonly ChangedFile[];
}

export function isTouched({ names, spans }: CodeBasis, changes: Changes): boolean {
  const byFile = new Map(changes.files.map((changed) => [changed.file, changed]));
  const isHit = spans.some(
    (span) => byFile.get(span.file)?.lines.some((lines) => meets(span, lines)) === true,
  );
  return isHit || names.some((name) => changes.files.some(({ text }) => hasWord(text, name)));
}

/** What was removed before the first line or behind the last one was not in the span. */
function meets({ startLine, endLine }: CodeSpan, { start, end }: ChangedLines): boolean {
  return start === end ? startLine < start && start <= endLine : start <= endLine && startLine < end;
}

function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isPart = /[\w$]/.test(text.charAt(at - 1)) || /[\w$]/.test(text.charAt(at + name.length));
    if (!isPart) return true;
  }
  return false;
}
