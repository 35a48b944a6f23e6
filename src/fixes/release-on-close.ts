/** Lets a listener that releases wait for an event that always comes. */
import { LISTENER_METHODS } from '../contracts/language-calls.js';
import { isFunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { findReleaseCalls } from './releases.js';

/** Events after which `close` comes, and which need not come themselves. */
const UNSURE: ReadonlySet<string> = new Set(['end', 'finish', 'error']);

/** Undefined when not exactly one listener releases: two would do it twice. */
export function releaseOnClose(holding: Holding, nodes: readonly ts.Node[]): CandidateFix | undefined {
  const events = findReleaseCalls(holding, nodes).map(findEvent);
  const [event] = events;
  if (!event || events.length !== 1 || !UNSURE.has(event.text)) return undefined;
  const edits = new EditList(holding.source);
  edits.replace(event.getStart() + 1, event.end - 1, 'close');
  return { title: "Release on 'close', which always comes", edits: edits.toTextEdits() };
}

/** The event a release waits for; undefined when it stands in no listener. */
function findEvent(release: ts.Node): ts.StringLiteralLike | undefined {
  let at = release;
  while (!isFunctionNode(at) && !ts.isCallExpression(at.parent)) at = at.parent;
  if (at === release && ts.isCallExpression(release)) at = outerFunction(release) ?? release;
  const call = at.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const [event, listener] = call.arguments;
  const isListener = LISTENER_METHODS.has(call.expression.name.text) && listener === at;
  return isListener && event && ts.isStringLiteralLike(event) ? event : undefined;
}

function outerFunction(node: ts.Node): ts.Node | undefined {
  let at = node;
  while (!isFunctionNode(at)) at = at.parent;
  return ts.isSourceFile(at) ? undefined : at;
}
