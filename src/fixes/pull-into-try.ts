/** Moves the start of a try that already releases in its finally up over the code that stands before it. */
import type { TextEdit } from '../model/edit.js';
import { ts } from '../syntax/ts.js';
import type { AcquireStatement } from './acquire-statement.js';
import type { CandidateFix } from './fix.js';
import { isReleaseCall } from './releases.js';
import { SourceLines } from './source-lines.js';

export function pullIntoTry(acquire: AcquireStatement): CandidateFix | undefined {
  const at = acquire.rest.findIndex((statement) => ts.isTryStatement(statement));
  const target = acquire.rest[at];
  if (!target || at === 0 || !ts.isTryStatement(target) || !releasesInFinally(acquire, target))
    return undefined;
  const gap = acquire.rest.slice(0, at);
  if (isUsedOutside(gap, target, acquire.rest.slice(at + 1))) return undefined;
  const lines = new SourceLines(acquire.source);
  const acquireEnd = lines.lineOf(acquire.statement.getEnd());
  const tryLine = lines.lineOf(target.getStart());
  let from = acquireEnd + 1;
  while (from < tryLine && lines.isBlank(from)) from++;
  const openLine = lines.lineOf(target.tryBlock.getStart());
  const opener = lines.textOf(tryLine).trim();
  const hasRoom =
    lines.lineOf(gap[0]?.getStart() ?? 0) > acquireEnd && openLine === tryLine && opener === 'try {';
  if (!hasRoom) return undefined;
  const edits: TextEdit[] = [
    lines.insertBefore(from, `${lines.indentOf(tryLine)}try {${lines.lineEnd}`),
    ...lines.indent(from, tryLine - 1, lines.getUnit()),
    {
      range: { start: { line: tryLine, character: 0 }, end: { line: tryLine + 1, character: 0 } },
      newText: '',
    },
  ];
  return { title: 'Start the try block before this code', edits };
}

function releasesInFinally(acquire: AcquireStatement, target: ts.TryStatement): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    found ||= ts.isCallExpression(node) && isReleaseCall(acquire, node);
    ts.forEachChild(node, visit);
  };
  if (target.finallyBlock) visit(target.finallyBlock);
  return found;
}

/** Names the gap declares are gone for code outside of the try block. */
function isUsedOutside(
  gap: readonly ts.Statement[],
  target: ts.TryStatement,
  after: readonly ts.Statement[],
): boolean {
  const names = new Set<string>();
  const collect = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text);
    else
      name.elements.forEach((element) => {
        if (!ts.isOmittedExpression(element)) collect(element.name);
      });
  };
  for (const statement of gap) {
    if (ts.isVariableStatement(statement))
      statement.declarationList.declarations.forEach((d) => {
        collect(d.name);
      });
    else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      names.add(statement.name.text);
  }
  const outside = [target.catchClause, target.finallyBlock, ...after].filter((node) => node !== undefined);
  return outside.some((node) => mentions(node, names));
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node) && names.has(node.text)) return true;
  return ts.forEachChild(node, (child) => mentions(child, names)) === true;
}
