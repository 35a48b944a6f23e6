/** Puts the code in which a resource is held into a try whose finally releases, and removes the releases it takes the place of. */
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import { removeShells } from './empty-tries.js';
import type { Holding, StatementRegion } from './holding.js';
import { findReleaseStatement } from './release-text.js';
import type { Removal } from './releases.js';
import { awaitWork } from './await-work.js';

export const RELEASE_IN_FINALLY = 'Release in a finally block';
const WAIT_AND_RELEASE = 'Wait for the work, and release in a finally block';

export function titleFor({ awaits }: WrapOptions): string {
  return awaits ? WAIT_AND_RELEASE : RELEASE_IN_FINALLY;
}

export interface WrapOptions {
  /** Waits for the work that nobody waits for. */
  readonly awaits?: boolean;
  /** `client?.release()` */
  readonly optional?: boolean;
  /** The lines of a catch clause, without the braces. */
  readonly onError?: readonly string[];
}

/** Undefined when the statements do not stand on lines of their own. */
export function wrapInFinally(
  holding: Holding,
  removals: readonly Removal[],
  options: WrapOptions = {},
): CandidateFix | undefined {
  const { source, region } = holding;
  const release = findReleaseStatement(holding, options.optional);
  if (region.kind === 'expression' || release === undefined) return undefined;
  const edits = new EditList(source);
  const span = findSpan(edits, region);
  if (!span) return undefined;
  edits.remove(removals);
  const freed = removeShells(edits, region.list, removals);
  if (options.awaits && !awaitWork(holding, region.list, edits)) return undefined;
  const { lines } = edits;
  const { from, to, indent } = span;
  const unit = lines.getUnit();
  edits.insertLines(from, `${indent}try {`);
  edits.indent(from, to, freed);
  const onError = options.onError
    ? [`${indent}} catch (error) {`, ...options.onError.map((line) => indent + unit + line)]
    : [];
  const footer = [...onError, `${indent}} finally {`, indent + unit + release, `${indent}}`];
  // A release that was the last line leaves its place to the finally.
  if (edits.isRemoved(to)) edits.insertLines(to + 1, ...footer);
  else edits.appendLines(to, ...footer);
  return { title: titleFor(options), edits: edits.toTextEdits() };
}

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly indent: string;
}

/** The lines of the statements, with the comments above the first; undefined when they share lines with other code. */
export function findSpan(
  { lines }: EditList,
  { list, parent, behind }: Pick<StatementRegion, 'list' | 'parent' | 'behind'>,
): Span | undefined {
  const [first, last] = [list[0], list.at(-1)];
  if (!first || !last) return undefined;
  const start = lines.lineOf(first.getStart());
  const behindLine = lines.lineOf(behind);
  const to = lines.lineOf(last.end);
  if (start === behindLine || (to === lines.lineOf(parent.end) && !ts.isSourceFile(parent))) return undefined;
  let from = behindLine + 1;
  while (from < start && lines.isBlank(from)) from++;
  return { from, to, indent: lines.indentOf(start) };
}
