/** Names the function a call runs by the module that exports it, through imports, `require` and `promisify`. */
import { toModuleName } from './module-names.js';
import { getSymbolNames, type TypeName } from './type-names.js';
import { resolveName } from './resolve-name.js';
import { ts } from './ts.js';
import { findWrittenExport } from './written-type.js';

export interface CalleeName {
  readonly names: readonly TypeName[];
  /** The function was wrapped: instead of taking a callback, it gives a promise. */
  readonly isPromisified: boolean;
}

const MAX_STEPS = 4;

/** Undefined when nothing says where the function comes from. */
export function findCalleeName(
  checker: ts.TypeChecker,
  callee: ts.Expression,
  steps = MAX_STEPS,
): CalleeName | undefined {
  if (steps === 0) return undefined;
  if (ts.isParenthesizedExpression(callee)) return findCalleeName(checker, callee.expression, steps - 1);
  const wrapped = findPromisified(callee);
  if (wrapped) return promisified(findCalleeName(checker, wrapped, steps - 1));
  if (!ts.isIdentifier(callee) && !ts.isPropertyAccessExpression(callee)) return undefined;
  const symbol = resolveName(checker, ts.isPropertyAccessExpression(callee) ? callee.name : callee);
  const declaration = symbol?.valueDeclaration;
  if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer) {
    const stored = findPromisified(declaration.initializer);
    if (stored) return promisified(findCalleeName(checker, stored, steps - 1));
  }
  const names = symbol ? getSymbolNames(symbol) : [];
  const written = findWrittenExport(checker, callee);
  const all = written ? [...names, { ...written, module: toModuleName(written.module) }] : names;
  return all.length === 0 ? undefined : { names: all, isPromisified: false };
}

function promisified(of: CalleeName | undefined): CalleeName | undefined {
  return of && { ...of, isPromisified: true };
}

/** The function in `promisify(fn)`, `util.promisify(fn)` and `promisify(fn).bind(…)`. */
function findPromisified(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  if (ts.isPropertyAccessExpression(expression) && expression.name.text === 'bind')
    return findPromisified(expression.expression);
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) && name.text === 'promisify' ? node.arguments[0] : undefined;
}
