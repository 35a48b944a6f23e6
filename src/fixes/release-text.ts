/** The releasing call as it has to be written. */
import { isAsyncFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { getReleaseForms, type Holding } from './holding.js';

/** `done()`, `client.release()`, `pool.release(client)`; undefined when the contract has no plain form. */
export function findReleaseCall(holding: Holding, isOptional = false): string | undefined {
  if (holding.releaseText !== undefined) return holding.releaseText;
  if (holding.releaseName !== undefined) return `${holding.releaseName}()`;
  const forms = getReleaseForms(holding);
  const form = forms.find(({ argument }) => argument === undefined) ?? forms[0];
  if (!form) return undefined;
  const dot = isOptional || holding.isOptional ? '?.' : '.';
  if (form.argument === undefined) return `${holding.name}${dot}${form.method}()`;
  const { expression } = holding.call;
  if (form.argument !== 0 || !ts.isPropertyAccessExpression(expression)) return undefined;
  return `${expression.expression.getText()}.${form.method}(${holding.name})`;
}

/** Whether the release gives a promise. */
export function isReleaseAsync(holding: Holding): boolean {
  if (holding.releaseName !== undefined) return false;
  const forms = getReleaseForms(holding);
  return (forms.find(({ argument }) => argument === undefined) ?? forms[0])?.async === true;
}

/** As a statement, awaited where there is something to await in a function that can. */
export function findReleaseStatement(holding: Holding, isOptional = false): string | undefined {
  const call = findReleaseCall(holding, isOptional);
  if (call === undefined) return undefined;
  const canAwait = ts.isSourceFile(holding.fn) || isAsyncFunction(holding.fn);
  const guard = holding.guard === undefined ? '' : `if (${holding.guard}) `;
  const awaiting = isReleaseAsync(holding) && canAwait ? 'await ' : '';
  return `${guard}${awaiting}${call}${getTerminator(holding.source)}`;
}

/** What the statements of the file end with. */
export function getTerminator(source: ts.SourceFile): string {
  let [withSemicolon, without] = [0, 0];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) || ts.isReturnStatement(node) || ts.isVariableStatement(node)) {
      if (source.text[node.end - 1] === ';') withSemicolon++;
      else without++;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return without > withSemicolon ? '' : ';';
}
