/** Rolls back when the work of a transaction fails, before its connection is given back. */
import type { Contract } from '../model/contract.js';
import type { Finding } from '../model/finding.js';
import { isAsyncFunction, isFunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import { findNodeAt } from './find-acquire.js';
import type { CandidateFix } from './fix.js';
import { findHolding } from './find-holding.js';
import type { Holding } from './holding.js';
import { isPure } from './pure.js';
import { getTerminator } from './release-text.js';
import { isNamed } from './releases.js';

/** `await client.query('ROLLBACK')`, in the way the code begins its transaction; undefined where it begins none. */
export function findRollback(holding: Holding, nodes: readonly ts.Node[]): string | undefined {
  const begin = findBegin(holding, nodes);
  if (!begin || !ts.isPropertyAccessExpression(begin.expression)) return undefined;
  const receiver = begin.expression.expression.getText();
  const terminator = getTerminator(holding.source);
  const sql = begin.arguments[0];
  if (sql && ts.isStringLiteralLike(sql)) {
    const quote = sql.getText()[0] ?? "'";
    const word = /[A-Z]/.test(sql.text) ? 'ROLLBACK' : 'rollback';
    return `await ${receiver}.${begin.expression.name.text}(${quote}${word}${quote})${terminator}`;
  }
  const ends = holding.contract.transaction?.ends?.find((method) => /roll/i.test(method));
  return ends === undefined ? undefined : `await ${receiver}.${ends}()${terminator}`;
}

/** For a transaction that a failing statement leaves open: the try around it gets a catch, or its catch gets the rollback. */
export function rollBackOnError(
  source: ts.SourceFile,
  finding: Finding,
  extra: readonly Contract[],
): CandidateFix | undefined {
  const found = findHolding(source, finding, extra);
  if (found.kind === 'not-found') return undefined;
  const { holding } = found;
  if (holding.region.kind === 'expression' || !isAsyncFunction(holding.fn)) return undefined;
  const begin = findBegin(holding, holding.region.list);
  const rollback = findRollback(holding, holding.region.list);
  const target =
    begin && (findTry(begin, holding) ?? holding.region.list.find((each) => ts.isTryStatement(each)));
  if (rollback === undefined || !target || !ts.isTryStatement(target)) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const indent = lines.indentOf(lines.lineOf(target.getStart()));
  const inner = indent + lines.getUnit();
  const { catchClause } = target;
  if (catchClause) {
    const open = lines.lineOf(catchClause.block.getStart());
    if (open === lines.lineOf(catchClause.block.end)) return undefined;
    edits.insertLines(open + 1, inner + rollback);
  } else {
    const eol = lines.lineEnd;
    const body = [rollback, `throw error${getTerminator(source)}`].map((line) => inner + line + eol).join('');
    edits.insert(target.tryBlock.end, ` catch (error) {${eol}${body}${indent}}`);
  }
  return { title: 'Roll back when this code fails', edits: edits.toTextEdits() };
}

/** `if (dryRun) return;` between begin and commit: what is left behind without a commit is rolled back. */
export function rollBackAtExit(
  source: ts.SourceFile,
  finding: Finding,
  extra: readonly Contract[],
): CandidateFix | undefined {
  const found = findHolding(source, finding, extra);
  const holding = found.kind === 'found' ? found.holding : undefined;
  if (!holding || holding.region.kind === 'expression' || !isAsyncFunction(holding.fn)) return undefined;
  const rollback = findRollback(holding, holding.region.list);
  const exit = findExit(source, finding);
  if (rollback === undefined || !exit || !hasRollback(holding.region.list)) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const line = lines.lineOf(exit.getStart());
  const indent = lines.indentOf(line);
  if (lines.startOf(line) + indent.length === exit.getStart()) edits.insertLines(line, indent + rollback);
  else if (ts.isIfStatement(exit.parent) && lines.lineOf(exit.end) === line) {
    const inner = lines.lineEnd + indent + lines.getUnit();
    const body = `{${inner}${rollback}${inner}${exit.getText()}${lines.lineEnd}${indent}}`;
    edits.replace(exit.getStart(), exit.end, body);
  } else return undefined;
  return { title: 'Roll back before this exit', edits: edits.toTextEdits() };
}

/** The one return on the way, at the end of the branch that the path takes last. */
function findExit(source: ts.SourceFile, { paths }: Finding): ts.ReturnStatement | undefined {
  const [path] = paths;
  const branch = path?.steps.findLast(
    ({ kind, location }) => kind === 'branch' && location.file === source.fileName,
  );
  const at = branch && ts.findAncestor(findNodeAt(source, branch.location), (node) => ts.isIfStatement(node));
  const last = at && (ts.isBlock(at.thenStatement) ? at.thenStatement.statements.at(-1) : at.thenStatement);
  return paths.length === 1 && last && ts.isReturnStatement(last) && isPlain(last.expression)
    ? last
    : undefined;
}

/** Nothing that could need the transaction. */
function isPlain(value: ts.Expression | undefined): boolean {
  return value === undefined || isPure(value);
}

function findTry(node: ts.Node, { region }: Holding): ts.TryStatement | undefined {
  let at = node;
  while (region.kind === 'statements' && at !== region.parent) {
    const { parent } = at;
    if (ts.isTryStatement(parent) && parent.tryBlock === at) return parent;
    at = parent;
  }
  return undefined;
}

function findBegin({ contract, name }: Holding, nodes: readonly ts.Node[]): ts.CallExpression | undefined {
  const { sql = [], begins = [] } = contract.transaction ?? {};
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (found || isFunctionNode(node)) return;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name: method } = node.expression;
      const text = node.arguments[0];
      const isBegin =
        begins.includes(method.text) ||
        (sql.includes(method.text) &&
          text &&
          ts.isStringLiteralLike(text) &&
          /^\s*(begin|start transaction)\b/i.test(text.text));
      if (isBegin && isNamed(expression, name)) found = node;
    }
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return found;
}

/** By the text: SQL, or a method of that name. */
export function hasRollback(nodes: readonly ts.Node[]): boolean {
  return nodes.some((node) => /rollback/i.test(node.getText()));
}
