/**
 * Constructors that hand their object over by a callback, `callback(null, this)`: whoever is told of an error instead
 * never gets the object, nor what it holds by then.
 */
import type { Callee, CallNode } from '../flow/graph.js';
import { isCloserName } from '../contracts/closers.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { findUses, isThis, toHolder } from './field-uses.js';
import type { Machine } from './machine.js';
import type { State } from './state.js';
import { decideNullish, decideTruth, type Value } from './value.js';

interface ErrorCall {
  readonly node: CallNode;
  readonly callee: Callee;
  readonly args: readonly Value[];
  readonly state: State;
}

/** Writes down what is lost with the object when this call tells of an error. */
export function noteRefusedObject(m: Machine, { node, callee, args, state }: ErrorCall): void {
  const [error, ...results] = args;
  const isRefusal =
    error !== undefined && decideTruth(error) === true && results.every((each) => decideNullish(each));
  if (!isRefusal || callee.kind !== 'value' || callee.of.kind !== 'place') return;
  const parameter = m.ctx.facts.variables.findByRoot(callee.of.place.root)?.symbol.valueDeclaration;
  if (!parameter || !ts.isParameter(parameter) || !ts.isIdentifier(parameter.name)) return;
  m.ctx.facts.notes.addFile(parameter);
  if (!isConstructor(parameter.parent) || !handsOver(parameter.parent, parameter.name.text)) return;
  for (const [id, { status, isShared }] of [...state.obligations, ...state.finished]) {
    const keeps = [...(m.ctx.recorder.keeps.get(id) ?? [])];
    const [first] = keeps;
    if (status !== 'transferred' || !isShared || !first || !keeps.every(isFieldOfThis)) continue;
    if (keeps.some((keep) => isClosedBefore(keep, node))) continue;
    const because = `${first.getText()} holds it, and whoever made the object gets the error alone`;
    const exit = { id, kind: 'return', node, isHeld: true, isOlder: false, because } as const;
    m.ctx.recorder.addExit({ ...exit, trace: state.trace });
  }
}

function isFieldOfThis(node: ts.Node): boolean {
  return toHolder(node)?.isThis === true;
}

/** `self.db.close(); callback(error)`, by whatever name the object goes. */
function isClosedBefore(keep: ts.Node, node: ts.Node): boolean {
  const holder = toHolder(keep);
  const around = getEnclosingFunction(node);
  return (holder ? findUses(holder) : []).some(
    (use) =>
      use.pos >= around.pos &&
      use.end <= node.pos &&
      ts.isPropertyAccessExpression(use.parent) &&
      isCloserName(use.parent.name.text),
  );
}

/** Of a class, or a function that the file uses as one. */
function isConstructor(fn: ts.SignatureDeclaration): boolean {
  if (ts.isConstructorDeclaration(fn)) return true;
  if (!ts.isFunctionDeclaration(fn) || !fn.name) return false;
  const { text } = fn.getSourceFile();
  return new RegExp(`\\bnew\\s+${fn.name.text}\\s*\\(|\\b${fn.name.text}\\.prototype\\b`).test(text);
}

/** `callback(null, this)` */
function handsOver(fn: ts.Node, callback: string): boolean {
  const visit = (node: ts.Node): boolean => {
    const isIt =
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === callback &&
      /^(?:null|undefined)$/.test(node.arguments[0]?.getText() ?? '') &&
      node.arguments.slice(1).some(isThis);
    return isIt || ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(fn);
}
