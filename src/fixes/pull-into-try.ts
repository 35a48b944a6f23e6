/** Moves the start of a try that already releases in its finally up over the code that stands before it. */
import { mentionsAny } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import { findDeclaredNames } from './declared-names.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { findReleaseCalls } from './releases.js';

export function pullIntoTry(holding: Holding): CandidateFix | undefined {
  const { region, source } = holding;
  if (region.kind === 'expression') return undefined;
  const at = region.list.findIndex((statement) => ts.isTryStatement(statement));
  const target = region.list[at];
  if (!target || at === 0 || !ts.isTryStatement(target) || !target.finallyBlock) return undefined;
  if (findReleaseCalls(holding, [target.finallyBlock]).length === 0) return undefined;
  const gap = region.list.slice(0, at);
  const outside = [target.catchClause, target.finallyBlock, ...region.list.slice(at + 1)];
  const names = findDeclaredNames(gap);
  if (outside.some((node) => node && mentionsAny(node, names))) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const behindLine = lines.lineOf(region.behind);
  const tryLine = lines.lineOf(target.getStart());
  let from = behindLine + 1;
  while (from < tryLine && lines.isBlank(from)) from++;
  const openLine = lines.lineOf(target.tryBlock.getStart());
  const hasRoom =
    lines.lineOf(gap[0]?.getStart() ?? 0) > behindLine &&
    openLine === tryLine &&
    lines.textOf(tryLine).trim() === 'try {';
  if (!hasRoom) return undefined;
  edits.insertLines(from, `${lines.indentOf(tryLine)}try {`);
  edits.indent(from, tryLine - 1);
  edits.removeLines(tryLine, tryLine);
  return { title: 'Start the try block before this code', edits: edits.toTextEdits() };
}
