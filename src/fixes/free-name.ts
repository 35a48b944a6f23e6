/** A name for a new variable, which the function does not use yet. */
import { ts } from '../syntax/ts.js';

/** The last word of what it is called for people, with a number where that is taken. */
export function findFreeName(fn: ts.Node, words: string): string {
  const word = (words.split(' ').at(-1) ?? 'resource').replace(/\W/g, '');
  let name = word;
  for (let count = 2; usesVariable(fn, name); count++) name = word + String(count);
  return name;
}

function usesVariable(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name && !isPropertyName(node)) return true;
  return ts.forEachChild(node, (child) => usesVariable(child, name)) === true;
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent)) &&
    parent.name === node
  );
}
