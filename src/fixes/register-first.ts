/** Moves the statement that sees to a later release, a listener or a `using`, up to where the resource is taken. */
import { LISTENER_METHODS } from '../contracts/language-calls.js';
import { isFunctionNode } from '../syntax/functions.js';
import { mentionsAny } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import { findDeclaredNames } from './declared-names.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { findReleaseCalls } from './releases.js';

export function registerFirst(holding: Holding): CandidateFix | undefined {
  const { region, source } = holding;
  if (region.kind === 'expression') return undefined;
  const at = region.list.findIndex((statement) => isRegistration(holding, statement));
  const statement = region.list[at];
  const [first] = region.list;
  if (at <= 0 || !statement || !first) return undefined;
  if (mentionsAny(statement, findDeclaredNames(region.list.slice(0, at)))) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const [start, to] = [lines.lineOf(statement.getStart()), lines.lineOf(statement.end)];
  let from = start;
  while (from - 1 > lines.lineOf(statement.pos) && lines.isCommentLine(from - 1)) from--;
  const target = lines.lineOf(region.behind);
  const isAlone =
    lines.lineOf(first.getStart()) > target &&
    lines.textOf(start).trimStart().startsWith(statement.getText().split(/\r?\n/, 1).join('')) &&
    lines
      .textOf(to)
      .trimEnd()
      .endsWith(statement.getText().split(/\r?\n/).at(-1) ?? '');
  if (!isAlone) return undefined;
  const moved: string[] = [];
  for (let line = from; line <= to; line++) moved.push(lines.textOf(line));
  edits.removeLines(from, to);
  edits.appendLines(target, ...moved);
  return { title: 'Move what releases it up to here', edits: edits.toTextEdits() };
}

/** It releases in a function that others call, and does nothing else with the resource. */
function isRegistration(holding: Holding, statement: ts.Statement): boolean {
  const releases = isUsing(statement) || isListening(statement) ? findReleaseCalls(holding, [statement]) : [];
  return releases.length > 0 && releases.every((release) => isDeferredIn(release, statement));
}

function isUsing(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Using) !== 0;
}

function isListening(statement: ts.Statement): boolean {
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  const callee = call && ts.isCallExpression(call) ? call.expression : undefined;
  return (
    callee !== undefined && ts.isPropertyAccessExpression(callee) && LISTENER_METHODS.has(callee.name.text)
  );
}

function isDeferredIn(release: ts.Node, statement: ts.Statement): boolean {
  for (let at = release; at !== statement; at = at.parent) if (isFunctionNode(at)) return true;
  return ts.isIdentifier(release);
}
