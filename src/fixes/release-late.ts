/** Releases what nobody waits for: at once when it comes, or when it loses a race against something else. */
import type { Finding } from '../model/finding.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import { getStatements } from './find-acquire.js';
import { givesPromise } from './gives-promise.js';
import type { CandidateFix } from './fix.js';
import { findFreeName } from './free-name.js';
import type { Holding } from './holding.js';
import { findReleaseCall, getTerminator } from './release-text.js';

type Place = Pick<Holding, 'source' | 'call' | 'contract'>;

/** `void pool.connect()`, `items.map(() => pool.connect())` */
export function releaseWhenItComes(place: Place, finding: Finding): CandidateFix | undefined {
  const { call, source } = place;
  const isLeft = isUnused(call);
  const name = findFreeName(getEnclosingFunction(call), finding.site.resource);
  const release = isLeft && givesPromise(place) ? printRelease(place, name) : undefined;
  if (release === undefined) return undefined;
  const edits = new EditList(source);
  edits.insert(call.end, `.then((${name}) => ${release})`);
  return { title: 'Release it as soon as it comes', edits: edits.toTextEdits() };
}

/** `Promise.race([pool.connect(), timeout])`: its promise gets a name, by which it is released when it comes too late. */
export function releaseWhenTooLate(place: Place): CandidateFix | undefined {
  const { call, source } = place;
  const race = ts.isArrayLiteralExpression(call.parent) ? call.parent.parent : undefined;
  const isRace = race && ts.isCallExpression(race) && race.expression.getText() === 'Promise.race';
  const statement = isRace
    ? ts.findAncestor(race, (at) => ts.isStatement(at) && getStatements(at.parent) !== undefined)
    : undefined;
  const fn = getEnclosingFunction(call);
  if (!race || !statement || !givesPromise(place) || getEnclosingFunction(statement) !== fn) return undefined;
  const [pending, late] = [findFreeName(fn, 'connecting'), findFreeName(fn, 'late')];
  const release = printRelease(place, late);
  const edits = new EditList(source);
  const { lines } = edits;
  const line = lines.lineOf(statement.getStart());
  const indent = lines.indentOf(line);
  if (lines.startOf(line) + indent.length !== statement.getStart() || release === undefined) return undefined;
  const end = getTerminator(source);
  const inner = lines.lineEnd + indent + lines.getUnit();
  edits.insertLines(line, `${indent}const ${pending} = ${call.getText()}${end}`);
  edits.replace(call.getStart(), call.end, pending);
  const body = `${inner}${pending}.then((${late}) => ${release}, () => {})${end}${inner}throw error${end}`;
  edits.insert(race.end, `.catch((error) => {${body}${lines.lineEnd}${indent}})`);
  return { title: 'Release it when it comes too late', edits: edits.toTextEdits() };
}

/** Nobody looks at what the promise gives: at most at how it ends. */
function isUnused(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isVoidExpression(parent) || ts.isExpressionStatement(parent)) return true;
  if (ts.isAwaitExpression(parent)) return ts.isExpressionStatement(parent.parent);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
    return findUses(parent.name).every(isUnused);
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
    return parent.name.text === 'catch' && ts.isCallExpression(parent.parent) && isUnused(parent.parent);
  const outer = ts.isArrayLiteralExpression(parent) ? parent.parent : parent;
  if (ts.isCallExpression(outer))
    return /^Promise\.(?:all|allSettled)$/.test(outer.expression.getText()) && isUnused(outer);
  const mapping = ts.isArrowFunction(parent) && parent.body === node ? parent.parent : undefined;
  if (!mapping || !ts.isCallExpression(mapping) || !ts.isPropertyAccessExpression(mapping.expression))
    return false;
  const { text } = mapping.expression.name;
  return text === 'forEach' || (text === 'map' && isUnused(mapping));
}

function findUses(name: ts.Identifier): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name.text && node !== name) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(getEnclosingFunction(name));
  return found;
}

function printRelease(place: Place, name: string): string | undefined {
  const region = { kind: 'expression', expression: place.call } as const;
  const fn = getEnclosingFunction(place.call);
  return findReleaseCall({ ...place, name, comes: 'handler', fn, region });
}
