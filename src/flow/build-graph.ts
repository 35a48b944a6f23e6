/** Builds the control-flow graph of one function from its syntax. */
import { isAsyncFunction, isGeneratorFunction, type FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { bindName } from './assignments.js';
import { choose } from './operands.js';
import { lowerExpression } from './expressions.js';
import { placeOf, type FlowGraph, type Root } from './graph.js';
import { GraphBuilder } from './graph-builder.js';
import { lowerStatements } from './statements.js';
import type { Variables } from './variables.js';

export function buildGraph(fn: FunctionNode, variables: Variables, prefix: string): FlowGraph {
  const b = new GraphBuilder(fn, variables, prefix, {
    expression: lowerExpression,
    statements: lowerStatements,
  });
  const parameters = bindParameters(b, fn);
  if (ts.isSourceFile(fn)) lowerStatements(b, fn.statements);
  else if (fn.body && ts.isBlock(fn.body)) lowerStatements(b, fn.body.statements);
  else if (fn.body) b.buildReturn(b.expression(fn.body), fn.body, false);
  return {
    fn,
    blocks: b.build(),
    parameters,
    isAsync: isAsyncFunction(fn),
    isGenerator: isGeneratorFunction(fn),
    prefix,
  };
}

function bindParameters(b: GraphBuilder, fn: FunctionNode): readonly Root[] {
  if (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn)) return [];
  // `this` may be declared as a parameter; it takes no argument.
  const list = fn.parameters.filter((p) => !(ts.isIdentifier(p.name) && p.name.text === 'this'));
  return list.map((parameter) => {
    const slot = b.newRoot('p');
    const { initializer } = parameter;
    const value = initializer
      ? choose(b, parameter, {
          test: { kind: 'equals', of: placeOf(slot), value: undefined },
          whenTrue: () => b.expression(initializer),
          whenFalse: () => placeOf(slot),
        })
      : placeOf(slot);
    bindName(b, parameter.name, value);
    return slot;
  });
}
