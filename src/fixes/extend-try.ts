/** Gives a try statement that follows the acquire a finally, and moves the releases there. */
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { findReleaseStatement } from './release-text.js';
import type { Removal } from './releases.js';
import { titleFor, type WrapOptions } from './wrap-in-finally.js';
import { awaitWork } from './await-work.js';

/** Undefined unless the try is all that follows, so that its end is the end of the lifetime. */
export function extendTry(
  holding: Holding,
  removals: readonly Removal[],
  options: WrapOptions = {},
): CandidateFix | undefined {
  const { region, source } = holding;
  const release = findReleaseStatement(holding, options.optional);
  if (region.kind === 'expression' || release === undefined) return undefined;
  const [target, ...after] = region.list;
  if (!target || !ts.isTryStatement(target) || target.finallyBlock || !target.catchClause) return undefined;
  const removed = removals.map((removal) => removal.kind === 'statement' && removal.statement);
  if (after.some((statement) => !removed.includes(statement))) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const closing = lines.lineOf(target.end);
  if (lines.textOf(closing).trim() !== '}') return undefined;
  edits.remove(removals);
  if (options.awaits && !awaitWork(holding, region.list, edits)) return undefined;
  const { lineEnd: eol } = lines;
  const indent = lines.indentOf(lines.lineOf(target.getStart()));
  const start = findUselessCatch(target.catchClause, removals) ? target.tryBlock.end : target.end;
  const text = ` finally {${eol}${indent}${lines.getUnit()}${release}${eol}${indent}}`;
  if (start === target.end) edits.insert(target.end, text);
  else edits.replace(start, target.end, text);
  return { title: titleFor(options), edits: edits.toTextEdits() };
}

/** Whether nothing but `throw error` is left of the clause. */
function findUselessCatch(clause: ts.CatchClause, removals: readonly Removal[]): boolean {
  const left = clause.block.statements.filter(
    (statement) =>
      !removals.some((removal) => removal.kind === 'statement' && removal.statement === statement),
  );
  const [only] = left;
  const name = clause.variableDeclaration?.name.getText();
  return (
    left.length === 1 &&
    left.length < clause.block.statements.length &&
    only !== undefined &&
    ts.isThrowStatement(only) &&
    only.expression.getText() === name
  );
}
