/** Functions that calls run, as far as their source is at hand, and whether looking into them can matter. */
import type { CallNode } from '../flow/graph.js';
import { hasBody, isFunctionNode, type FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { getTypeOf } from '../syntax/type-of.js';
import type { Acquiring, AnalysisContext } from './analysis-context.js';
import { toAnswer } from './dependencies.js';

/** How many calls deep an acquire is looked for. */
const MAX_CALLS = 3;

/** The function a call runs, when its body is in the program. */
export function findDeclaredFunction(ctx: AnalysisContext, node: CallNode): FunctionNode | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const declaration = getSignatures(ctx, node)[0]?.declaration;
  if (!declaration || declaration.getSourceFile().isDeclarationFile) return undefined;
  if (isFunctionNode(declaration) && hasBody(declaration)) return declaration;
  // An overload: the implementation is another declaration of the same symbol.
  const symbol = 'symbol' in declaration ? (declaration.symbol as ts.Symbol | undefined) : undefined;
  return symbol?.declarations?.find(
    (other): other is ts.FunctionDeclaration => isFunctionNode(other) && hasBody(other),
  );
}

/** Whether the type of the result leaves room for a resource: most calls give plain data, and are not looked into. */
export function mayGive(ctx: AnalysisContext, node: CallNode): boolean {
  const { checker } = ctx.facts;
  return getSignatures(ctx, node).some((signature) => {
    const type = checker.getAwaitedType(signature.getReturnType()) ?? signature.getReturnType();
    return (
      (type.flags &
        (ts.TypeFlags.Any |
          ts.TypeFlags.Unknown |
          ts.TypeFlags.Object |
          ts.TypeFlags.UnionOrIntersection)) !==
      0
    );
  });
}

/** Whether it, or a function it calls, has a call that acquires. */
export function mayAcquire(ctx: AnalysisContext, fn: FunctionNode): boolean {
  const { facts } = ctx;
  const known = lookAt(ctx, fn);
  if (!known.answer) {
    const { value, dependencies } = facts.notes.collect(() => reachesAcquire(ctx, fn, MAX_CALLS));
    known.answer = toAnswer({
      ...{ question: 'acquires', fn, value: String(value), dependencies },
      isOrdered: false,
    });
  }
  facts.notes.addAnswer(known.answer);
  return known.answer.value === 'true';
}

function reachesAcquire(
  ctx: AnalysisContext,
  fn: FunctionNode,
  calls: number,
  seen = new Map<FunctionNode, number>(),
): boolean {
  // Looked at with as many calls to go, and nothing found.
  if ((seen.get(fn) ?? -1) >= calls) return false;
  seen.set(fn, calls);
  ctx.facts.notes.addBody(fn);
  const known = lookAt(ctx, fn);
  if (known.acquires || calls === 0) return known.acquires;
  known.callees ??= findCallees(ctx, fn);
  return known.callees.some((callee) => reachesAcquire(ctx, callee, calls - 1, seen));
}

function lookAt(ctx: AnalysisContext, fn: FunctionNode): Acquiring {
  const { acquiring, meanings } = ctx.facts;
  const known = acquiring.get(fn) ?? {
    acquires: hasCall(fn, (node) => {
      const kind = meanings.find(node)?.kind;
      return kind === 'acquire' || kind === 'construct';
    }),
  };
  acquiring.set(fn, known);
  return known;
}

function findCallees(ctx: AnalysisContext, fn: FunctionNode): readonly FunctionNode[] {
  const found = new Set<FunctionNode>();
  hasCall(fn, (node) => {
    const callee = mayGive(ctx, node) ? findDeclaredFunction(ctx, node) : undefined;
    if (callee) found.add(callee);
    return false;
  });
  return [...found];
}

function hasCall(
  fn: FunctionNode,
  isMeant: (node: ts.CallExpression | ts.NewExpression) => boolean,
): boolean {
  const visit = (node: ts.Node): boolean => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && isMeant(node)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(fn);
}

export function getSignatures(ctx: AnalysisContext, node: CallNode): readonly ts.Signature[] {
  if (!ts.isCallExpression(node)) return [];
  return getTypeOf(ctx.facts.checker, node.expression).getCallSignatures();
}
