/** Recognises the two halves of a lifetime by structure, where the receiver has no type at all. */
import { STRUCTURAL_CLIENT, STRUCTURAL_POOLED } from '../contracts/structural.js';
import type { CallMatch, Contract } from '../model/contract.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { Meaning } from './call-meaning.js';

/** `const c = await anything.connect()` where the same function calls `c.release()`. */
export function findStructuralAcquire(node: ts.CallExpression, method: string): Meaning | undefined {
  if (node.arguments.length > 0 || !ts.isAwaitExpression(node.parent)) return undefined;
  const form = STRUCTURAL_POOLED.acquire.find(({ match }) => 'method' in match && match.method === method);
  const name = findStoredName(node.parent);
  if (!form || name === undefined) return undefined;
  return callsAny(node, name, STRUCTURAL_POOLED)
    ? { kind: 'acquire', contract: STRUCTURAL_POOLED, forms: [form] }
    : undefined;
}

/** `const fd = anything.openSync(path)` where the same function calls `closeSync(fd)`: the name tells the library. */
export function findDistinctive(
  node: ts.CallExpression,
  method: string,
  contracts: readonly Contract[],
): Meaning | undefined {
  const name = findStoredName(ts.isAwaitExpression(node.parent) ? node.parent : node);
  if (name === undefined) return undefined;
  const isMeant = (match: CallMatch): boolean =>
    ('method' in match && match.method === method) || ('call' in match && match.call === method);
  for (const contract of contracts) {
    const forms = contract.acquire.filter(({ match }) => isMeant(match)).slice(0, 1);
    const isMade = contract.creates?.some(isMeant) === true;
    if ((forms.length === 0 && !isMade) || !releasesAny(node, name, contract)) continue;
    return isMade ? { kind: 'construct', contract } : { kind: 'acquire', contract, forms };
  }
  return undefined;
}

/** By its own method, or as the argument of a function. */
function releasesAny(node: ts.Node, name: string, contract: Contract): boolean {
  return hasCall(node, (call, member) =>
    contract.release.some(({ method, argument }) => {
      const resource = argument === undefined ? member.expression : call.arguments[argument];
      return member.name.text === method && isNamed(resource, name);
    }),
  );
}

/** `const c = new Anything()` where the same function awaits `c.connect()` and calls `c.end()`. */
export function findStructuralConstruct(node: ts.NewExpression): Meaning | undefined {
  const name = findStoredName(node);
  if (name === undefined || !calls(node, name, ['connect'])) return undefined;
  return callsAny(node, name, STRUCTURAL_CLIENT)
    ? { kind: 'construct', contract: STRUCTURAL_CLIENT }
    : undefined;
}

function findStoredName(node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  const isAssigned = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssigned && ts.isIdentifier(parent.left) ? parent.left.text : undefined;
}

function callsAny(node: ts.Node, name: string, contract: Contract): boolean {
  return calls(
    node,
    name,
    contract.release.map((form) => form.method),
  );
}

function calls(node: ts.Node, name: string, methods: readonly string[]): boolean {
  return hasCall(
    node,
    (call, member) =>
      call.arguments.length === 0 && isNamed(member.expression, name) && methods.includes(member.name.text),
  );
}

/** Whether the function around `node` has such a call of a method. */
function hasCall(
  node: ts.Node,
  isMeant: (call: ts.CallExpression, member: ts.PropertyAccessExpression) => boolean,
): boolean {
  const visit = (child: ts.Node): boolean => {
    const isIt =
      ts.isCallExpression(child) &&
      ts.isPropertyAccessExpression(child.expression) &&
      isMeant(child, child.expression);
    return isIt || ts.forEachChild(child, (inner) => visit(inner) || undefined) === true;
  };
  return visit(getEnclosingFunction(node));
}

function isNamed(node: ts.Node | undefined, name: string): boolean {
  return node !== undefined && ts.isIdentifier(node) && node.text === name;
}
