/** Releases all that a collection holds in a finally block, where nothing releases each of them. */
import type { Contract } from '../model/contract.js';
import type { Finding } from '../model/finding.js';
import { getEnclosingFunction, isAsyncFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import { findFilled } from './move-release-loop.js';
import { getStatements } from './find-acquire.js';
import { findDeclaredNames } from './declared-names.js';
import type { CandidateFix } from './fix.js';
import { findFreeName } from './free-name.js';
import type { Holding } from './holding.js';
import { findReleaseStatement } from './release-text.js';
import { isNamed } from './releases.js';
import { findSpan } from './wrap-in-finally.js';

type Place = Pick<Holding, 'source' | 'call' | 'contract' | 'known'>;

export function releaseAll(place: Place, finding: Finding): CandidateFix | undefined {
  const { call, source, contract } = place;
  const collection = findFilled(call);
  const fn = getEnclosingFunction(call);
  const declared = collection === undefined ? undefined : findDeclaration(call, collection);
  if (collection === undefined || !declared || !isAsyncFunction(fn)) return undefined;
  const { list, index, values } = declared;
  const declaration = list[index];
  const rest = list.slice(index + 1);
  const name = findFreeName(fn, finding.site.resource);
  const holding = { ...place, name, comes: 'statement', fn } as const;
  const single = declaration && findSingle(rest, collection, contract);
  if (single)
    return releaseEach({ ...holding, region: { kind: 'expression', expression: call } }, single, values);
  if (!declaration || rest.some((each) => gives(each, collection) || takesOut(each, collection, contract)))
    return undefined;
  const region = {
    kind: 'statements',
    parent: declaration.parent,
    list: rest,
    behind: declaration.end,
  } as const;
  const release = findReleaseStatement({ ...holding, region });
  const edits = new EditList(source);
  const { lines } = edits;
  const span = findSpan(edits, region);
  if (!span || release === undefined) return undefined;
  const { from, to, indent } = span;
  const loop = `for (const ${name} of ${values}) ${release}`;
  edits.insertLines(from, `${indent}try {`);
  edits.indent(from, to);
  const footer = [`${indent}} finally {`, indent + lines.getUnit() + loop, `${indent}}`];
  edits.appendLines(to, ...footer);
  return { title: 'Release them all in a finally block', edits: edits.toTextEdits() };
}

/** `clients[0]?.release();`, if that is the only release there is. */
function findSingle(
  nodes: readonly ts.Node[],
  collection: string,
  contract: Contract,
): ts.ExpressionStatement | undefined {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const callee = ts.isCallExpression(node) ? node.expression : undefined;
    if (callee && ts.isPropertyAccessExpression(callee) && isRelease(contract, callee.name.text))
      found.push(node);
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  const [only] = found;
  if (!only || found.length > 1 || !ts.isCallExpression(only) || !ts.isExpressionStatement(only.parent))
    return undefined;
  const { expression } = only;
  const element = ts.isPropertyAccessExpression(expression) ? expression.expression : undefined;
  return element && ts.isElementAccessExpression(element) && isNamed(element.expression, collection)
    ? only.parent
    : undefined;
}

function isRelease(contract: Contract, name: string): boolean {
  return contract.release.some(({ method }) => method === name);
}

function releaseEach(holding: Holding, single: ts.Statement, values: string): CandidateFix | undefined {
  const release = findReleaseStatement(holding);
  if (release === undefined) return undefined;
  const edits = new EditList(holding.source);
  edits.replace(single.getStart(), single.end, `for (const ${holding.name} of ${values}) ${release}`);
  return { title: 'Release each of them', edits: edits.toTextEdits() };
}

/** The declaration of an array, a set or a map that is empty at first. */
function findDeclaration(
  call: ts.Node,
  name: string,
): { readonly list: readonly ts.Statement[]; readonly index: number; readonly values: string } | undefined {
  for (let at: ts.Node = call; !ts.isSourceFile(at); at = at.parent) {
    const list = getStatements(at.parent);
    const index = list?.findIndex(
      (each) => ts.isVariableStatement(each) && findDeclaredNames([each]).has(name),
    );
    const statement = list?.[index ?? -1];
    if (!list || index === undefined || !statement || !ts.isVariableStatement(statement)) continue;
    const value = statement.declarationList.declarations[0]?.initializer?.getText() ?? '';
    if (/^(?:\[\]$|new (?:Array|Set)\b)/.test(value)) return { list, index, values: name };
    return /^new Map\b/.test(value) ? { list, index, values: `${name}.values()` } : undefined;
  }
  return undefined;
}

const TAKING: ReadonlySet<string> = new Set(['pop', 'shift', 'splice', 'delete', 'clear']);

/** Whether some of it is released or taken out: then what is left at the end is not all there is to release. */
function takesOut(node: ts.Node, collection: string, contract: Contract): boolean {
  const callee = ts.isCallExpression(node) ? node.expression : undefined;
  if (callee && ts.isPropertyAccessExpression(callee)) {
    const { text } = callee.name;
    if (isRelease(contract, text)) return true;
    if (TAKING.has(text) && isNamed(callee.expression, collection)) return true;
  }
  return ts.forEachChild(node, (child) => takesOut(child, collection, contract)) === true;
}

/** Whether somebody else gets the collection. */
function gives(node: ts.Node, name: string): boolean {
  if (ts.isReturnStatement(node) && node.expression && ts.isIdentifier(node.expression))
    return node.expression.text === name;
  return ts.forEachChild(node, (child) => gives(child, name)) === true;
}
