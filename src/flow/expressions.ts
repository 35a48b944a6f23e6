/** Lowers expressions: evaluation order becomes operations, and every value an operand. */
import { isFunctionNode } from '../syntax/functions.js';
import { isAssignmentOperator } from '../syntax/operators.js';
import { ts } from '../syntax/ts.js';
import { lowerAssignment } from './assignments.js';
import { lowerCall } from './calls.js';
import { isLogical, lowerLogical, lowerTernary, toTest } from './conditions.js';
import { FRESH, THIS, UNKNOWN, constantOf, placeOf, type Operand } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';
import { choose, getMemberName, getPropertyName, memberOf, skipTypes } from './operands.js';

export function lowerExpression(b: GraphBuilder, node: ts.Expression): Operand {
  const inner = skipTypes(node);
  const literal = findConstant(inner);
  if (literal) return literal;
  if (ts.isIdentifier(inner)) return lowerIdentifier(b, inner);
  if (isFunctionNode(inner)) return { kind: 'function', node: inner };
  if (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner))
    return lowerMember(b, inner);
  if (ts.isCallExpression(inner) || ts.isNewExpression(inner) || ts.isTaggedTemplateExpression(inner)) {
    return lowerCall(b, inner);
  }
  if (ts.isAwaitExpression(inner)) return lowerAwait(b, inner);
  if (ts.isBinaryExpression(inner)) return lowerBinary(b, inner);
  if (ts.isConditionalExpression(inner)) return lowerTernary(b, inner);
  return lowerOther(b, inner);
}

function lowerIdentifier(b: GraphBuilder, node: ts.Identifier): Operand {
  if (node.text === 'undefined') return constantOf(undefined);
  const variable = b.variables.find(node);
  return variable ? placeOf(variable.root) : UNKNOWN;
}

function findConstant(node: ts.Expression): Operand | undefined {
  if (ts.isStringLiteralLike(node)) return constantOf(node.text);
  if (ts.isNumericLiteral(node)) return constantOf(Number(node.text));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return constantOf(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return constantOf(false);
  if (node.kind === ts.SyntaxKind.NullKeyword) return constantOf(null);
  return undefined;
}

function lowerMember(
  b: GraphBuilder,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): Operand {
  if (node.questionDotToken) return lowerOptionalMember(b, node);
  return memberOf(b.expression(node.expression), lowerMemberName(b, node));
}

function lowerMemberName(
  b: GraphBuilder,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string {
  const name = getMemberName(b, node);
  if (name === '*' && ts.isElementAccessExpression(node)) b.expression(node.argumentExpression);
  return name;
}

function lowerOptionalMember(
  b: GraphBuilder,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): Operand {
  const receiver = b.expression(node.expression);
  return choose(b, node, {
    test: { kind: 'nullish', of: receiver },
    whenTrue: () => constantOf(undefined),
    whenFalse: () => memberOf(receiver, lowerMemberName(b, node)),
  });
}

function lowerAwait(b: GraphBuilder, node: ts.AwaitExpression): Operand {
  const from = b.expression(node.expression);
  const to = b.newRoot('t');
  b.emit({ kind: 'await', to, from, node });
  return placeOf(to);
}

function lowerBinary(b: GraphBuilder, node: ts.BinaryExpression): Operand {
  const operator = node.operatorToken.kind;
  if (isAssignmentOperator(operator)) return lowerAssignment(b, node);
  if (operator === ts.SyntaxKind.CommaToken) {
    b.expression(node.left);
    return b.expression(node.right);
  }
  if (isLogical(operator)) return lowerLogical(b, node);
  const test = toTest(b, node);
  return test.kind === 'unknown' ? UNKNOWN : { kind: 'test', test };
}

function lowerOther(b: GraphBuilder, node: ts.Expression): Operand {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return placeOf(THIS);
  if (ts.isObjectLiteralExpression(node)) return lowerObject(b, node);
  if (ts.isArrayLiteralExpression(node)) return lowerArray(b, node);
  if (ts.isPrefixUnaryExpression(node)) return lowerPrefix(b, node);
  if (ts.isPostfixUnaryExpression(node)) return lowerStep(b, node.operand, node);
  if (ts.isYieldExpression(node)) return lowerYield(b, node);
  if (ts.isVoidExpression(node) || ts.isTypeOfExpression(node) || ts.isDeleteExpression(node)) {
    b.expression(node.expression);
    return ts.isVoidExpression(node) ? constantOf(undefined) : UNKNOWN;
  }
  if (ts.isTemplateExpression(node)) {
    for (const span of node.templateSpans) b.expression(span.expression);
    return UNKNOWN;
  }
  if (ts.isSpreadElement(node)) return b.expression(node.expression);
  if (ts.isRegularExpressionLiteral(node) || ts.isClassExpression(node)) return FRESH;
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) lowerJsx(b, node);
  return UNKNOWN;
}

function lowerJsx(b: GraphBuilder, node: ts.Node): void {
  ts.forEachChild(node, (child) => {
    if (ts.isJsxExpression(child) && child.expression) b.expression(child.expression);
    else if (ts.isJsxSpreadAttribute(child)) b.expression(child.expression);
    else lowerJsx(b, child);
  });
}

function lowerPrefix(b: GraphBuilder, node: ts.PrefixUnaryExpression): Operand {
  if (node.operator === ts.SyntaxKind.ExclamationToken) return { kind: 'test', test: toTest(b, node) };
  if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) {
    return lowerStep(b, node.operand, node);
  }
  b.expression(node.operand);
  return UNKNOWN;
}

function lowerStep(b: GraphBuilder, operand: ts.Expression, node: ts.Node): Operand {
  const target = b.expression(operand);
  if (target.kind === 'place') b.emit({ kind: 'store', to: target.place, from: UNKNOWN, node });
  return UNKNOWN;
}

function lowerYield(b: GraphBuilder, node: ts.YieldExpression): Operand {
  const from = node.expression ? b.expression(node.expression) : constantOf(undefined);
  const to = b.newRoot('t');
  b.emit({ kind: 'yield', to, from, node });
  return placeOf(to);
}

function lowerArray(b: GraphBuilder, node: ts.ArrayLiteralExpression): Operand {
  const elements = node.elements.map((element) => b.expression(element));
  const to = b.newRoot('t');
  b.emit({ kind: 'array', to, elements, node });
  return placeOf(to);
}

function lowerObject(b: GraphBuilder, node: ts.ObjectLiteralExpression): Operand {
  const fields: (readonly [string, Operand])[] = [];
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property)) {
      if (ts.isComputedPropertyName(property.name)) b.expression(property.name.expression);
      fields.push([getPropertyName(property.name), b.expression(property.initializer)]);
    } else if (ts.isShorthandPropertyAssignment(property)) {
      fields.push([property.name.text, lowerIdentifier(b, property.name)]);
    } else if (ts.isSpreadAssignment(property)) {
      fields.push(['...', b.expression(property.expression)]);
    } else {
      fields.push([getPropertyName(property.name), { kind: 'function', node: property }]);
    }
  }
  const to = b.newRoot('t');
  b.emit({ kind: 'object', to, fields, node });
  return placeOf(to);
}
