/** Puts a release in front of a callback that work is handed as it is: `client.query(sql, done)`. */
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import { takesCallback } from './function-values.js';
import { nodesOf, type Holding } from './holding.js';
import { findReleaseStatement, getTerminator } from './release-text.js';
import { findReleaseCalls, isNamed } from './releases.js';

export function releaseInCallback(holding: Holding): CandidateFix | undefined {
  const release = findReleaseStatement(holding);
  const nodes = nodesOf(holding);
  if (release === undefined || findReleaseCalls(holding, nodes).length > 0) return undefined;
  const callbacks = findHandedOn(holding, nodes);
  const [callback] = callbacks;
  if (!callback || callbacks.length > 1) return undefined;
  const edits = new EditList(holding.source);
  const { lines } = edits;
  const indent = lines.indentOf(lines.lineOf(callback.parent.getStart()));
  const inner = lines.lineEnd + indent + lines.getUnit();
  const call = `${callback.text}(error, result)${getTerminator(holding.source)}`;
  edits.replace(
    callback.getStart(),
    callback.end,
    `(error, result) => {${inner}${release}${inner}${call}${lines.lineEnd}${indent}}`,
  );
  return { title: 'Release first thing in the callback', edits: edits.toTextEdits() };
}

function findHandedOn(holding: Holding, nodes: readonly ts.Node[]): readonly ts.Identifier[] {
  const working = holding.contract.borrows.filter(({ callback }) => callback).map(({ method }) => method);
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    const last = ts.isCallExpression(node) ? node.arguments.at(-1) : undefined;
    if (last && ts.isIdentifier(last) && ts.isCallExpression(node)) {
      const { expression } = node;
      const isWork =
        ts.isPropertyAccessExpression(expression) &&
        isNamed(expression.expression, holding.name) &&
        working.includes(expression.name.text);
      if (isWork && takesCallback(node)) found.push(last);
    }
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return found;
}
