/** Commands: what a query gives where its result is listened to, `connection.query(sql).on('end', …)`. */
import { LISTENER_METHODS } from '../contracts/language-calls.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { objectOf, type Value } from './value.js';

/** An emitter whose `end` comes in any case. */
export const COMMAND: Value = objectOf([], 'command');

export function isCommand(value: Value): boolean {
  return value.kind === 'object' && value.shape === 'command';
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
