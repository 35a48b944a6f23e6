/** Lets an object that can dispose of the resource do so at the end of its scope: `const` becomes `using`. */
import { getEnclosingFunction, isAsyncFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { findReleaseCalls } from './releases.js';

export function disposeInScope(holding: Holding): CandidateFix | undefined {
  const { region, source } = holding;
  if (region.kind === 'expression') return undefined;
  for (const statement of region.list) {
    if (!ts.isVariableStatement(statement)) continue;
    const { declarationList } = statement;
    const symbol = findDisposer(holding, declarationList);
    const isPossible = symbol === 'dispose' || isAsyncFunction(getEnclosingFunction(statement));
    const keyword = declarationList.getFirstToken();
    if (symbol === undefined || !isPossible || keyword?.kind !== ts.SyntaxKind.ConstKeyword) continue;
    const edits = new EditList(source);
    const word = symbol === 'dispose' ? 'using' : 'await using';
    edits.replace(keyword.getStart(), keyword.end, word);
    return { title: `Dispose of it at the end of the scope, with ${word}`, edits: edits.toTextEdits() };
  }
  return undefined;
}

/** `{ [Symbol.dispose]: () => client.release() }` */
function findDisposer(
  holding: Holding,
  { declarations }: ts.VariableDeclarationList,
): 'dispose' | 'asyncDispose' | undefined {
  const value = declarations.length === 1 ? declarations[0]?.initializer : undefined;
  if (!value || !ts.isObjectLiteralExpression(value)) return undefined;
  for (const property of value.properties) {
    const name = /^\[Symbol\.(dispose|asyncDispose)\]$/.exec(property.name?.getText() ?? '')?.[1];
    if (name !== undefined && findReleaseCalls(holding, [property]).length > 0)
      return name === 'dispose' ? 'dispose' : 'asyncDispose';
  }
  return undefined;
}
