/** Finds the callback a resource arrives in, and the part of its body behind the check for an error. */
import type { Contract } from '../model/contract.js';
import { mentions } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import type { AcquireCall } from './find-acquire.js';
import type { Holding, StatementRegion } from './holding.js';

type CallbackFunction = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;
type Found = Pick<Holding, 'name' | 'releaseName' | 'comes' | 'fn' | 'region'>;

export type FoundCallback =
  | { readonly kind: 'found'; readonly in: Found }
  /** It arrives in a callback, and has no name there. */
  | { readonly kind: 'nameless' }
  | { readonly kind: 'none' };

export function findCallbackRegion(call: AcquireCall, contract: Contract): FoundCallback {
  for (const { resource, match } of contract.acquire) {
    if (resource.at !== 'callback' || nameOf(match) !== calleeName(call)) continue;
    const fn = toFunction(call.arguments?.at(resource.argument));
    if (!fn?.body) continue;
    const name = nameAt(fn, resource.parameter);
    if (name === undefined) return { kind: 'nameless' };
    const errorName = resource.errorParameter === undefined ? undefined : nameAt(fn, resource.errorParameter);
    const releaseName =
      resource.releaseParameter === undefined ? undefined : nameAt(fn, resource.releaseParameter);
    return {
      kind: 'found',
      in: {
        name,
        comes: 'callback',
        fn,
        ...(releaseName === undefined ? {} : { releaseName }),
        region: ts.isBlock(fn.body)
          ? behindErrorCheck(fn.body, errorName)
          : { kind: 'expression', expression: fn.body },
      },
    };
  }
  const receiver = contract.acquire.some(({ resource }) => resource.at === 'receiver');
  return receiver ? findConnectCallback(call) : { kind: 'none' };
}

/** `client.connect((error) => …)`: the receiver is held where the callback begins. */
function findConnectCallback(call: AcquireCall): FoundCallback {
  const fn = toFunction(call.arguments?.at(-1));
  const receiver = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  if (!fn?.body || !receiver || !ts.isIdentifier(receiver)) return { kind: 'none' };
  const region = ts.isBlock(fn.body)
    ? behindErrorCheck(fn.body, nameAt(fn, 0))
    : ({ kind: 'expression', expression: fn.body } as const);
  return { kind: 'found', in: { name: receiver.text, comes: 'callback', fn, region } };
}

function nameOf(match: Contract['acquire'][number]['match']): string {
  if ('method' in match) return match.method;
  return 'call' in match ? match.call : match.construct;
}

function calleeName({ expression }: AcquireCall): string | undefined {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : undefined;
}

/** The function itself, or the one function of the file that has this name. */
function toFunction(argument: ts.Expression | undefined): CallbackFunction | undefined {
  if (!argument) return undefined;
  if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument)) return argument;
  if (!ts.isIdentifier(argument)) return undefined;
  const found: CallbackFunction[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && node.name?.text === argument.text) found.push(node);
    if (ts.isVariableDeclaration(node) && node.name.getText() === argument.text && node.initializer) {
      const { initializer } = node;
      if (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) found.push(initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(argument.getSourceFile());
  return found.length === 1 ? found[0] : undefined;
}

function nameAt(fn: CallbackFunction, index: number): string | undefined {
  const name = fn.parameters[index]?.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

/** With an error nothing is held: the region is what follows `if (error) return …`, or the other branch. */
function behindErrorCheck(body: ts.Block, errorName: string | undefined): StatementRegion {
  const { statements } = body;
  let count = 0;
  for (const statement of statements) {
    if (!ts.isIfStatement(statement) || errorName === undefined || !mentions(statement.expression, errorName))
      break;
    const only = statements.length === count + 1;
    const held = only ? heldBranch(statement) : undefined;
    if (held) return { kind: 'statements', parent: held, list: held.statements, behind: held.getStart() + 1 };
    if (statement.elseStatement || !leaves(statement.thenStatement)) break;
    count++;
  }
  const last = statements[count - 1];
  return {
    kind: 'statements',
    parent: body,
    list: statements.slice(count),
    behind: last ? last.end : body.getStart() + 1,
  };
}

/** The `else` of `if (error)`, or the branch of `if (!error)`. */
function heldBranch({ expression, thenStatement, elseStatement }: ts.IfStatement): ts.Block | undefined {
  const isNegated = ts.isPrefixUnaryExpression(expression);
  const held = isNegated ? thenStatement : elseStatement;
  return held && ts.isBlock(held) ? held : undefined;
}

/** Whether nothing behind the statement is reached from it. */
export function leaves(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) {
    const last = statement.statements.at(-1);
    return last !== undefined && leaves(last);
  }
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement);
}
