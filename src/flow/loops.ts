/** Lowers the five kinds of loops. */
import { ts } from '../syntax/ts.js';
import { lowerCondition } from './conditions.js';
import type { BlockId, Operand, Test } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';
import { bindLoopVariable, isUsing, lowerDeclaration, lowerUsing } from './declarations.js';

export function lowerLoop(b: GraphBuilder, node: ts.IterationStatement): void {
  const labels = b.pendingLabels;
  b.pendingLabels = [];
  if (ts.isDoStatement(node)) lowerDo(b, node, labels);
  else if (ts.isWhileStatement(node)) lowerWhile(b, node, labels);
  else if (ts.isForStatement(node)) lowerFor(b, node, labels);
  else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) lowerForEach(b, node, labels);
}

function lowerWhile(b: GraphBuilder, node: ts.WhileStatement, labels: readonly string[]): void {
  const [head, body, after] = [b.newBlock(), b.newBlock(), b.newBlock()];
  b.startBlock(head);
  lowerCondition(b, node.expression, body, after);
  lowerBody(b, { start: body, breakTo: after, continueTo: head, labels }, () => {
    b.statement(node.statement);
  });
  b.loopBack(head);
  b.startBlock(after);
}

function lowerDo(b: GraphBuilder, node: ts.DoStatement, labels: readonly string[]): void {
  const [body, condition, after, again] = [b.newBlock(), b.newBlock(), b.newBlock(), b.newBlock()];
  lowerBody(b, { start: body, breakTo: after, continueTo: condition, labels }, () => {
    b.statement(node.statement);
  });
  b.startBlock(condition);
  lowerCondition(b, node.expression, again, after);
  b.startBlock(again);
  b.loopBack(body);
  b.startBlock(after);
}

function lowerFor(b: GraphBuilder, node: ts.ForStatement, labels: readonly string[]): void {
  const { initializer, condition, incrementor } = node;
  if (initializer && ts.isVariableDeclarationList(initializer)) {
    initializer.declarations.forEach((declaration) => {
      lowerDeclaration(b, declaration);
    });
  } else if (initializer) b.expression(initializer);
  const [head, body, step, after] = [b.newBlock(), b.newBlock(), b.newBlock(), b.newBlock()];
  b.startBlock(head);
  const list = condition && findCountedList(b, node, condition);
  if (list) b.branch({ kind: 'iterates', of: list, loop: b.newRoot('l') }, body, after, condition);
  else if (condition) lowerCondition(b, condition, body, after);
  lowerBody(b, { start: body, breakTo: after, continueTo: step, labels }, () => {
    b.statement(node.statement);
  });
  b.startBlock(step);
  if (incrementor) b.expression(incrementor);
  b.loopBack(head);
  b.startBlock(after);
}

/** `for (let i = 0; i < list.length; i++)` goes over the list as `for (const x of list)` does. */
function findCountedList(
  b: GraphBuilder,
  { initializer }: ts.ForStatement,
  condition: ts.Expression,
): Operand | undefined {
  if (!ts.isBinaryExpression(condition) || condition.operatorToken.kind !== ts.SyntaxKind.LessThanToken)
    return undefined;
  const { left, right } = condition;
  const isCounted =
    ts.isIdentifier(left) &&
    initializer !== undefined &&
    ts.isVariableDeclarationList(initializer) &&
    initializer.declarations.some(
      ({ name, initializer: start }) =>
        ts.isIdentifier(name) && name.text === left.text && start?.getText() === '0',
    );
  const isLength = ts.isPropertyAccessExpression(right) && right.name.text === 'length';
  return isCounted && isLength ? b.expression(right.expression) : undefined;
}

function lowerForEach(
  b: GraphBuilder,
  node: ts.ForOfStatement | ts.ForInStatement,
  labels: readonly string[],
): void {
  const of = b.expression(node.expression);
  const [head, body, after] = [b.newBlock(), b.newBlock(), b.newBlock()];
  const loop = b.newRoot('l');
  const isAsync = ts.isForOfStatement(node) && node.awaitModifier !== undefined;
  // From here on the iterator has the object, whether it gives an element, ends or fails.
  if (isAsync) b.emit({ kind: 'element', to: b.newRoot('t'), from: of, node: node.expression });
  b.startBlock(head);
  if (isAsync)
    b.emit({ kind: 'await', to: b.newRoot('t'), from: { kind: 'unknown' }, node: node.expression });
  const test: Test = ts.isForOfStatement(node) ? { kind: 'iterates', of, loop } : { kind: 'unknown' };
  b.branch(test, body, after, node.expression);
  b.startBlock(body);
  const element = b.newRoot('t');
  b.emit({
    kind: 'element',
    to: element,
    from: ts.isForOfStatement(node) ? of : { kind: 'unknown' },
    loop,
    node: node.initializer,
  });
  bindLoopVariable(b, node.initializer, element);
  const { initializer, statement } = node;
  const isDisposed = ts.isVariableDeclarationList(initializer) && isUsing(initializer);
  // The jump targets stand outside of the disposal: `continue` passes it.
  lowerBody(b, { start: b.newBlock(), breakTo: after, continueTo: head, labels }, () => {
    if (isDisposed) {
      lowerUsing(b, initializer, () => {
        b.statement(statement);
      });
    } else b.statement(statement);
  });
  b.loopBack(head);
  b.startBlock(after);
}

function lowerBody(
  b: GraphBuilder,
  to: { start: BlockId; breakTo: BlockId; continueTo: BlockId; labels: readonly string[] },
  build: () => void,
): void {
  b.startBlock(to.start);
  b.withJumpTargets(to, build);
}
