/** From compiler nodes to the ranges and locations of the model. */
import type { Location, Position, Range } from '../model/location.js';
import type { ts } from './ts.js';

export function toPosition(file: ts.SourceFile, offset: number): Position {
  return file.getLineAndCharacterOfPosition(offset);
}

export function toRange(file: ts.SourceFile, start: number, end: number): Range {
  return { start: toPosition(file, start), end: toPosition(file, end) };
}

/** The node without its leading comments and white space. */
export function rangeOf(node: ts.Node): Range {
  const file = node.getSourceFile();
  return toRange(file, node.getStart(file), node.getEnd());
}

export function locationOf(node: ts.Node): Location {
  return { file: node.getSourceFile().fileName, range: rangeOf(node) };
}
