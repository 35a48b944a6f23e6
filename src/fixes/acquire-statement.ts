/** Finds the statement that takes the resource, the name it goes by, and the code that follows. */
import type { Finding } from '../model/finding.js';
import { getContractRelease } from './contract-release.js';
import { isFunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';

export interface AcquireStatement {
  readonly source: ts.SourceFile;
  readonly statement: ts.Statement;
  /** The variable that holds the resource. */
  readonly name: string;
  /** Statements after it in the same list. */
  readonly rest: readonly ts.Statement[];
  readonly releaseMethod: string;
  readonly isAsyncRelease: boolean;
}

export type FoundStatement =
  | { readonly kind: 'found'; readonly acquire: AcquireStatement }
  | { readonly kind: 'not-found'; readonly why: 'callback' | 'promise-chain' | 'no-name' };

export function findAcquireStatement(source: ts.SourceFile, finding: Finding): FoundStatement {
  const call = findCall(source, finding);
  const release = getContractRelease(finding.site.contract);
  if (!call || !release) return { kind: 'not-found', why: 'no-name' };
  if (call.arguments?.some((argument) => isFunctionNode(argument)))
    return { kind: 'not-found', why: 'callback' };
  const statement = findStatement(call);
  if (!statement) return { kind: 'not-found', why: isChained(call) ? 'promise-chain' : 'no-name' };
  const name = findName(call, statement, finding);
  if (name === undefined) return { kind: 'not-found', why: isChained(call) ? 'promise-chain' : 'no-name' };
  const list = getStatements(statement.parent);
  if (!list) return { kind: 'not-found', why: 'no-name' };
  const rest = list.slice(list.indexOf(statement) + 1);
  const { method: releaseMethod, async: isAsyncRelease } = release;
  return { kind: 'found', acquire: { source, statement, name, rest, releaseMethod, isAsyncRelease } };
}

export function getStatements(node: ts.Node): readonly ts.Statement[] | undefined {
  if (ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node)) return node.statements;
  return ts.isCaseOrDefaultClause(node) ? node.statements : undefined;
}

function findCall(source: ts.SourceFile, finding: Finding): ts.CallExpression | ts.NewExpression | undefined {
  const { start } = finding.location.range;
  const offset = source.getPositionOfLineAndCharacter(start.line, start.character);
  const { end } = finding.location.range;
  const calleeEnd = source.getPositionOfLineAndCharacter(end.line, end.character);
  let found: ts.CallExpression | ts.NewExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (node.end < offset || node.pos > offset) return;
    const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
    if (isCall && node.getStart(source) === offset && node.expression.end === calleeEnd) found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The statement, if the call is all it does: `const c = await …`, `c = await …`, `await c.connect()`. */
function findStatement(call: ts.Node): ts.Statement | undefined {
  let at: ts.Node = call.parent;
  while (
    ts.isAwaitExpression(at) ||
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isNonNullExpression(at)
  )
    at = at.parent;
  if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) at = at.parent;
  if (ts.isExpressionStatement(at)) return at;
  const list = ts.isVariableDeclaration(at) ? at.parent : undefined;
  if (!list || !ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return undefined;
  return list.declarations.length === 1 ? list.parent : undefined;
}

function findName(
  call: ts.CallExpression | ts.NewExpression,
  statement: ts.Statement,
  finding: Finding,
): string | undefined {
  if (finding.site.constructedAt && ts.isPropertyAccessExpression(call.expression)) {
    // `await client.connect()`: the receiver is the resource.
    return ts.isIdentifier(call.expression.expression) ? call.expression.expression.text : undefined;
  }
  if (!isAwaited(call)) return undefined;
  if (ts.isVariableStatement(statement)) {
    const [declaration] = statement.declarationList.declarations;
    return declaration && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
  }
  const expression = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  return expression && ts.isBinaryExpression(expression) && ts.isIdentifier(expression.left)
    ? expression.left.text
    : undefined;
}

function isAwaited(call: ts.Node): boolean {
  return ts.isAwaitExpression(call.parent);
}

function isChained(call: ts.Node): boolean {
  return ts.isPropertyAccessExpression(call.parent);
}
