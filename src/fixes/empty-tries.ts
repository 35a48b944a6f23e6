/** Finds the try statements of which only a shell is left when the release in their finally is gone. */
import { isFunctionNode } from '../syntax/functions.js';
import { mentionsAny } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import { findDeclaredNames } from './declared-names.js';
import type { EditList } from './edit-list.js';
import type { Removal } from './releases.js';

/** Takes the shells away; returns the lines that thereby come one step out. */
export function removeShells(
  edits: EditList,
  nodes: readonly ts.Node[],
  removals: readonly Removal[],
): ReadonlySet<number> {
  const { lines } = edits;
  const freed = new Set<number>();
  for (const shell of findShells(nodes, removals)) {
    const [open, end] = [lines.lineOf(shell.getStart()), lines.lineOf(shell.end)];
    const close = lines.lineOf(shell.tryBlock.end);
    const isPlain =
      lines.textOf(open).trim() === 'try {' &&
      lines.textOf(close).trim() === '} finally {' &&
      lines.textOf(end).trim() === '}';
    const names = findDeclaredNames(shell.tryBlock.statements);
    const isAlone = !nodes.some((node) => node !== shell && mentionsAny(node, names));
    if (!isPlain || !isAlone) continue;
    edits.removeLines(open, open);
    edits.removeLines(close, end);
    for (let line = open + 1; line < close; line++) freed.add(line);
  }
  return freed;
}

/** Only those that stand in the list itself: what they declare stays where it was visible. */
function findShells(nodes: readonly ts.Node[], removals: readonly Removal[]): readonly ts.TryStatement[] {
  const removed = new Set<ts.Node>(
    removals.flatMap((removal) => (removal.kind === 'statement' ? [removal.statement] : [])),
  );
  return nodes.filter(
    (node): node is ts.TryStatement =>
      !isFunctionNode(node) &&
      ts.isTryStatement(node) &&
      !node.catchClause &&
      node.finallyBlock?.statements.every((statement) => removed.has(statement)) === true,
  );
}
