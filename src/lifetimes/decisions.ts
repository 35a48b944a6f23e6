/** Who owns a resource after a call or a store, in words: what `--explain` lists beside the ways out. */
import type { Operation } from '../flow/graph.js';
import { ts } from '../syntax/ts.js';
import { nameOf } from './call-failures.js';
import type { Machine } from './machine.js';
import type { Obligation, State } from './state.js';
import type { ObligationId } from './value.js';

/** Compares what is owed before and after an operation, and writes down where that is a decision about ownership. */
export function noteDecisions(m: Machine, operation: Operation, of: { before: State; after: State }): void {
  const { before, after } = of;
  if (before.obligations === after.obligations) return;
  for (const [id, now] of after.obligations) {
    const earlier = before.obligations.get(id);
    if (!earlier || earlier === now || m.ctx.recorder.stated.get(id)?.has(operation.node)) continue;
    const text = describe(m, operation, { id, earlier, now });
    if (text !== undefined) m.ctx.recorder.addDecision(id, operation.node, text);
  }
}

function describe(
  m: Machine,
  operation: Operation,
  of: { id: ObligationId; earlier: Obligation; now: Obligation },
): string | undefined {
  const { id, earlier, now } = of;
  const { node } = operation;
  if (now.status === 'held' && now.lentTo === node && earlier.lentTo !== node)
    return `nothing is known of ${nameOf(node)}: it borrows`;
  if (earlier.status !== 'held' || now.status !== 'transferred') return undefined;
  if (m.ctx.recorder.releases.get(id)?.has(node) === true) return undefined;
  switch (operation.kind) {
    case 'store':
      return `stored in ${textOf(node)}: owned by whoever can reach that`;
    case 'yield':
      return 'given to the consumer of the generator';
    case 'call':
      return describeCall(node, now);
    default:
      return undefined;
  }
}

function describeCall(node: ts.Node, now: Obligation): string {
  if (now.isShared) return `${nameOf(node)} keeps it in a collection that others can reach`;
  const hasCallback =
    (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
    node.arguments?.some((argument) => ts.isFunctionLike(argument)) === true;
  return hasCallback ? `goes on in the function given to ${nameOf(node)}` : `${nameOf(node)} takes it over`;
}

function textOf(node: ts.Node): string {
  const text = (ts.isBinaryExpression(node) ? node.left : node).getText().replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
