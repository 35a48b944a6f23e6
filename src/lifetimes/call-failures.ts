/** How a call fails that no contract knows: from the table of the language's calls, and from what its type says. */
import type { CallNode } from '../flow/graph.js';
import {
  ENDS_PROCESS,
  EXPLICIT_THROWS,
  ITERATING_METHODS,
  LOGGER_METHODS,
  LOGGER_NAMES,
  QUIET_CONSTRUCTORS,
  QUIET_FUNCTIONS,
  QUIET_GLOBALS,
  QUIET_GLOBAL_METHODS,
  QUIET_METHODS,
  THROWING_CALLS,
  THROWING_CONSTRUCTORS,
  THROWING_METHODS,
} from '../contracts/language-calls.js';
import type { Rank } from '../model/finding.js';
import { ts } from '../syntax/ts.js';
import { getTypeOf } from '../syntax/type-of.js';
import { getCalleeText } from './sites.js';
import type { Cause } from './value.js';

export type CallFailure =
  | { readonly kind: 'never' }
  | { readonly kind: 'may'; readonly cause: Cause }
  /** Control never comes back: by a throw, or because the process ends. */
  | { readonly kind: 'always'; readonly cause: Cause }
  | { readonly kind: 'ends-process' };

const NEVER: CallFailure = { kind: 'never' };

export function getCallFailure(checker: ts.TypeChecker, node: CallNode): CallFailure {
  const name = getCalleeText(node).replace(/^new /, '');
  if (ts.isNewExpression(node)) {
    if (THROWING_CONSTRUCTORS.has(name)) return may(node, 3);
    return QUIET_CONSTRUCTORS.has(name) || /Error$/.test(name) ? NEVER : may(node, 4);
  }
  if (ENDS_PROCESS.has(name)) return { kind: 'ends-process' };
  if (THROWING_CALLS.has(name)) return may(node, 3);
  if (QUIET_GLOBAL_METHODS.has(name) || QUIET_FUNCTIONS.has(name)) return NEVER;
  const method = findMethod(node);
  if (method) {
    if (EXPLICIT_THROWS.has(method.name)) return may(node, 1);
    if (isQuietMethod(method)) return NEVER;
    if (THROWING_METHODS.has(method.name)) return may(node, 3);
  }
  // That is a throw statement written as a call.
  return returnsNever(checker, node) ? { kind: 'always', cause: toCause(node, 1, 'throws') } : may(node, 4);
}

/** Calls of the table: their source is not worth looking for. */
export function isLanguageCall(node: CallNode): boolean {
  const name = getCalleeText(node).replace(/^new /, '');
  if (THROWING_CALLS.has(name) || QUIET_GLOBAL_METHODS.has(name) || QUIET_FUNCTIONS.has(name)) return true;
  const method = findMethod(node);
  return method !== undefined && (QUIET_GLOBALS.has(method.receiver) || isLogger(method));
}

/** `console.error` or `logger.warn`, handed over as a function: it does not throw either. */
export function isQuietReference(node: ts.Node | undefined): boolean {
  if (!node || !ts.isPropertyAccessExpression(node)) return false;
  return isQuietMethod(toMethod(node));
}

export function toCause(node: ts.Node, rank: Rank, verb: 'throws' | 'rejects'): Cause {
  return { rank, node, text: `${nameOf(node)} ${verb}` };
}

export function nameOf(node: ts.Node): string {
  if (ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node)) return `${getCalleeText(node)}()`;
  if (ts.isNewExpression(node))
    return getCalleeText(node).startsWith('new')
      ? `${getCalleeText(node)}()`
      : `new ${getCalleeText(node)}()`;
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function may(node: CallNode, rank: Rank): CallFailure {
  return { kind: 'may', cause: toCause(node, rank, 'throws') };
}

interface Method {
  readonly receiver: string;
  readonly name: string;
}

function findMethod(node: CallNode): Method | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  return toMethod(node.expression);
}

function toMethod({ expression, name }: ts.PropertyAccessExpression): Method {
  const last = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return {
    receiver: ts.isIdentifier(last) || ts.isPrivateIdentifier(last) ? last.text : '',
    name: name.text,
  };
}

function isQuietMethod(method: Method): boolean {
  if (
    QUIET_GLOBALS.has(method.receiver) ||
    QUIET_METHODS.has(method.name) ||
    ITERATING_METHODS.has(method.name)
  )
    return true;
  return isLogger(method);
}

function isLogger(method: Method): boolean {
  return LOGGER_METHODS.has(method.name) && LOGGER_NAMES.test(method.receiver.replace(/^#/, ''));
}

/** Only calls that stand alone can be declared not to return; asking their type is dear, so the others are not asked. */
function returnsNever(checker: ts.TypeChecker, node: CallNode): boolean {
  const isAwaited = ts.isAwaitExpression(node.parent);
  const statement = isAwaited ? node.parent.parent : node.parent;
  if (!ts.isExpressionStatement(statement) && !ts.isReturnStatement(statement)) return false;
  if (!ts.isCallExpression(node)) return false;
  const signatures = getTypeOf(checker, node.expression).getCallSignatures();
  const isNever = (type: ts.Type): boolean =>
    (((isAwaited ? checker.getAwaitedType(type) : type) ?? type).flags & ts.TypeFlags.Never) !== 0;
  return signatures.length > 0 && signatures.every((signature) => isNever(signature.getReturnType()));
}
