/**
 * `this.client.connect()` where another method of the class has made the client: the method takes what the object keeps.
 */
import type { CallNode } from '../flow/graph.js';
import type { Contract } from '../model/contract.js';
import { ts } from '../syntax/ts.js';
import type { Machine } from './machine.js';
import { setObligation, type State } from './state.js';
import { hold } from './take.js';

/** The state in which the object holds it; undefined unless the class makes the client itself. */
export function takeIntoField(
  m: Machine,
  { node, contract, state }: { node: CallNode; contract: Contract; state: State },
): State | undefined {
  const field = findField(node);
  const owner = field && ts.findAncestor(field, ts.isClassLike);
  if (!field || !owner || m.ctx.stack.length > 1 || !makesIt(m, owner, field.name.text)) return undefined;
  const site = m.ctx.sites.get(node, contract);
  site.variable ??= field.getText();
  m.ctx.recorder.addKeep(site.id, field);
  return setObligation(hold(state, site), site.id, { status: 'transferred', isShared: true });
}

/** `this.client` in `this.client.connect()`. */
function findField(node: ts.Node): ts.PropertyAccessExpression | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: receiver } = node.expression;
  const isField =
    ts.isPropertyAccessExpression(receiver) && receiver.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isField ? receiver : undefined;
}

/** Whether a method, or the declaration of the field, sets it to an object that is not connected yet. */
function makesIt(m: Machine, owner: ts.ClassLikeDeclaration, name: string): boolean {
  m.ctx.facts.notes.addFile(owner);
  const isMade = (value: ts.Expression): boolean =>
    (ts.isNewExpression(value) || ts.isCallExpression(value)) &&
    m.ctx.facts.meanings.find(value)?.kind === 'construct';
  const visit = (node: ts.Node): boolean => {
    if (ts.isPropertyDeclaration(node) && node.name.getText() === name)
      return node.initializer !== undefined && isMade(node.initializer);
    const isSet =
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      node.left.name.text === name &&
      node.left.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isSet && isMade(node.right)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return owner.members.some(visit);
}
