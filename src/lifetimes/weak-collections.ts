/** Weak maps and sets keyed by a resource: what they say of it lives as long as it does, and they own nothing. */
import { ts } from '../syntax/ts.js';
import type { CallNode } from '../flow/graph.js';
import { returns, type Machine, type Outcome } from './machine.js';
import type { State } from './state.js';
import { UNDEFINED, UNKNOWN_VALUE, findObligations, objectOf, type Value } from './value.js';

const WEAK: ReadonlySet<string> = new Set(['WeakMap', 'WeakSet']);

interface WeakCall {
  readonly node: CallNode;
  readonly method: string | undefined;
  readonly args: readonly Value[];
  readonly state: State;
}

/** Undefined when it is no such call. */
export function callWeakCollection(
  m: Machine,
  { node, method, args, state }: WeakCall,
): readonly Outcome[] | undefined {
  const [key] = args;
  if (!key || findObligations(key).length === 0 || !isOnWeak(m, node)) return undefined;
  // Whoever has what was made around the resource can release it by that.
  if (method === 'get') return [returns(state, UNDEFINED), returns(state, objectOf([['*', key]]))];
  return [returns(state, UNKNOWN_VALUE)];
}

function isOnWeak({ ctx }: Machine, node: CallNode): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const symbol = ctx.facts.checker.getTypeAtLocation(node.expression.expression).getSymbol();
  return symbol !== undefined && WEAK.has(symbol.name);
}
