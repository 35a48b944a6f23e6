/** Lets the resource dispose of itself at the end of its scope: `await using client = await pool.connect()`. */
import { isAsyncFunction } from '../syntax/functions.js';
import { isAssignmentOperator } from '../syntax/operators.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import { removeShells } from './empty-tries.js';
import { findStatement } from './find-acquire.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import type { Removal } from './releases.js';

/** Undefined where the contract or the installed version says no; nothing else may release it then. */
export function declareUsing(holding: Holding, removals: readonly Removal[]): CandidateFix | undefined {
  const { call, contract, fn, name, region, source, disposer } = holding;
  const { dispose } = contract;
  const statement = findStatement(call);
  const isAllowed = dispose && dispose.refuse === undefined && dispose.symbol === disposer;
  if (!isAllowed || !statement || !ts.isVariableStatement(statement) || region.kind === 'expression')
    return undefined;
  const isAsync = disposer === 'asyncDispose';
  const canAwait = isAsyncFunction(fn) || ts.isSourceFile(fn);
  const keyword = statement.declarationList.getFirstToken();
  if (!keyword || holding.guard !== undefined || (isAsync && !canAwait)) return undefined;
  if (region.list.some((each) => isSet(each, name))) return undefined;
  const edits = new EditList(source);
  const word = isAsync ? 'await using' : 'using';
  edits.replace(keyword.getStart(), keyword.end, word);
  edits.remove(removals);
  const freed = removeShells(edits, region.list, removals);
  for (const line of freed) edits.outdent(line);
  return { title: `Release at the end of the scope, with ${word}`, edits: edits.toTextEdits() };
}

/** Whether the file does so already. */
export function usesUsing(source: ts.SourceFile): boolean {
  const visit = (node: ts.Node): boolean =>
    (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) !== 0) ||
    ts.forEachChild(node, visit) === true;
  return visit(source);
}

function isSet(node: ts.Node, name: string): boolean {
  const isStore = ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind);
  if (isStore && ts.isIdentifier(node.left) && node.left.text === name) return true;
  return ts.forEachChild(node, (child) => isSet(child, name)) === true;
}
