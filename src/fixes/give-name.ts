/** Gives a resource that is used where it is taken a name, and releases that in a finally block. */
import type { Finding } from '../model/finding.js';
import { getEnclosingFunction, isAsyncFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { mentions } from './await-work.js';
import { findContract } from './contract-release.js';
import { EditList } from './edit-list.js';
import { findAcquireCall, isTransparent } from './find-acquire.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { findReleaseStatement, getTerminator } from './release-text.js';

export function giveName(source: ts.SourceFile, finding: Finding): CandidateFix | undefined {
  const call = findAcquireCall(source, finding);
  const contract = findContract(finding.site.contract);
  const taken = call?.parent;
  if (!call || !contract || !taken || !ts.isAwaitExpression(taken)) return undefined;
  let outer: ts.Node = taken;
  while (isTransparent(outer.parent)) outer = outer.parent;
  const statement = findStatementOf(taken);
  const fn = getEnclosingFunction(taken);
  if (!statement || !(isAsyncFunction(fn) || ts.isSourceFile(fn))) return undefined;
  const name = findFreeName(fn, finding.site.resource);
  const isDropped = outer.parent === statement;
  const region = {
    kind: 'statements',
    parent: statement.parent,
    list: [statement],
    behind: statement.pos,
  } as const;
  const holding: Holding = { source, call, contract, name, comes: 'statement', fn, region };
  const release = findReleaseStatement(holding);
  if (release === undefined) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const [first, last] = [lines.lineOf(statement.getStart()), lines.lineOf(statement.end)];
  const indent = lines.indentOf(first);
  if (
    lines.textOf(first).trimStart() !== lines.textOf(first).slice(statement.getStart() - lines.startOf(first))
  )
    return undefined;
  const declaration = `${indent}const ${name} = ${taken.getText()}${getTerminator(source)}`;
  if (isDropped) {
    edits.replace(statement.getStart(), statement.end, declaration.trimStart());
    edits.appendLines(last, indent + release);
    return { title: 'Release it at once', edits: edits.toTextEdits() };
  }
  edits.insertLines(first, declaration, `${indent}try {`);
  edits.indent(first, last);
  edits.replace(outer.getStart(), outer.end, name);
  awaitResult(statement, edits);
  edits.appendLines(last, `${indent}} finally {`, indent + lines.getUnit() + release, `${indent}}`);
  return { title: 'Give it a name, and release it in a finally block', edits: edits.toTextEdits() };
}

/** The statement, if the resource is taken before anything else of it is done. */
function findStatementOf(node: ts.Node): ts.ReturnStatement | ts.ExpressionStatement | undefined {
  let at = node;
  while (
    isTransparent(at.parent) ||
    (ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at) ||
    (ts.isCallExpression(at.parent) && at.parent.expression === at) ||
    ts.isAwaitExpression(at.parent)
  )
    at = at.parent;
  const { parent } = at;
  if (!ts.isReturnStatement(parent) && !ts.isExpressionStatement(parent)) return undefined;
  return ts.isBlock(parent.parent) || ts.isSourceFile(parent.parent) ? parent : undefined;
}

function awaitResult({ expression }: ts.ReturnStatement | ts.ExpressionStatement, edits: EditList): void {
  if (expression && !ts.isAwaitExpression(expression)) edits.insert(expression.getStart(), 'await ');
}

/** The last word of what the contract calls it, unless the function uses that word already. */
function findFreeName(fn: ts.Node, resource: string): string {
  const word = (resource.split(' ').at(-1) ?? 'resource').replace(/\W/g, '');
  let name = word;
  for (let count = 2; mentions(fn, name); count++) name = word + String(count);
  return name;
}
