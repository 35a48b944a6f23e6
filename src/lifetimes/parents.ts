/** What a resource was taken from, and what closing that does to it. */
import { ts } from '../syntax/ts.js';
import type { CallNode } from '../flow/graph.js';
import type { Machine } from './machine.js';
import { releaseResource } from './resource-calls.js';
import type { Site } from './sites.js';
import type { State } from './state.js';
import type { Value } from './value.js';

/** Remembers the receiver of the acquiring call: the resource it is, or else how it is written. */
export function setParent(site: Site, receiver: Value): void {
  site.parent ??= {
    id: receiver.kind === 'resource' ? receiver.id : undefined,
    text: findReceiverText(site.acquire),
  };
}

/** The state after a method call that closes what resources were taken from: those it reclaims are released. */
export function closeChildren(
  m: Machine,
  call: { node: CallNode; method: string; receiver: Value; state: State },
): State {
  const { node, method, receiver } = call;
  let { state } = call;
  for (const [id, { status }] of call.state.obligations) {
    const site = status === 'held' ? m.ctx.sites.find(id) : undefined;
    const policy = site?.contract.closedBy?.find((form) => form.method === method);
    if (!site || policy?.children !== 'reclaimed' || !isParent(site, { receiver, node })) continue;
    state = releaseResource(m, { id, node, args: [], state });
  }
  return state;
}

function isParent(site: Site, of: { receiver: Value; node: CallNode }): boolean {
  const { parent } = site;
  if (parent?.id !== undefined) return of.receiver.kind === 'resource' && of.receiver.id === parent.id;
  return parent?.text !== undefined && parent.text === findReceiverText(of.node);
}

/** `this.pool` of `this.pool.connect()`; undefined when it is more than names. */
export function findReceiverText(node: CallNode): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const text = node.expression.expression.getText().replace(/[?!]/g, '');
  return /^[\w$#.]+$/.test(text) ? text : undefined;
}
