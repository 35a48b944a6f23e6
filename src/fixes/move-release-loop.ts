/** Puts the loop that releases what a collection holds into a finally block, behind the code that fills and uses it. */
import type { Contract } from '../model/contract.js';
import type { Finding } from '../model/finding.js';
import { getEnclosingFunction, isAsyncFunction } from '../syntax/functions.js';
import { mentionsAny } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import { findContract } from './contract-release.js';
import { findDeclaredNames } from './declared-names.js';
import { EditList } from './edit-list.js';
import { findAcquireCall, getStatements } from './find-acquire.js';
import type { CandidateFix } from './fix.js';
import { findSpan } from './wrap-in-finally.js';

export function moveReleaseLoop(
  source: ts.SourceFile,
  finding: Finding,
  extra: readonly Contract[],
): CandidateFix | undefined {
  const call = findAcquireCall(source, finding);
  const methods = findContract(finding.site.contract, extra)?.release.map(({ method }) => method) ?? [];
  if (!call || !isAsyncFunction(getEnclosingFunction(call))) return undefined;
  for (let at: ts.Node = call; !ts.isSourceFile(at); at = at.parent) {
    const list = getStatements(at.parent);
    if (!list || !ts.isStatement(at)) continue;
    const collection = findCollection(at, list, call);
    const end = list.findIndex((each) => collection && isReleaseLoop(each, collection.name, methods));
    if (!collection || end <= collection.index + 1) continue;
    return wrap({ source, list, from: collection.index, end });
  }
  return undefined;
}

/** The variable of the same block that the statement puts the resource into. */
function findCollection(
  statement: ts.Node,
  list: readonly ts.Statement[],
  call: ts.Node,
): { readonly name: string; readonly index: number } | undefined {
  const filled = findFilled(call);
  const at = list.indexOf(statement as ts.Statement);
  const index = list.findIndex(
    (each, position) =>
      position <= at && ts.isVariableStatement(each) && findDeclaredNames([each]).has(filled ?? ''),
  );
  return filled === undefined || index < 0 ? undefined : { name: filled, index };
}

/** `clients.push(await …)`, `byName.set(name, await …)`, `const clients = [await …]` */
export function findFilled(call: ts.Node): string | undefined {
  let at = call.parent;
  while (ts.isAwaitExpression(at) || ts.isArrayLiteralExpression(at)) at = at.parent;
  if (ts.isVariableDeclaration(at) && ts.isIdentifier(at.name)) return at.name.text;
  const callee = ts.isCallExpression(at) ? at.expression : undefined;
  if (!callee || !ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression))
    return undefined;
  return ['push', 'unshift', 'set', 'add'].includes(callee.name.text) ? callee.expression.text : undefined;
}

/** A loop over the collection that releases each element, and does nothing else that may fail before. */
function isReleaseLoop(statement: ts.Statement, collection: string, methods: readonly string[]): boolean {
  if (ts.isForOfStatement(statement)) {
    const { expression, statement: body } = statement;
    const names = findLoopNames(statement.initializer);
    return isOver(expression, collection) && isOnlyRelease(toOnly(body), names, methods);
  }
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  const [callback] = call.arguments;
  if (call.expression.name.text !== 'forEach' || !callback || !ts.isArrowFunction(callback)) return false;
  const names = callback.parameters.slice(0, 1).map(({ name }) => name.getText());
  const body = ts.isBlock(callback.body) ? toOnly(callback.body) : callback.body;
  return isOver(call.expression.expression, collection) && isOnlyRelease(body, names, methods);
}

function isOver(node: ts.Expression, collection: string): boolean {
  const isValues =
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'values';
  const root = isValues && ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node;
  return ts.isIdentifier(root) && root.text === collection;
}

function findLoopNames(initializer: ts.ForInitializer): readonly string[] {
  if (!ts.isVariableDeclarationList(initializer)) return [];
  return initializer.declarations.flatMap(({ name }) =>
    ts.isArrayBindingPattern(name) ? name.elements.map((each) => each.getText()) : [name.getText()],
  );
}

function toOnly(body: ts.Statement): ts.Node | undefined {
  const only = ts.isBlock(body) ? (body.statements.length === 1 ? body.statements[0] : undefined) : body;
  return only && ts.isExpressionStatement(only) ? only.expression : undefined;
}

function isOnlyRelease(
  body: ts.Node | undefined,
  names: readonly string[],
  methods: readonly string[],
): boolean {
  const call = body && ts.isAwaitExpression(body) ? body.expression : body;
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  return methods.includes(call.expression.name.text) && names.includes(call.expression.expression.getText());
}

function wrap(of: {
  source: ts.SourceFile;
  list: readonly ts.Statement[];
  from: number;
  end: number;
}): CandidateFix | undefined {
  const { source, list, from, end } = of;
  const [declaration, loop] = [list[from], list[end]];
  if (!declaration || !loop) return undefined;
  const inside = list.slice(from + 1, end);
  const names = findDeclaredNames(inside);
  // What the statements behind the loop need, they have to be in the same block for.
  const isNeeded = list.slice(end).some((each) => mentionsAny(each, names));
  const body = isNeeded ? [...inside, ...list.slice(end + 1)] : inside;
  if (isNeeded && mentionsAny(loop, names)) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const span = findSpan(edits, { list: body, parent: declaration.parent, behind: declaration.end });
  if (!span) return undefined;
  const { indent } = span;
  const unit = lines.getUnit();
  const text = loop
    .getText()
    .split(/\r?\n/)
    .join(lines.lineEnd + unit);
  const last = lines.lineOf(body.at(-1)?.end ?? declaration.end);
  edits.insertLines(span.from, `${indent}try {`);
  edits.indent(span.from, last);
  edits.removeStatement(loop);
  edits.appendLines(last, `${indent}} finally {`, indent + unit + text, `${indent}}`);
  return { title: 'Release them all in a finally block', edits: edits.toTextEdits() };
}
