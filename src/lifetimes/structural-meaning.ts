/** Recognises the two halves of a lifetime by structure, where the receiver has no type at all. */
import { DISTINCTIVE, STRUCTURAL_CLIENT, STRUCTURAL_POOLED } from '../contracts/structural.js';
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
  if (name === undefined || !DISTINCTIVE.has(method)) return undefined;
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
  const methods = contract.release.flatMap(({ method, argument }) =>
    argument === undefined ? [method] : [],
  );
  const functions = contract.release.flatMap(({ method, argument }) => (argument === 0 ? [method] : []));
  const isName = (of: ts.Node | undefined): boolean =>
    of !== undefined && ts.isIdentifier(of) && of.text === name;
  const visit = (child: ts.Node): boolean => {
    const isIt =
      ts.isCallExpression(child) &&
      ts.isPropertyAccessExpression(child.expression) &&
      ((methods.includes(child.expression.name.text) && isName(child.expression.expression)) ||
        (functions.includes(child.expression.name.text) && isName(child.arguments[0])));
    return isIt || ts.forEachChild(child, (inner) => visit(inner) || undefined) === true;
  };
  return visit(getEnclosingFunction(node));
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
  const visit = (child: ts.Node): boolean => {
    const isIt =
      ts.isCallExpression(child) &&
      child.arguments.length === 0 &&
      ts.isPropertyAccessExpression(child.expression) &&
      ts.isIdentifier(child.expression.expression) &&
      child.expression.expression.text === name &&
      methods.includes(child.expression.name.text);
    return isIt || ts.forEachChild(child, (inner) => visit(inner) || undefined) === true;
  };
  return visit(getEnclosingFunction(node));
}
