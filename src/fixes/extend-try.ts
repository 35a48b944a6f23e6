/** Gives a try statement that follows the acquire a finally, starts it right behind the acquire, and moves the releases there. */
import type { TextEdit } from '../model/edit.js';
import { ts } from '../syntax/ts.js';
import type { AcquireStatement } from './acquire-statement.js';
import type { CandidateFix } from './fix.js';
import { getReleaseStatement } from './release-text.js';
import { SourceLines } from './source-lines.js';
import { RELEASE_IN_FINALLY, removeReleases } from './wrap-in-finally.js';

/** Undefined unless the try is all that follows, so that its end is the end of the lifetime. */
export function extendTry(
  acquire: AcquireStatement,
  releases: readonly ts.Statement[],
): CandidateFix | undefined {
  const [target, ...after] = acquire.rest;
  if (!target || !ts.isTryStatement(target) || target.finallyBlock || !target.catchClause) return undefined;
  if (after.some((statement) => !releases.includes(statement))) return undefined;
  const lines = new SourceLines(acquire.source);
  const removal = removeReleases(lines, releases);
  const closing = lines.lineOf(target.getEnd());
  if (!removal || lines.textOf(closing).trim() !== '}') return undefined;
  const indent = lines.indentOf(lines.lineOf(target.getStart()));
  const eol = lines.lineEnd;
  const text = ` finally {${eol}${indent}${lines.getUnit()}${getReleaseStatement(acquire)}${eol}${indent}}`;
  const edits: TextEdit[] = [lines.insertAfter(closing, text), ...removal.edits];
  return { title: RELEASE_IN_FINALLY, edits };
}
