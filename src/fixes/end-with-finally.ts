/** Ends a promise chain with a link that releases, and removes the releases it takes the place of. */
import { PROMISE_METHODS } from '../contracts/language-calls.js';
import { ts } from '../syntax/ts.js';
import { isTransparent } from './find-acquire.js';
import { mentions } from './await-work.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import { takesCallback } from './function-values.js';
import type { Holding } from './holding.js';
import { findReleaseCall, getTerminator, isReleaseAsync } from './release-text.js';
import { isNamed, type Removal } from './releases.js';

export interface EndOptions {
  readonly optional?: boolean;
  /** Releases only when it fails, and fails on: for a resource that somebody else gets when it does not. */
  readonly onlyOnError?: boolean;
}

export function endWithFinally(
  holding: Holding,
  removals: readonly Removal[],
  options: EndOptions = {},
): CandidateFix | undefined {
  const release = findReleaseCall(holding, options.optional);
  const chain = findLastPromise(holding, removals);
  if (!chain || release === undefined || isOvertaken(chain, holding)) return undefined;
  const edits = new EditList(holding.source);
  edits.remove(removals);
  const needsBrackets = !ts.isLeftHandSideExpression(chain);
  if (needsBrackets) edits.insert(chain.getStart(), '(');
  const link = options.onlyOnError
    ? toCatch(holding, edits, chain, release)
    : toFinally(holding, edits, chain, release);
  edits.insert(chain.end, (needsBrackets ? ')' : '') + findBreak(chain, edits) + link);
  return {
    title: options.onlyOnError
      ? 'Release when the chain fails'
      : 'End the chain with a finally that releases',
    edits: edits.toTextEdits(),
  };
}

function toFinally(
  { source, guard }: Holding,
  { lines }: EditList,
  chain: ts.Expression,
  release: string,
): string {
  if (guard === undefined) return `.finally(() => ${release})`;
  const indent = lines.indentOf(isBroken(chain) ? lines.lineOf(chain.end) : lines.lineOf(chain.getStart()));
  const body = `${indent}${lines.getUnit()}if (${guard}) ${release}${getTerminator(source)}`;
  return `.finally(() => {${lines.lineEnd}${body}${lines.lineEnd}${indent}})`;
}

function toCatch(holding: Holding, { lines }: EditList, chain: ts.Expression, release: string): string {
  const { source } = holding;
  const { lineEnd: eol } = lines;
  const line = isBroken(chain) ? lines.lineOf(chain.end) : lines.lineOf(chain.getStart());
  const indent = lines.indentOf(line);
  const unit = lines.getUnit();
  const semicolon = getTerminator(source);
  const [word, wait] = isReleaseAsync(holding) ? ['async ', 'await '] : ['', ''];
  return `.catch(${word}(error) => {${eol}${indent}${unit}${wait}${release}${semicolon}${eol}${indent}${unit}throw error${semicolon}${eol}${indent}})`;
}

/** The promise that is settled last: the value of the region, or its last statement. */
function findLastPromise(
  { region, name, contract }: Holding,
  removals: readonly Removal[],
): ts.Expression | undefined {
  const removed = removals.map((removal) => removal.kind === 'statement' && removal.statement);
  const value =
    region.kind === 'expression'
      ? region.expression
      : valueOf(region.list.filter((statement) => !removed.includes(statement)).at(-1));
  return value &&
    isPromise(
      value,
      name,
      contract.borrows.filter(({ fails }) => fails === 'promise').map(({ method }) => method),
    )
    ? value
    : undefined;
}

/** One of several that fails settles them all, while work on the resource may go on. */
function isOvertaken(chain: ts.Expression, { name }: Holding): boolean {
  let at = chain;
  for (;;) {
    if (!ts.isCallExpression(at) || !ts.isPropertyAccessExpression(at.expression)) return false;
    const { expression, name: method } = at.expression;
    if (expression.getText() === 'Promise') {
      const [all] = at.arguments;
      const several = all && ts.isArrayLiteralExpression(all) && all.elements.length > 1;
      return method.text !== 'allSettled' && several === true && mentions(all, name);
    }
    at = expression;
  }
}

function valueOf(statement: ts.Statement | undefined): ts.Expression | undefined {
  if (!statement) return undefined;
  if (ts.isVariableStatement(statement)) {
    const [declaration] = statement.declarationList.declarations;
    const value = declaration?.initializer;
    return value && ts.isAwaitExpression(value) ? value.expression : undefined;
  }
  if (!ts.isReturnStatement(statement) && !ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (expression && (ts.isAwaitExpression(expression) || ts.isVoidExpression(expression)))
    return expression.expression;
  return expression;
}

/** As far as the text says: a chain, work on the resource, or several promises put together. */
function isPromise(node: ts.Expression, name: string, working: readonly string[]): boolean {
  if (isTransparent(node)) return isPromise(node.expression, name, working);
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Promise';
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name: method } = node.expression;
  if (PROMISE_METHODS.has(method.text)) return true;
  if (expression.getText() === 'Promise') return true;
  return isNamed(expression, name) && working.includes(method.text) && !takesCallback(node);
}

/** A chain that has its links on lines of their own goes on like that. */
function findBreak(chain: ts.Expression, { lines }: EditList): string {
  if (!isBroken(chain)) return '';
  const line = lines.lineOf((chain as ts.CallExpression).expression.end);
  return lines.lineEnd + lines.indentOf(line);
}

function isBroken(chain: ts.Expression): boolean {
  if (!ts.isCallExpression(chain) || !ts.isPropertyAccessExpression(chain.expression)) return false;
  const { expression, name } = chain.expression;
  return /\n/.test(chain.getSourceFile().text.slice(expression.end, name.getStart()));
}
