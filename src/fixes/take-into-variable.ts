/** Takes a resource that has no name into a variable of its own, so that a release can name it. */
import type { TextEdit } from '../model/edit.js';
import type { Finding } from '../model/finding.js';
import { getEnclosingFunction, isAsyncFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import { findStatement, getStatements, isTransparent } from './find-acquire.js';
import type { CandidateFix } from './fix.js';
import { givesPromise } from './gives-promise.js';
import { findFirstEvaluated, isOnlyChained } from './first-evaluated.js';
import { findFreeName } from './free-name.js';
import type { Holding } from './holding.js';
import { findReleaseStatement, getTerminator } from './release-text.js';

type Place = Pick<Holding, 'source' | 'call' | 'contract'>;

/** Undefined unless it is taken before anything else of its statement is done. */
export function takeIntoVariable(place: Place, finding: Finding): Holding | undefined {
  const { call, source } = place;
  const taken = call.parent;
  if (!ts.isAwaitExpression(taken)) return undefined;
  const outer = skipWrapping(taken);
  const statement = findFirstEvaluated(outer);
  const fn = getEnclosingFunction(taken);
  const list = statement && getStatements(statement.parent);
  if (!statement || !list || !(isAsyncFunction(fn) || ts.isSourceFile(fn))) return undefined;
  const isPassing = isOnlyChained(outer);
  // What is collected in a loop is not done with at the end of a round.
  if (!isPassing && isInLoop(statement, fn)) return undefined;
  const name = findFreeName(fn, finding.site.resource);
  const prepared = declare(source, { statement, outer, taken, name });
  if (!prepared) return undefined;
  const rest = isPassing ? [statement] : list.slice(list.indexOf(statement));
  const region = { kind: 'statements', parent: statement.parent, list: rest, behind: statement.pos } as const;
  return { ...place, name, comes: 'statement', fn, region, prepared };
}

/** `await pool.connect();` */
export function releaseAtOnce(place: Place, finding: Finding): CandidateFix | undefined {
  const { call, source } = place;
  const taken = call.parent;
  const statement = ts.isAwaitExpression(taken) ? skipWrapping(taken).parent : undefined;
  if (
    !statement ||
    !ts.isExpressionStatement(statement) ||
    !givesPromise(place) ||
    !getStatements(statement.parent)
  )
    return undefined;
  const fn = getEnclosingFunction(taken);
  const name = findFreeName(fn, finding.site.resource);
  const region = { kind: 'expression', expression: call } as const;
  const release = findReleaseStatement({ ...place, name, comes: 'statement', fn, region });
  if (release === undefined) return undefined;
  const edits = new EditList(source);
  const indent = edits.lines.indentOf(edits.lines.lineOf(statement.getStart()));
  const declaration = `const ${name} = ${taken.getText()}${getTerminator(source)}`;
  edits.replace(statement.getStart(), statement.end, declaration);
  edits.insert(statement.end, edits.lines.lineEnd + indent + release);
  return { title: 'Release it at once', edits: edits.toTextEdits() };
}

/** With nothing to do behind it, there is nothing a finally would have to wait for. */
export function releaseBehind(holding: Holding): CandidateFix | undefined {
  const { region, source } = holding;
  const release = findReleaseStatement(holding);
  if (region.kind === 'expression' || region.list.length > 0 || release === undefined) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const line = lines.lineOf(region.behind);
  const taken = findStatement(holding.call);
  if (!taken || !ts.isVariableStatement(taken)) return undefined;
  if (holding.comes !== 'statement' || line === lines.lineOf(region.parent.end)) return undefined;
  edits.appendLines(line, lines.indentOf(line) + release);
  return { title: 'Release it at once', edits: edits.toTextEdits() };
}

function declare(
  source: ts.SourceFile,
  of: { statement: ts.Statement; outer: ts.Node; taken: ts.Node; name: string },
): readonly TextEdit[] | undefined {
  const { statement, outer, taken, name } = of;
  if (ts.isExpressionStatement(outer.parent)) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const line = lines.lineOf(statement.getStart());
  const indent = lines.indentOf(line);
  if (lines.startOf(line) + indent.length !== statement.getStart()) return undefined;
  let first = line;
  while (lines.lineOf(statement.pos) < first - 1 && lines.isCommentLine(first - 1)) first--;
  edits.insertLines(first, `${indent}const ${name} = ${taken.getText()}${getTerminator(source)}`);
  const { parent } = outer;
  const isShort = ts.isPropertyAssignment(parent) && parent.name.getText() === name;
  edits.replace(isShort ? parent.getStart() : outer.getStart(), outer.end, name);
  return edits.toTextEdits();
}

function skipWrapping(node: ts.Node): ts.Node {
  let at = node;
  while (isTransparent(at.parent)) at = at.parent;
  return at;
}

function isInLoop(node: ts.Node, fn: ts.Node): boolean {
  for (let at = node; at !== fn; at = at.parent) if (ts.isIterationStatement(at, false)) return true;
  return false;
}
