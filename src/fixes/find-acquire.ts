/** Finds the acquiring call of a finding, and the code around it that has to be read together with it. */
import type { Finding } from '../model/finding.js';
import type { Location, Range } from '../model/location.js';
import { ts } from '../syntax/ts.js';

export type AcquireCall = ts.CallExpression | ts.NewExpression;

export function findAcquireCall(source: ts.SourceFile, finding: Finding): AcquireCall | undefined {
  const { start, end } = toOffsets(source, finding.site.location.range);
  let found: AcquireCall | undefined;
  const visit = (node: ts.Node): void => {
    if (node.end < start || node.pos > start) return;
    const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
    if (isCall && node.getStart(source) === start && node.expression.end === end) found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The smallest node that the location lies in; the whole file for a place in another one. */
export function findNodeAt(source: ts.SourceFile, location: Location): ts.Node {
  if (location.file !== source.fileName) return source;
  const { start, end } = toOffsets(source, location.range);
  let found: ts.Node = source;
  const visit = (node: ts.Node): void => {
    if (node.getStart(source) > start || node.end < end) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

export function getStatements(node: ts.Node): readonly ts.Statement[] | undefined {
  if (ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node)) return node.statements;
  return ts.isCaseOrDefaultClause(node) ? node.statements : undefined;
}

/** The statement, if the call is all it does: `const c = await …`, `c = await …`, `await c.connect()`. */
export function findStatement(call: ts.Node): ts.Statement | undefined {
  let at: ts.Node = call.parent;
  while (isTransparent(at) || ts.isAwaitExpression(at)) at = at.parent;
  if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) at = at.parent;
  if (ts.isExpressionStatement(at)) return at;
  const list = ts.isVariableDeclaration(at) ? at.parent : undefined;
  if (!list || !ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return undefined;
  return list.declarations.length === 1 ? list.parent : undefined;
}

/** Wraps an expression without doing anything to its value. */
export function isTransparent(
  node: ts.Node,
): node is ts.ParenthesizedExpression | ts.AsExpression | ts.NonNullExpression {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node);
}

export function withoutWrapping(node: ts.Expression): ts.Expression {
  return isTransparent(node) ? withoutWrapping(node.expression) : node;
}

/** `state.client` as a text, however it is asked for; undefined for what is no variable and no path from one. */
export function toPath(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const outer = toPath(node.expression);
  return outer === undefined ? undefined : `${outer}.${node.name.text}`;
}

function toOffsets(source: ts.SourceFile, { start, end }: Range): { start: number; end: number } {
  return {
    start: source.getPositionOfLineAndCharacter(start.line, start.character),
    end: source.getPositionOfLineAndCharacter(end.line, end.character),
  };
}
