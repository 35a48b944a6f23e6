/** What a resource was taken from, and what closing that does to it. */
import { ts } from '../syntax/ts.js';
import type { Machine } from './machine.js';
import { releaseResource } from './resource-calls.js';
import type { Site } from './sites.js';
import type { State } from './state.js';
import type { ObligationId, Value } from './value.js';

/** Remembers the receiver of the acquiring call: the resource it is, or else how it is written. */
export function setParent(site: Site, receiver: Value): void {
  site.parent ??= {
    id: receiver.kind === 'resource' ? receiver.id : undefined,
    text: findReceiverText(site.acquire),
  };
}

/**
 * The state after a method call, or a disposer if there is no method, that closes what resources were taken from: those
 * it reclaims are released, and with them what was taken from these.
 */
export function closeChildren(
  m: Machine,
  call: { node: ts.Node; method: string | undefined; receiver: Value; state: State },
): State {
  const { node, method, receiver } = call;
  let { state } = call;
  for (const id of call.state.obligations.keys()) {
    const obligation = state.obligations.get(id);
    const isOpen = obligation?.status === 'held' || obligation?.hasOlder === true;
    const site = isOpen ? m.ctx.sites.find(id) : undefined;
    const policy = site?.contract.closedBy?.find((form) => method === undefined || form.method === method);
    if (!site || policy?.children !== 'reclaimed' || !isParent(site, { receiver, node })) continue;
    state = releaseResource(m, { id, isEach: true, node, args: [], state });
    state = closeChildren(m, { node, method, receiver: { kind: 'resource', id }, state });
  }
  return state;
}

/** `page.browser().close()`: what it was taken from is closed as well, as far up as the chain leads. */
export function closeAncestors(
  m: Machine,
  call: { id: ObligationId; node: ts.Node; chain: string; state: State },
): State {
  const { id, node, chain, state } = call;
  const parent = m.ctx.sites.find(id)?.parent?.id;
  const forms = parent === undefined ? undefined : m.ctx.sites.find(parent)?.contract.release;
  if (parent === undefined || parent === id || !forms || !isChainOf(m, id, chain)) return state;
  const isBetween = forms.some(({ method }) => method === chain);
  const isEnd = forms.some(({ method }) => chain.endsWith(`().${method}`));
  if ((!isBetween && !isEnd) || state.obligations.get(parent)?.status !== 'held') return state;
  const closed = releaseResource(m, { id: parent, node, args: [], state });
  return isBetween ? closeAncestors(m, { ...call, id: parent, state: closed }) : closed;
}

function isChainOf(m: Machine, id: ObligationId, chain: string): boolean {
  return m.ctx.sites.find(id)?.contract.release.some(({ method }) => method === chain) === true;
}

function isParent(site: Site, of: { receiver: Value; node: ts.Node }): boolean {
  const { parent } = site;
  if (parent?.id !== undefined) return of.receiver.kind === 'resource' && of.receiver.id === parent.id;
  // A resource that is known is no other one that happens to be written so elsewhere.
  return (
    of.receiver.kind !== 'resource' && parent?.text !== undefined && parent.text === findReceiverText(of.node)
  );
}

/** `this.pool` of `this.pool.connect()`; undefined when it is more than names. */
export function findReceiverText(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const text = node.expression.expression.getText().replace(/[?!]/g, '');
  return /^[\w$#.]+$/.test(text) ? text : undefined;
}
