/** Releases before the variable is set to something else. */
import { isFunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { findReleaseStatement } from './release-text.js';

export function releaseBeforeOverwrite(holding: Holding): CandidateFix | undefined {
  const release = findReleaseStatement(holding);
  if (holding.region.kind === 'expression' || release === undefined) return undefined;
  const edits = new EditList(holding.source);
  const { lines } = edits;
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node)) return;
    if (ts.isExpressionStatement(node) && isOverwrite(node.expression, holding.name)) {
      const line = lines.lineOf(node.getStart());
      if (lines.textOf(line).trimStart().startsWith(holding.name) && ts.isBlock(node.parent)) {
        edits.insertLines(line, lines.indentOf(line) + release);
        count++;
      }
    }
    ts.forEachChild(node, visit);
  };
  holding.region.list.forEach(visit);
  return count > 0
    ? { title: 'Release it before the variable is set again', edits: edits.toTextEdits() }
    : undefined;
}

function isOverwrite(node: ts.Expression, name: string): boolean {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isIdentifier(node.left) &&
    node.left.text === name
  );
}
