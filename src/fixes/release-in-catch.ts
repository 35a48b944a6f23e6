/** Releases when the code behind the acquire fails: for a resource that somebody else releases when it does not. */
import { mentionsAny } from '../syntax/mentions.js';
import type { ts } from '../syntax/ts.js';
import { findDeclaredNames } from './declared-names.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { findReleaseStatement, getTerminator } from './release-text.js';
import { findSpan } from './wrap-in-finally.js';

/** Over the first `count` statements only, if nothing they declare is used behind them. */
export function releaseInCatch(
  holding: Holding,
  count: number,
  isOptional = false,
): CandidateFix | undefined {
  const { region, source } = holding;
  const release = findReleaseStatement(holding, isOptional);
  if (region.kind === 'expression' || release === undefined) return undefined;
  const list = region.list.slice(0, count);
  const names = findDeclaredNames(list);
  if (list.length === 0 || region.list.slice(count).some((node) => mentionsAny(node, names)))
    return undefined;
  const edits = new EditList(source);
  const span = findSpan(edits, { ...region, list });
  if (!span) return undefined;
  const { from, to, indent } = span;
  const inner = indent + edits.lines.getUnit();
  edits.insertLines(from, `${indent}try {`);
  edits.indent(from, to);
  edits.appendLines(
    to,
    `${indent}} catch (error) {`,
    inner + release,
    `${inner}throw error${getTerminator(source)}`,
    `${indent}}`,
  );
  return { title: 'Release in a catch block when this code fails', edits: edits.toTextEdits() };
}

/** How many statements there are up to the last one that contains one of the nodes. */
export function countUpTo(list: readonly ts.Statement[], nodes: readonly ts.Node[]): number {
  return list.findLastIndex((each) => nodes.some((node) => node.pos >= each.pos && node.end <= each.end)) + 1;
}
