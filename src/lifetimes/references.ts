/** Functions of the module or of another one that are named where a function is wanted: `.then(finish)`. */
import type { CallNode } from '../flow/graph.js';
import { hasBody, isFunctionNode, type FunctionNode } from '../syntax/functions.js';
import { resolveName } from '../syntax/resolve-name.js';
import { ts } from '../syntax/ts.js';
import type { ProgramFacts } from './analysis-context.js';
import type { Machine } from './machine.js';
import { getArguments } from './match-call.js';
import type { State } from './state.js';
import type { Value } from './value.js';

/** The arguments of the call; names of functions are followed only where something is held or taken. */
export function resolveReferences(
  m: Machine,
  call: { readonly node: CallNode; readonly args: readonly Value[]; readonly state: State },
): readonly Value[] {
  const { node, args, state } = call;
  const { facts } = m.ctx;
  const written = getArguments(node);
  if (written.length !== args.length || written.some(ts.isSpreadElement)) return args;
  const mayMatter = state.obligations.size > 0 || facts.meanings.find(node)?.kind === 'acquire';
  if (!mayMatter) return args;
  return args.map((arg, index) => {
    const expression = written[index];
    if (arg.kind !== 'unknown' || !expression || !ts.isIdentifier(expression)) return arg;
    const fn = facts.references.has(expression)
      ? facts.references.get(expression)
      : findReferenced(facts, expression);
    facts.references.set(expression, fn);
    return fn ? { kind: 'function', node: fn } : arg;
  });
}

function findReferenced({ checker, stated }: ProgramFacts, name: ts.Identifier): FunctionNode | undefined {
  const declaration = resolveName(checker, name)?.valueDeclaration;
  if (declaration && ts.isFunctionDeclaration(declaration)) {
    // Without a body it is as good as unknown, unless it says what it does.
    const isAtHand = hasBody(declaration) && !declaration.getSourceFile().isDeclarationFile;
    return isAtHand || stated.findForFunction(declaration) ? declaration : undefined;
  }
  if (!declaration || declaration.getSourceFile().isDeclarationFile) return undefined;
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  const { initializer } = declaration;
  return isConstant && initializer && isFunctionNode(initializer) ? initializer : undefined;
}
