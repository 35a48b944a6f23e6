/** Moves a release in a catch or finally in front of the code that may fail before it gets there. */
import { ts } from '../syntax/ts.js';
import { mentions } from './await-work.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import type { Removal } from './releases.js';

/** The releases that stand behind other statements of a catch or a finally. */
function findLate(removals: readonly Removal[]): readonly (ts.Statement & { readonly parent: ts.Block })[] {
  return removals.flatMap((removal) => {
    const statement = removal.kind === 'statement' ? removal.statement : undefined;
    const block = statement?.parent;
    if (!statement || !block || !ts.isBlock(block) || block.statements[0] === statement) return [];
    const outer = block.parent;
    const isCleanup = ts.isCatchClause(outer) || (ts.isTryStatement(outer) && outer.finallyBlock === block);
    return isCleanup ? [statement as ts.Statement & { readonly parent: ts.Block }] : [];
  });
}

export function releaseFirst(holding: Holding, removals: readonly Removal[]): CandidateFix | undefined {
  const late = findLate(removals);
  if (late.length === 0) return undefined;
  const edits = new EditList(holding.source);
  for (const statement of late) {
    const { statements } = statement.parent;
    const before = statements.slice(0, statements.indexOf(statement));
    if (before.some((each) => mentions(each, holding.name))) return undefined;
    const line = edits.lines.lineOf(before[0]?.getStart() ?? 0);
    if (line === edits.lines.lineOf(statement.parent.getStart())) return undefined;
    edits.removeStatement(statement);
    edits.insertLines(line, edits.lines.indentOf(line) + statement.getText());
  }
  return { title: 'Release before this code', edits: edits.toTextEdits() };
}

/** The code before the release goes into a try of its own, whose finally releases. */
export function nestCleanup(holding: Holding, removals: readonly Removal[]): CandidateFix | undefined {
  const late = findLate(removals);
  if (late.length === 0) return undefined;
  const edits = new EditList(holding.source);
  const { lines } = edits;
  for (const statement of late) {
    const { statements } = statement.parent;
    const from = lines.lineOf(statement.parent.getStart()) + 1;
    const line = lines.lineOf(statement.getStart());
    const first = lines.lineOf(statements[0]?.getStart() ?? 0);
    if (from > first || line === first) return undefined;
    const indent = lines.indentOf(line);
    edits.insertLines(from, `${indent}try {`);
    edits.indent(from, lines.lineOf(statement.end));
    edits.insertLines(line, `${indent}} finally {`);
    edits.appendLines(lines.lineOf(statement.end), `${indent}}`);
  }
  return { title: 'Release in a finally block of its own', edits: edits.toTextEdits() };
}
