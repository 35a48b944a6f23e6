/** Whether code names something, by the name alone. */
import { ts } from './ts.js';

export function mentions(node: ts.Node, name: string): boolean {
  return mentionsAny(node, new Set([name]));
}

export function mentionsAny(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node) && names.has(node.text)) return true;
  return ts.forEachChild(node, (child) => mentionsAny(child, names)) === true;
}
