/** What the operators of the mutants look for, and the edits they make. */
import ts from 'typescript';
import type { Edit } from './variants.js';

const RELEASES = /^(?:release|end|done\w*|close|dispose|destroy|giveBack|cleanUp|finish|stop)$/;

export function replace(node: ts.Node, text: string): Edit {
  return { start: node.getStart(), end: node.end, text };
}

export function before(node: ts.Node, text: string): Edit {
  return { start: node.getStart(), end: node.getStart(), text: `${text}\n` };
}

export function after(node: ts.Node, text: string): Edit {
  return { start: node.end, end: node.end, text: `\n${text}` };
}

/** A call that gives something back, by the word it is called by. */
export function isRelease(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) && RELEASES.test(name.text);
}

export function releases(node: ts.Node): boolean {
  return isRelease(node) || ts.forEachChild(node, (child) => releases(child) || undefined) === true;
}

/** A statement that does nothing else. */
export function isReleaseStatement(node: ts.Node): node is ts.ExpressionStatement {
  if (!ts.isExpressionStatement(node)) return false;
  let { expression } = node;
  while (ts.isAwaitExpression(expression) || ts.isVoidExpression(expression))
    expression = expression.expression;
  return isRelease(expression);
}

/** Statements stand beside it: something can be put before or behind it. */
export function isInBlock(node: ts.Node): boolean {
  return ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent);
}

export function inner(block: ts.Block): string {
  return block.statements.map((statement) => statement.getText()).join('\n');
}

export function getSiblings(node: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent) ? node.parent.statements : [];
}

export function getMethod(node: ts.Node): string | undefined {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)
    ? node.expression.name.text
    : undefined;
}

/** A statement that takes something: what stands behind it runs while that is held. */
export function isAcquireStatement(node: ts.Node): node is ts.Statement {
  const isTaking = (each: ts.Node): boolean =>
    getMethod(each) === 'connect' ||
    (!ts.isFunctionLike(each) && ts.forEachChild(each, (child) => isTaking(child) || undefined) === true);
  return (ts.isVariableStatement(node) || ts.isExpressionStatement(node)) && isTaking(node);
}

export function isInAsync(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at; at = at.parent as ts.Node | undefined)
    if (ts.isFunctionLike(at))
      return (
        ts.canHaveModifiers(at) &&
        at.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true
      );
  return false;
}

/** Without its wait, such a loop would never let anything else happen. */
export function isLoopHead(node: ts.AwaitExpression): boolean {
  const at = ts.isExpressionStatement(node.parent) ? node.parent : node;
  return ts.isIterationStatement(at.parent, false);
}

export function printTry(node: ts.TryStatement, rest: string): string {
  const kept = node.catchClause
    ? `try ${node.tryBlock.getText()} ${node.catchClause.getText()}`
    : node.tryBlock.getText();
  return `${kept}\n${rest}`;
}
