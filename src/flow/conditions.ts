/** Lowers conditions: short circuits become branches, the atoms become tests the state can remember. */
import {
  isAssignmentOperator,
  isEqualityOperator,
  isNegativeEquality,
  isStrictEquality,
} from '../syntax/operators.js';
import { ts } from '../syntax/ts.js';
import { choose, memberOf, skipTypes } from './operands.js';
import type { BlockId, Constant, Operand, Root, Test } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';

export function isLogical(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken
  );
}

/** Ends the current block by branching on `node`. */
export function lowerCondition(
  b: GraphBuilder,
  node: ts.Expression,
  whenTrue: BlockId,
  whenFalse: BlockId,
): void {
  const inner = skipTypes(node);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken) {
    lowerCondition(b, inner.operand, whenFalse, whenTrue);
    return;
  }
  const operator = ts.isBinaryExpression(inner) ? inner.operatorToken.kind : undefined;
  const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken;
  if (ts.isBinaryExpression(inner) && (isAnd || operator === ts.SyntaxKind.BarBarToken)) {
    const right = b.newBlock();
    lowerCondition(b, inner.left, isAnd ? right : whenTrue, isAnd ? whenFalse : right);
    b.startBlock(right);
    lowerCondition(b, inner.right, whenTrue, whenFalse);
    return;
  }
  const test = toTest(b, inner);
  if (test.kind === 'not') b.branch(test.test, whenFalse, whenTrue, inner);
  else b.branch(test, whenTrue, whenFalse, inner);
}

/** The test that `node` is, its operands evaluated. */
export function toTest(b: GraphBuilder, node: ts.Expression): Test {
  const inner = skipTypes(node);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken) {
    return negate(toTest(b, inner.operand));
  }
  const member = findMemberTest(b, inner);
  if (member) return member;
  if (ts.isBinaryExpression(inner) && isEqualityOperator(inner.operatorToken.kind)) {
    return toEquality(b, inner);
  }
  if (ts.isBinaryExpression(inner) && !isLogical(inner.operatorToken.kind) && isPure(inner)) {
    b.expression(inner.left);
    b.expression(inner.right);
    return toOpaque(b, inner);
  }
  if (ts.isBinaryExpression(inner) && isComparison(inner.operatorToken.kind)) {
    b.expression(inner.left);
    b.expression(inner.right);
    return { kind: 'unknown' };
  }
  const of = b.expression(inner);
  if (of.kind === 'test') return of.test;
  return of.kind === 'unknown' ? { kind: 'unknown' } : { kind: 'truthy', of };
}

/** `'end' in client` and `typeof client.end === 'function'` ask for a member, and that is as good as its truth. */
function findMemberTest(b: GraphBuilder, node: ts.Expression): Test | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const length = findLengthTest(b, node);
  if (length) return length;
  const { left, right, operatorToken } = node;
  if (operatorToken.kind === ts.SyntaxKind.InKeyword && ts.isStringLiteralLike(left)) {
    const of = memberOf(b.expression(right), left.text);
    if (of.kind !== 'place') return undefined;
    return b.variables.mayHave(right, left.text)
      ? { kind: 'truthy', of }
      : { kind: 'truthy', of, isUndeclared: true };
  }
  if (!isEqualityOperator(operatorToken.kind) || !ts.isTypeOfExpression(left)) return undefined;
  if (!ts.isStringLiteralLike(right)) return undefined;
  const test = toTypeTest(b.expression(left.expression), right.text);
  return test && isNegativeEquality(operatorToken.kind) ? negate(test) : test;
}

/** `typeof x === 'undefined'` asks whether it is there; an object and a function are. */
function toTypeTest(of: Operand, type: string): Test | undefined {
  if (of.kind !== 'place') return undefined;
  if (type === 'undefined') return { kind: 'equals', of, value: undefined };
  return type === 'function' || type === 'object' ? { kind: 'truthy', of } : undefined;
}

/** `list.length > 0` and its like ask whether there is any. */
function findLengthTest(b: GraphBuilder, node: ts.BinaryExpression): Test | undefined {
  const { left, right, operatorToken } = node;
  const isLength = ts.isPropertyAccessExpression(left) && /^(?:length|size)$/.test(left.name.text);
  if (!isLength || !ts.isNumericLiteral(right)) return undefined;
  const asksForAny =
    (operatorToken.kind === ts.SyntaxKind.GreaterThanToken && right.text === '0') ||
    (operatorToken.kind === ts.SyntaxKind.GreaterThanEqualsToken && right.text === '1');
  const of = asksForAny ? b.expression(left) : undefined;
  return of?.kind === 'place' ? { kind: 'truthy', of } : undefined;
}

/** Every other operator with a value of its own: comparisons, arithmetic, `in`, `instanceof`. */
function isComparison(operator: ts.SyntaxKind): boolean {
  return operator !== ts.SyntaxKind.CommaToken && !isLogical(operator) && !isAssignmentOperator(operator);
}

function negate(test: Test): Test {
  if (test.kind === 'not') return test.test;
  return test.kind === 'unknown' ? test : { kind: 'not', test };
}

function toEquality(b: GraphBuilder, node: ts.BinaryExpression): Test {
  const operator = node.operatorToken.kind;
  const left = b.expression(node.left);
  const right = b.expression(node.right);
  const isNegative = isNegativeEquality(operator);
  const compares =
    left.kind === 'place' && right.kind === 'place'
      ? { compares: { left: left.place, right: right.place, isNegative } }
      : {};
  const test =
    findEquality(left, right, isStrictEquality(operator)) ??
    (isPure(node) ? { ...toOpaque(b, node), ...compares } : { kind: 'unknown' as const });
  // The key of an opaque test names the operator, so a negated one is already another test.
  return isNegative && test.kind !== 'opaque' ? negate(test) : test;
}

function findEquality(left: Operand, right: Operand, strict: boolean): Test | undefined {
  const [of, constant] = right.kind === 'constant' ? [left, right] : [right, left];
  if (constant.kind !== 'constant' || of.kind !== 'place') return undefined;
  const value: Constant = constant.value;
  if (!strict && (value === null || value === undefined)) return { kind: 'nullish', of };
  return strict || typeof value === 'string' ? { kind: 'equals', of, value } : undefined;
}

/** Conditions without calls and assignments give the same answer until one of their variables changes. */
function isPure(node: ts.Node): boolean {
  if (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isPostfixUnaryExpression(node)
  ) {
    return false;
  }
  if (
    ts.isPrefixUnaryExpression(node) &&
    node.operator >= ts.SyntaxKind.PlusPlusToken &&
    node.operator <= ts.SyntaxKind.MinusMinusToken
  ) {
    return false;
  }
  return ts.forEachChild(node, (child) => !isPure(child)) !== true;
}

function toOpaque(b: GraphBuilder, node: ts.Expression): Extract<Test, { kind: 'opaque' }> {
  const roots = new Set<Root>();
  const names = new Map<string, Root>();
  const visit = (child: ts.Node): void => {
    const variable = ts.isIdentifier(child) ? b.variables.find(child) : undefined;
    if (variable && ts.isIdentifier(child)) {
      roots.add(variable.root);
      names.set(child.text, variable.root);
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  const text = node.getText().replace(/\s+/g, ' ');
  return { kind: 'opaque', key: `${text}#${[...names.values()].join()}`, roots: [...roots] };
}

/** `a && b`, `a || b`, `a ?? b` for their value. */
export function lowerLogical(b: GraphBuilder, node: ts.BinaryExpression): Operand {
  const left = b.expression(node.left);
  const right = (): Operand => b.expression(node.right);
  const keep = (): Operand => left;
  const operator = node.operatorToken.kind;
  if (
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.QuestionQuestionEqualsToken
  ) {
    return choose(b, node.left, { test: { kind: 'nullish', of: left }, whenTrue: right, whenFalse: keep });
  }
  const test: Test = left.kind === 'test' ? left.test : { kind: 'truthy', of: left };
  const isAnd =
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken;
  return choose(b, node.left, { test, whenTrue: isAnd ? right : keep, whenFalse: isAnd ? keep : right });
}

export function lowerTernary(b: GraphBuilder, node: ts.ConditionalExpression): Operand {
  const result = b.newRoot('t');
  const [yes, no, after] = [b.newBlock(), b.newBlock(), b.newBlock()];
  lowerCondition(b, node.condition, yes, no);
  for (const [block, value] of [
    [yes, node.whenTrue],
    [no, node.whenFalse],
  ] as const) {
    b.startBlock(block);
    b.emit({ kind: 'store', to: { root: result, path: [] }, from: b.expression(value), node: value });
    b.goto(after);
  }
  b.startBlock(after);
  return { kind: 'place', place: { root: result, path: [] } };
}
