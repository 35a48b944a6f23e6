/** Commands: what a query gives where its result is listened to, `connection.query(sql).on('end', …)`. */
import { LISTENER_METHODS } from '../contracts/language-calls.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { Machine } from './machine.js';
import type { Deferred, State } from './state.js';
import { objectOf, type Value } from './value.js';

/** An emitter whose `end` comes in any case. */
export const COMMAND: Value = objectOf([], 'command');

export function isCommand(value: Value): boolean {
  return value.kind === 'object' && value.shape === 'command';
}

/**
 * `query.once('end', …); connection.query(query)`: the command is made before, and comes to its end now that it is run.
 * Undefined when the call is given no such object.
 */
export function runGivenCommand(m: Machine, state: State, node: ts.Node): State | undefined {
  const first = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  const variable = first && ts.isIdentifier(first) ? m.ctx.facts.variables.find(first) : undefined;
  const isIts = (deferred: Deferred): boolean => deferred.emitter === variable?.root;
  if (!variable || !state.deferred.some(isIts)) return undefined;
  const deferred = state.deferred.map((each) =>
    isIts(each) && each.event === 'end' ? { ...each, isSure: true } : each,
  );
  return { ...state, deferred };
}

/** Whether a listener is added to the result of the call: at once, or by the name it gets. */
export function isListenedTo(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return LISTENER_METHODS.has(parent.name.text);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const { text: name } = parent.name;
  const visit = (child: ts.Node): boolean => {
    const isIt =
      ts.isPropertyAccessExpression(child) &&
      LISTENER_METHODS.has(child.name.text) &&
      ts.isIdentifier(child.expression) &&
      child.expression.text === name;
    return isIt || ts.forEachChild(child, (inner) => visit(inner) || undefined) === true;
  };
  return visit(getEnclosingFunction(node));
}
