/** Finds where a resource is held whose promise is kept in a variable, or settled by hand. */
import { PROMISE_METHODS } from '../contracts/language-calls.js';
import { getEnclosingFunction, isAsyncFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { mentions } from './await-work.js';
import { EditList } from './edit-list.js';
import { findStatement, getStatements, isTransparent } from './find-acquire.js';
import { findGiven, findTarget } from './find-conditional.js';
import { readHandler } from './find-holding.js';
import { givesPromise } from './gives-promise.js';
import type { Holding } from './holding.js';

type Place = Pick<Holding, 'source' | 'call' | 'contract'>;

/** With the `await` that is missing in `const client = pool.connect()`; undefined where its promise is waited for later. */
export function findAwaited(holding: Holding): Holding | undefined {
  if (!holdsPromise(holding)) return holding;
  const { call, region, fn, name, source } = holding;
  if (region.kind === 'expression') return undefined;
  if (!isAsyncFunction(fn) || region.list.some((each) => isWaitedFor(each, name))) return undefined;
  const edits = new EditList(source);
  edits.insert(call.getStart(), 'await ');
  // What was said to the compiler about the missing method is no longer true.
  for (const statement of region.list) {
    const line = edits.lines.lineOf(statement.getStart()) - 1;
    if (mentions(statement, name) && /^\s*\/\/ @ts-expect-error\b/.test(edits.lines.textOf(line)))
      edits.removeLines(line, line);
  }
  return { ...holding, prepared: edits.toTextEdits(), isAwaited: true };
}

/** The variable is that of the promise. */
function holdsPromise(holding: Holding): boolean {
  const { call, comes } = holding;
  return (
    comes === 'statement' && givesPromise(holding) && findStatement(call) !== undefined && !isAwaited(call)
  );
}

function isAwaited(call: ts.Node): boolean {
  let at = call.parent;
  while (isTransparent(at)) at = at.parent;
  return ts.isAwaitExpression(at);
}

/** `await pending`, `pending.then(…)`, or handed to somebody. */
function isWaitedFor(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) {
    const { parent } = node;
    if (ts.isAwaitExpression(parent) || ts.isReturnStatement(parent) || ts.isArrayLiteralExpression(parent))
      return true;
    return ts.isPropertyAccessExpression(parent) && PROMISE_METHODS.has(parent.name.text);
  }
  return ts.forEachChild(node, (child) => isWaitedFor(child, name)) === true;
}

/** `const pending = given ? Promise.resolve(given) : pool.connect()`, with the one `pending.then((client) => …)`. */
export function findPending(place: Place): Holding | undefined {
  const taken = isAwaited(place.call) ? undefined : findTarget(place.call);
  if (!taken || !givesPromise(place)) return undefined;
  const name = ts.isBinaryExpression(taken.target) ? taken.target.left : taken.target.name;
  if (!ts.isIdentifier(name)) return undefined;
  // What stood in the variable before is not for this code to release.
  const given = ts.isBinaryExpression(taken.target) ? findGiven(taken.target, name.text) : undefined;
  if (ts.isBinaryExpression(taken.target) && !given) return undefined;
  const guard = given?.guard ?? taken.when.guard;
  const handlers: NonNullable<ReturnType<typeof readHandler>>[] = [];
  const visit = (node: ts.Node): void => {
    const isOfIt =
      ts.isPropertyAccessExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === name.text;
    const handler = isOfIt ? readHandler(node) : undefined;
    if (handler) handlers.push(handler);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(getEnclosingFunction(place.call), visit);
  const [handler] = handlers;
  if (!handler || handlers.length > 1 || taken.when.isOptional) return undefined;
  return { ...place, ...handler, ...(guard === undefined ? {} : { guard }) };
}

/** `const taking = pool.connect(); … const client = await taking;` */
export function findTaken(place: Place): Holding | undefined {
  const { call } = place;
  const statement = isAwaited(call) ? undefined : findStatement(call);
  const promise = statement && ts.isVariableStatement(statement) ? nameOf(statement) : undefined;
  const list = statement && getStatements(statement.parent);
  if (!statement || promise === undefined || !list || !givesPromise(place)) return undefined;
  const index = list.findIndex((each) => isAwaitOf(each, promise));
  const taking = list[index];
  const name = taking && ts.isVariableStatement(taking) ? nameOf(taking) : undefined;
  if (!taking || name === undefined) return undefined;
  const region = {
    kind: 'statements',
    parent: statement.parent,
    list: list.slice(index + 1),
    behind: taking.end,
  } as const;
  return { ...place, name, comes: 'statement', fn: getEnclosingFunction(call), region };
}

function isAwaitOf(statement: ts.Statement, promise: string): boolean {
  const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  const value = declaration?.initializer;
  return (
    value !== undefined &&
    ts.isAwaitExpression(value) &&
    ts.isIdentifier(value.expression) &&
    value.expression.text === promise
  );
}

/** `const client = await new Promise((resolve) => pool.connect((error, c) => resolve(c)))`, or the first of several. */
export function findTold({ call, source, contract }: Place): Holding | undefined {
  for (let at: ts.Node = call; !ts.isSourceFile(at); at = at.parent) {
    const fn = getEnclosingFunction(at);
    const statement = isPassedOn(at) ? findStatement(at) : undefined;
    const list = statement && getStatements(statement.parent);
    const name = statement && ts.isVariableStatement(statement) ? nameOf(statement) : undefined;
    if (!statement || !list || name === undefined || !isAwaited(at)) continue;
    const rest = list.slice(list.indexOf(statement) + 1);
    const region = {
      kind: 'statements',
      parent: statement.parent,
      list: rest,
      behind: statement.end,
    } as const;
    return { source, call, contract, name, comes: 'statement', fn, region };
  }
  return undefined;
}

function isPassedOn(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Promise';
  return ts.isCallExpression(node) && /^Promise\.(?:any|race)$/.test(node.expression.getText());
}

function nameOf({ declarationList: { declarations } }: ts.VariableStatement): string | undefined {
  const [declaration] = declarations;
  return declaration && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
}
