/** Turns the handler of a promise into an asynchronous function, which can release in a finally block. */
import { PROMISE_METHODS } from '../contracts/language-calls.js';
import { isAsyncFunction, isGeneratorFunction, isFunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import { takesCallback } from './function-values.js';
import type { Holding } from './holding.js';
import { findReleaseStatement, getTerminator } from './release-text.js';
import type { Removal } from './releases.js';
import { findSpan } from './wrap-in-finally.js';

export function toAsyncHandler(
  holding: Holding,
  removals: readonly Removal[],
  options: { readonly optional?: boolean } = {},
): CandidateFix | undefined {
  const { fn, region, source, comes } = holding;
  const isFree = comes === 'handler' && !isAsyncFunction(fn) && !isGeneratorFunction(fn);
  const release = findReleaseStatement(holding, options.optional);
  if (!isFree || release === undefined) return undefined;
  const edits = new EditList(source);
  edits.insert(fn.getStart(), 'async ');
  edits.remove(removals);
  const isDone =
    region.kind === 'expression'
      ? wrapExpression(edits, region.expression, release)
      : wrapStatements(holding, edits, release);
  return isDone
    ? { title: 'Make the handler asynchronous, and release in a finally block', edits: edits.toTextEdits() }
    : undefined;
}

function wrapExpression(edits: EditList, expression: ts.Expression, release: string): boolean {
  const { lines } = edits;
  if (ts.isCallExpression(expression) && takesCallback(expression) && !isChain(expression)) return false;
  if (
    ts.isParenthesizedExpression(expression.parent) ||
    lines.lineOf(expression.getStart()) !== lines.lineOf(expression.end)
  )
    return false;
  const indent = lines.indentOf(lines.lineOf(expression.getStart()));
  const unit = lines.getUnit();
  const line = (depth: number): string => lines.lineEnd + indent + unit.repeat(depth);
  edits.insert(expression.getStart(), `{${line(1)}try {${line(2)}return await `);
  edits.insert(
    expression.end,
    `${getTerminator(lines.source)}${line(1)}} finally {${line(2)}${release}${line(1)}}${line(0)}}`,
  );
  return true;
}

function wrapStatements({ region }: Holding, edits: EditList, release: string): boolean {
  if (region.kind === 'expression') return false;
  const span = findSpan(edits, region);
  if (!span) return false;
  const { from, to, indent } = span;
  for (const statement of findReturns(region.list)) {
    const { expression } = statement;
    if (!expression || !ts.isCallExpression(expression)) continue;
    if (takesCallback(expression) && !isChain(expression)) return false;
    edits.insert(expression.getStart(), 'await ');
  }
  edits.insertLines(from, `${indent}try {`);
  edits.indent(from, to);
  const footer = [`${indent}} finally {`, indent + edits.lines.getUnit() + release, `${indent}}`];
  if (edits.isRemoved(to)) edits.insertLines(to + 1, ...footer);
  else edits.appendLines(to, ...footer);
  return true;
}

function findReturns(nodes: readonly ts.Node[]): readonly ts.ReturnStatement[] {
  const found: ts.ReturnStatement[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node)) return;
    if (ts.isReturnStatement(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return found;
}

function isChain({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && PROMISE_METHODS.has(expression.name.text);
}
