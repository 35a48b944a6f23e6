/** The code that an acquire site's lifetime rests on: all functions that were run from its own, or asked what they do. */
import type { CodeBasis, CodeSpan } from '../model/changes.js';
import { findFunctions, type FunctionNode } from '../syntax/functions.js';
import { rangeOf } from '../syntax/ranges.js';
import { ts } from '../syntax/ts.js';
import type { AnalysisContext, ProgramFacts } from './analysis-context.js';
import type { KeptField } from './kept-fields.js';

/** `kept`: the fields that were looked for in the code around, because the resource is stored there. */
export function findCodeBasis(ctx: AnalysisContext, kept: readonly KeptField[]): CodeBasis {
  const functions = findReads(ctx.facts, new Set([ctx.root, ...ctx.covered, ...ctx.asked]));
  const scopes = kept.map(({ scope }) => scope);
  const spans = [...functions, ...scopes].flatMap((node) => toSpans(node));
  for (const { file, start } of ctx.tags) {
    const { line } = file.getLineAndCharacterOfPosition(start);
    spans.push({ file: file.fileName, startLine: line, endLine: line });
  }
  const names = kept.flatMap(({ soughtAs }) => soughtAs ?? []);
  return { spans: unique(spans), names: [...new Set(names)].sort() };
}

/** With all that the summaries of functions were made from. */
function findReads(facts: ProgramFacts, found: Set<FunctionNode>): ReadonlySet<FunctionNode> {
  for (const fn of found) for (const read of facts.reads.get(fn) ?? []) found.add(read);
  return found;
}

/** Of a file that is run as the code of its module, only what stands in none of its functions. */
function toSpans(node: ts.Node): readonly CodeSpan[] {
  const { fileName } = node.getSourceFile();
  const { start, end } = rangeOf(node);
  const whole: CodeSpan = { file: fileName, startLine: start.line, endLine: end.line };
  if (!ts.isSourceFile(node)) return [whole];
  const spans: CodeSpan[] = [];
  let from = whole.startLine;
  for (const fn of findFunctions(node)) {
    if (fn === node) continue;
    const inner = rangeOf(fn);
    if (inner.start.line > from) spans.push({ ...whole, startLine: from, endLine: inner.start.line - 1 });
    from = Math.max(from, inner.end.line + 1);
  }
  return from <= whole.endLine ? [...spans, { ...whole, startLine: from }] : spans;
}

function unique(spans: readonly CodeSpan[]): readonly CodeSpan[] {
  const byKey = new Map(
    spans.map((span) => [`${span.file}\0${span.startLine}\0${span.endLine}`, span] as const),
  );
  return [...byKey.values()].sort(
    (a, b) =>
      Number(a.file > b.file) - Number(a.file < b.file) || a.startLine - b.startLine || a.endLine - b.endLine,
  );
}
