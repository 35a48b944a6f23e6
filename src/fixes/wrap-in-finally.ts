/** Puts the code after the acquire into a try whose finally releases, and removes the releases it takes the place of. */
import type { TextEdit } from '../model/edit.js';
import { ts } from '../syntax/ts.js';
import type { AcquireStatement } from './acquire-statement.js';
import type { CandidateFix } from './fix.js';
import { getReleaseStatement } from './release-text.js';
import { SourceLines } from './source-lines.js';

export const RELEASE_IN_FINALLY = 'Release in a finally block';

/** Undefined when the statements do not stand on lines of their own. */
export function wrapInFinally(
  acquire: AcquireStatement,
  releases: readonly ts.Statement[],
): CandidateFix | undefined {
  const lines = new SourceLines(acquire.source);
  const list = acquire.rest;
  const [first, last] = [list[0], list.at(-1)];
  if (!first || !last) return undefined;
  const from = firstLineOf(lines, acquire, first);
  const to = lines.lineOf(last.getEnd());
  const blockEnd = lines.lineOf(acquire.statement.parent.getEnd());
  if (from === undefined || (to === blockEnd && !ts.isSourceFile(acquire.statement.parent))) return undefined;
  const removal = removeReleases(lines, releases);
  if (!removal) return undefined;
  const indent = lines.indentOf(lines.lineOf(acquire.statement.getStart()));
  const unit = lines.getUnit();
  const eol = lines.lineEnd;
  const kept = lines.indent(from, to, unit).filter((edit) => !removal.lines.has(edit.range.start.line));
  const footer = `${indent}} finally {${eol}${indent}${unit}${getReleaseStatement(acquire)}${eol}${indent}}`;
  const edits: TextEdit[] = [
    lines.insertBefore(from, `${indent}try {${eol}`),
    ...kept,
    ...removal.edits,
    // A release that was the last line leaves its place to the finally.
    removal.lines.has(to)
      ? lines.insertBefore(to + 1, `${footer}${eol}`)
      : lines.insertAfter(to, `${eol}${footer}`),
  ];
  return { title: RELEASE_IN_FINALLY, edits };
}

/** The first line behind the acquire that is not blank: comments go with the code they stand before. */
function firstLineOf(lines: SourceLines, acquire: AcquireStatement, first: ts.Statement): number | undefined {
  const acquireEnd = lines.lineOf(acquire.statement.getEnd());
  const start = lines.lineOf(first.getStart());
  if (start === acquireEnd) return undefined;
  let line = acquireEnd + 1;
  while (line < start && lines.isBlank(line)) line++;
  return line;
}

export function removeReleases(
  lines: SourceLines,
  releases: readonly ts.Statement[],
): { readonly edits: readonly TextEdit[]; readonly lines: ReadonlySet<number> } | undefined {
  const edits: TextEdit[] = [];
  const removed = new Set<number>();
  for (const release of releases) {
    const removal = lines.removeLines(release);
    if (!removal) return undefined;
    edits.push(removal.edit);
    removal.lines.forEach((line) => removed.add(line));
    const first = removal.lines[0] ?? 0;
    const isLastInBlock =
      (ts.isBlock(release.parent) || ts.isSourceFile(release.parent)) &&
      release.parent.statements.at(-1) === release;
    if (isLastInBlock && lines.isBlank(first - 1)) {
      edits.push({
        range: { start: { line: first - 1, character: 0 }, end: { line: first, character: 0 } },
        newText: '',
      });
      removed.add(first - 1);
    }
  }
  return { edits, lines: removed };
}
