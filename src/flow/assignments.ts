/** Lowers assignments and binding patterns, with defaults and logical assignment. */
import { isLogicalAssignment } from '../syntax/operators.js';
import { ts } from '../syntax/ts.js';
import { lowerLogical } from './conditions.js';
import { choose, getPropertyName, memberOf, skipTypes } from './operands.js';
import { OUTSIDE, UNKNOWN, type Operand } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';

export function lowerAssignment(b: GraphBuilder, node: ts.BinaryExpression): Operand {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.EqualsToken) {
    const value = b.expression(node.right);
    assignTo(b, node.left, value);
    return value;
  }
  if (isLogicalAssignment(operator)) {
    const value = lowerLogical(b, node);
    assignTo(b, node.left, value);
    return value;
  }
  b.expression(node.right);
  assignTo(b, node.left, UNKNOWN);
  return UNKNOWN;
}

/** Assigns to an expression: a variable, a member, or a destructuring pattern in assignment position. */
export function assignTo(b: GraphBuilder, target: ts.Expression, value: Operand): void {
  const inner = skipTypes(target);
  if (ts.isObjectLiteralExpression(inner)) {
    assignObjectPattern(b, inner, value);
  } else if (ts.isArrayLiteralExpression(inner)) {
    inner.elements.forEach((element, index) => {
      if (!ts.isOmittedExpression(element)) assignWithDefault(b, element, memberOf(value, String(index)));
    });
  } else if (ts.isIdentifier(inner)) {
    const variable = b.variables.find(inner);
    b.emit({ kind: 'store', to: { root: variable?.root ?? OUTSIDE, path: [] }, from: value, node: inner });
  } else if (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) {
    const place = b.expression(inner);
    const to = place.kind === 'place' ? place.place : { root: OUTSIDE, path: [] };
    b.emit({ kind: 'store', to, from: value, node: inner });
  }
}

function assignObjectPattern(b: GraphBuilder, pattern: ts.ObjectLiteralExpression, value: Operand): void {
  for (const property of pattern.properties) {
    if (ts.isPropertyAssignment(property)) {
      assignWithDefault(b, property.initializer, memberOf(value, getPropertyName(property.name)));
    } else if (ts.isShorthandPropertyAssignment(property)) {
      const from = memberOf(value, property.name.text);
      const fallback = property.objectAssignmentInitializer;
      assignTo(b, property.name, fallback ? withDefault(b, from, fallback) : from);
    } else if (ts.isSpreadAssignment(property)) {
      assignTo(b, property.expression, value);
    }
  }
}

function assignWithDefault(b: GraphBuilder, target: ts.Expression, value: Operand): void {
  if (ts.isBinaryExpression(target) && target.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    assignTo(b, target.left, withDefault(b, value, target.right));
  } else if (ts.isSpreadElement(target)) {
    assignTo(b, target.expression, UNKNOWN);
  } else {
    assignTo(b, target, value);
  }
}

/** A default applies to `undefined` only, and is evaluated only then. */
function withDefault(b: GraphBuilder, value: Operand, fallback: ts.Expression): Operand {
  if (value.kind !== 'place') return value;
  return choose(b, fallback, {
    test: { kind: 'equals', of: value, value: undefined },
    whenTrue: () => b.expression(fallback),
    whenFalse: () => value,
  });
}

/** Binds a declared name or pattern: of a variable, a parameter, a catch clause or a loop. */
export function bindName(b: GraphBuilder, name: ts.BindingName, value: Operand): void {
  if (ts.isIdentifier(name)) {
    const variable = b.variables.find(name);
    if (variable) b.emit({ kind: 'store', to: { root: variable.root, path: [] }, from: value, node: name });
    return;
  }
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const from = element.dotDotDotToken
      ? restOf(name, value)
      : memberOf(value, getElementName(name, element, index));
    bindName(b, element.name, element.initializer ? withDefault(b, from, element.initializer) : from);
  });
}

function restOf(pattern: ts.BindingPattern, value: Operand): Operand {
  return ts.isObjectBindingPattern(pattern) ? value : UNKNOWN;
}

function getElementName(pattern: ts.BindingPattern, element: ts.BindingElement, index: number): string {
  if (ts.isArrayBindingPattern(pattern)) return String(index);
  if (element.propertyName) return getPropertyName(element.propertyName);
  return ts.isIdentifier(element.name) ? element.name.text : '*';
}
