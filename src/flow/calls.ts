/** Lowers calls, constructions and tagged templates, optional chains included. */
import { ts } from '../syntax/ts.js';
import { getMemberName, lowerArguments, choose, skipTypes } from './operands.js';
import { UNKNOWN, constantOf, placeOf, type Callee, type CallNode, type Operand } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';

export function lowerCall(b: GraphBuilder, node: CallNode): Operand {
  if (ts.isTaggedTemplateExpression(node)) return lowerTagged(b, node);
  if (ts.isNewExpression(node))
    return emitCall(b, node, { kind: 'value', of: b.expression(node.expression) });
  const called = skipTypes(node.expression);
  if (called.kind === ts.SyntaxKind.ImportKeyword || called.kind === ts.SyntaxKind.SuperKeyword) {
    return emitCall(b, node, { kind: 'value', of: UNKNOWN });
  }
  if (ts.isPropertyAccessExpression(called) || ts.isElementAccessExpression(called)) {
    return lowerMethodCall(b, node, called);
  }
  const of = b.expression(node.expression);
  const call = (): Operand => emitCall(b, node, { kind: 'value', of });
  return node.questionDotToken ? unlessNullish(b, node, of, call) : call();
}

/** `receiver?.method?.(…)`: the receiver is evaluated once, and a nullish one skips the arguments too. */
function lowerMethodCall(
  b: GraphBuilder,
  node: ts.CallExpression,
  called: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): Operand {
  const receiver = b.expression(called.expression);
  const name = getMemberName(b, called);
  const call = (): Operand => {
    if (name === '*' && ts.isElementAccessExpression(called)) b.expression(called.argumentExpression);
    return emitCall(b, node, { kind: 'method', receiver, name });
  };
  const isOptional = called.questionDotToken !== undefined || isInOptionalChain(called);
  return isOptional ? unlessNullish(b, node, receiver, call) : call();
}

/** Whether an earlier link of the chain already made the receiver undefined: `a?.b.c()`. */
function isInOptionalChain(called: ts.Expression): boolean {
  return ts.isOptionalChain(called);
}

function unlessNullish(b: GraphBuilder, node: ts.Node, value: Operand, call: () => Operand): Operand {
  return choose(b, node, {
    test: { kind: 'nullish', of: value },
    whenTrue: () => constantOf(undefined),
    whenFalse: call,
  });
}

function emitCall(b: GraphBuilder, node: ts.CallExpression | ts.NewExpression, callee: Callee): Operand {
  const args = lowerArguments(b, node.arguments);
  const to = b.newRoot('t');
  b.emit({ kind: 'call', to, node, callee, args });
  return placeOf(to);
}

function lowerTagged(b: GraphBuilder, node: ts.TaggedTemplateExpression): Operand {
  const tag = skipTypes(node.tag);
  const isMethod = ts.isPropertyAccessExpression(tag) || ts.isElementAccessExpression(tag);
  const callee: Callee = isMethod
    ? { kind: 'method', receiver: b.expression(tag.expression), name: getMemberName(b, tag) }
    : { kind: 'value', of: b.expression(tag) };
  const spans = ts.isTemplateExpression(node.template) ? node.template.templateSpans : [];
  const values = lowerArguments(
    b,
    spans.map((span) => span.expression),
  );
  const to = b.newRoot('t');
  b.emit({ kind: 'call', to, node, callee, args: values });
  return placeOf(to);
}
