/** Calls a release that is only named: `client.release;`. */
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import { getReleaseForms, type Holding } from './holding.js';
import { isNamed } from './releases.js';

export function callIt(holding: Holding, nodes: readonly ts.Node[]): CandidateFix | undefined {
  const edits = new EditList(holding.source);
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && isNamedRelease(holding, node.expression)) {
      edits.insert(node.expression.end, '()');
      count++;
    }
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return count > 0 ? { title: 'Call the release', edits: edits.toTextEdits() } : undefined;
}

function isNamedRelease(holding: Holding, node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === holding.releaseName;
  return (
    ts.isPropertyAccessExpression(node) &&
    isNamed(node.expression, holding.name) &&
    getReleaseForms(holding).some(
      ({ method, argument }) => argument === undefined && method === node.name.text,
    )
  );
}
