/**
 * Units of a source file: its outermost function bodies. What stands outside of them says what there is (declarations,
 * imports, signatures); what stands inside one of them can be changed without anything else having another meaning.
 */
import type { FilePath } from '../model/location.js';
import { hasBody, isFunctionNode, type FunctionNode } from './functions.js';
import { ts } from './ts.js';

export interface Unit {
  readonly fn: FunctionNode;
  readonly body: ts.Node;
  /** Functions in it, itself first, in source order. */
  readonly functions: readonly FunctionNode[];
}

/** File and number of a unit; the module itself, outside of all its functions, has no number. */
export type UnitKey = string;

export interface UnitChange {
  readonly before: ts.SourceFile;
  readonly after: ts.SourceFile;
  /** Numbers of the units with another text. */
  readonly changed: ReadonlySet<number>;
  /** Where an offset of the old text is in the new one; undefined inside a changed unit. */
  readonly mapOffset: (offset: number) => number | undefined;
}

interface FileUnits {
  readonly units: readonly Unit[];
  readonly byFunction: ReadonlyMap<FunctionNode, { readonly unit: number; readonly place: number }>;
}

const known = new WeakMap<ts.SourceFile, FileUnits>();

export function getUnits(file: ts.SourceFile): readonly Unit[] {
  return getFileUnits(file).units;
}

/** Number of the unit a function is or stands in; undefined for the module. */
export function findUnitNumber(fn: FunctionNode): number | undefined {
  return getFileUnits(fn.getSourceFile()).byFunction.get(fn)?.unit;
}

export function toUnitKey(file: FilePath, unit: number | undefined): UnitKey {
  return `${file}\0${unit ?? 'module'}`;
}

/** Names a function for as long as its file has the same units. */
export function toFunctionKey(fn: FunctionNode): string {
  const { fileName } = fn.getSourceFile();
  const at = getFileUnits(fn.getSourceFile()).byFunction.get(fn);
  return at ? `${toUnitKey(fileName, at.unit)}\0${at.place}` : toUnitKey(fileName, undefined);
}

/**
 * The function with this key; undefined when it is not there, or stands inside a unit that was changed, where other
 * functions may have come before it.
 */
export function findFunctionByKey(
  key: string,
  getFile: (name: FilePath) => ts.SourceFile | undefined,
  changed: ReadonlySet<UnitKey>,
): FunctionNode | undefined {
  const [name = '', unit, place = ''] = key.split('\0');
  const file = getFile(name);
  if (!file || unit === 'module') return file;
  if (place !== '0' && changed.has(toUnitKey(name, Number(unit)))) return undefined;
  return getUnits(file)[Number(unit)]?.functions[Number(place)];
}

/** Undefined when more than the insides of units has changed. */
export function compareUnits(before: ts.SourceFile, after: ts.SourceFile): UnitChange | undefined {
  const [old, now] = [getUnits(before), getUnits(after)];
  if (old.length !== now.length) return undefined;
  const changed = new Set<number>();
  const moves: { readonly from: number; readonly to: number; readonly by: number | undefined }[] = [];
  let [oldAt, nowAt] = [0, 0];
  for (const [index, unit] of old.entries()) {
    const other = now[index];
    if (other?.fn.kind !== unit.fn.kind) return undefined;
    const [oldSpan, nowSpan] = [spanOf(unit, before), spanOf(other, after)];
    const isSameAround = before.text.slice(oldAt, oldSpan.start) === after.text.slice(nowAt, nowSpan.start);
    if (!isSameAround) return undefined;
    moves.push({ from: oldAt, to: oldSpan.start, by: nowAt - oldAt });
    const isSame =
      before.text.slice(oldSpan.start, oldSpan.end) === after.text.slice(nowSpan.start, nowSpan.end);
    if (!isSame) changed.add(index);
    moves.push({
      from: oldSpan.start,
      to: oldSpan.end,
      by: isSame ? nowSpan.start - oldSpan.start : undefined,
    });
    [oldAt, nowAt] = [oldSpan.end, nowSpan.end];
  }
  if (before.text.slice(oldAt) !== after.text.slice(nowAt)) return undefined;
  moves.push({ from: oldAt, to: Infinity, by: nowAt - oldAt });
  return { before, after, changed, mapOffset: (offset) => mapOffset(moves, offset) };
}

/** An end belongs to what ends there, a start to what begins there; both have moved alike, unless a unit changed. */
function mapOffset(
  moves: readonly { readonly from: number; readonly to: number; readonly by: number | undefined }[],
  offset: number,
): number | undefined {
  const at = moves.filter(({ from, to }) => from <= offset && offset <= to);
  const move = at.find(({ by }) => by !== undefined);
  return move?.by === undefined ? undefined : offset + move.by;
}

function spanOf({ body }: Unit, file: ts.SourceFile): { readonly start: number; readonly end: number } {
  return { start: body.getStart(file), end: body.end };
}

function getFileUnits(file: ts.SourceFile): FileUnits {
  const found = known.get(file) ?? findUnits(file);
  known.set(file, found);
  return found;
}

function findUnits(file: ts.SourceFile): FileUnits {
  const units: Unit[] = [];
  const byFunction = new Map<FunctionNode, { unit: number; place: number }>();
  const visit = (node: ts.Node): void => {
    const body = isFunctionNode(node) && hasBody(node) && !ts.isSourceFile(node) ? node.body : undefined;
    if (!body || !isFunctionNode(node)) {
      ts.forEachChild(node, visit);
      return;
    }
    const functions = [node, ...findInside(body)];
    functions.forEach((fn, place) => byFunction.set(fn, { unit: units.length, place }));
    units.push({ fn: node, body, functions });
    ts.forEachChild(node, (child) => {
      if (child !== body) visit(child);
    });
  };
  ts.forEachChild(file, visit);
  // In source order: what stands in parameters comes before the body.
  const order = units
    .map((unit, index) => ({ unit, index }))
    .sort((a, b) => a.unit.body.pos - b.unit.body.pos);
  const numbers = new Map(order.map(({ index }, place) => [index, place]));
  for (const at of byFunction.values()) at.unit = numbers.get(at.unit) ?? at.unit;
  return { units: order.map(({ unit }) => unit), byFunction };
}

function findInside(body: ts.Node): readonly FunctionNode[] {
  const found: FunctionNode[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node) && hasBody(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
