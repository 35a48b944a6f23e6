/** Pieces that lowering of all kinds is made of: member names, member operands, and values chosen by a branch. */
import { ts } from '../syntax/ts.js';
import { UNKNOWN, placeOf, type Argument, type Operand } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';

/** Parentheses, `as`, `satisfies`, `!` and type arguments change nothing at run time. */
export function skipTypes(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner) ||
    ts.isExpressionWithTypeArguments(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** The property a member access names: `*` when it is computed. */
export function getMemberName(
  b: GraphBuilder,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const argument = skipTypes(node.argumentExpression);
  if (ts.isIdentifier(argument)) return b.variables.getConstantText(argument) ?? '*';
  return ts.isStringLiteralLike(argument) || ts.isNumericLiteral(argument) ? argument.text : '*';
}

export function memberOf(operand: Operand, name: string): Operand {
  if (operand.kind !== 'place') return UNKNOWN;
  const { root, path } = operand.place;
  return { kind: 'place', place: { root, path: [...path, name] } };
}

/** A value that two branches compute differently. */
export function choose(
  b: GraphBuilder,
  node: ts.Node,
  by: { test: Parameters<GraphBuilder['branch']>[0]; whenTrue: () => Operand; whenFalse: () => Operand },
): Operand {
  const result = b.newRoot('t');
  const [yes, no, after] = [b.newBlock(), b.newBlock(), b.newBlock()];
  b.branch(by.test, yes, no, node);
  for (const [block, value] of [
    [yes, by.whenTrue],
    [no, by.whenFalse],
  ] as const) {
    b.startBlock(block);
    b.emit({ kind: 'store', to: { root: result, path: [] }, from: value(), node });
    b.goto(after);
  }
  b.startBlock(after);
  return placeOf(result);
}

export function getPropertyName(name: ts.PropertyName): string {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  if (ts.isNumericLiteral(name)) return name.text;
  // Well-known symbols are names like any other: `[Symbol.dispose]`.
  const isWellKnown = ts.isComputedPropertyName(name) && /^Symbol\.\w+$/.test(name.expression.getText());
  return isWellKnown ? name.getText() : '*';
}

export function lowerArguments(
  b: GraphBuilder,
  list: readonly ts.Expression[] | undefined,
): readonly Argument[] {
  return (list ?? []).map((node) => ({
    value: b.expression(node),
    spread: ts.isSpreadElement(node),
    node,
  }));
}
