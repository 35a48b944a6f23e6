/** Fields that are set again while they may hold something: the older one is lost. */
import { isCloserName } from '../contracts/closers.js';
import { ts } from '../syntax/ts.js';
import type { Holder } from './field-uses.js';

/** Two methods that set the field without a look at it: the second one loses what the first one has put there. */
export function isOverwritten(holder: Holder, uses: readonly ts.Node[]): boolean {
  if (!holder.owner) return false;
  const setters = new Set<ts.Node>();
  for (const use of uses) {
    const method = ts.findAncestor(use, (at) => at.parent === holder.owner);
    if (method && isSet(use) && !looksBefore(method, use, uses)) setters.add(method);
  }
  return setters.size > 1;
}

function isSet(use: ts.Node): boolean {
  const { parent } = use;
  if (!ts.isBinaryExpression(parent) || parent.left !== use) return false;
  const isPlain = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isPlain && !/^(?:null|undefined|void 0)$/.test(parent.right.getText());
}

/** Whether the method asks for the field, or closes something of its own, before it sets it. */
function looksBefore(method: ts.Node, set: ts.Node, uses: readonly ts.Node[]): boolean {
  const isBefore = (node: ts.Node): boolean => node.pos >= method.pos && node.end <= set.pos;
  if (uses.some((use) => isBefore(use) && !isSet(use))) return true;
  const visit = (node: ts.Node): boolean => {
    const closes =
      ts.isCallExpression(node) &&
      isBefore(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      (isCloserName(node.expression.name.text) ||
        node.expression.expression.kind === ts.SyntaxKind.ThisKeyword);
    return closes || ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(method);
}

/** Events that come once, or when what was there before is gone: what is set then replaces nothing. */
const ENDINGS_AND_STARTS =
  /^(?:open(?:ed)?|ready|connect(?:ed)?|listening|start(?:ed)?|load(?:ed)?|init(?:ialized)?|end(?:ed)?|close[d]?|disconnect(?:ed)?|finish|exit|beforeExit|error|timeout|abort|SIG\w+|uncaughtException)$/i;

/**
 * What makes the function with this set in it run again and again, and set without a look: an event or a timer. Where
 * something else than the end of all releases what is kept, the two may take turns.
 */
export function findRepeatedSet(
  target: ts.Node,
  uses: readonly ts.Node[],
  releases: (use: ts.Node) => boolean,
): string | undefined {
  const handler = ts.findAncestor(target, isHandler);
  const again = handler && findRepeating(handler);
  if (!handler || again === undefined || looksBefore(handler, target, uses)) return undefined;
  const isElsewhere = (use: ts.Node): boolean => use.pos < handler.pos || use.end > handler.end;
  return uses.some((use) => isElsewhere(use) && releases(use) && !isAtEnd(use)) ? undefined : again;
}

type Handler = ts.FunctionExpression | ts.ArrowFunction;

function isHandler(node: ts.Node): node is Handler {
  return ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}

/** In a method that closes, or a listener of an event that comes when all is over. */
function isAtEnd(use: ts.Node): boolean {
  const fn = ts.findAncestor(use, (at) => isHandler(at) || ts.isMethodDeclaration(at));
  if (!fn) return false;
  if (ts.isMethodDeclaration(fn)) return isCloserName(fn.name.getText());
  const { parent } = fn;
  if (ts.isBinaryExpression(parent)) return isCloserName(parent.left.getText().replace(/^.*\./, ''));
  return ENDINGS_AND_STARTS.test(findEvent(fn) ?? '');
}

/** `emitter.on('message', handler)` and `setInterval(handler, …)`. */
function findRepeating(handler: Handler): string | undefined {
  const { parent } = handler;
  const isTimer = ts.isCallExpression(parent) && parent.expression.getText() === 'setInterval';
  if (isTimer) return 'the next turn of the timer';
  const event = findEvent(handler);
  return event === undefined || ENDINGS_AND_STARTS.test(event) ? undefined : `the next '${event}'`;
}

/** The event that the function is added for as a listener, for as often as it comes. */
function findEvent({ parent }: Handler): string | undefined {
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return undefined;
  const [event] = parent.arguments;
  const isAdded = /^(?:on|addListener|addEventListener)$/.test(parent.expression.name.text);
  return isAdded && event && ts.isStringLiteralLike(event) ? event.text : undefined;
}
