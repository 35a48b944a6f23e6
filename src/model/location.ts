/** Positions, ranges and locations in source text, counted the way editors count. */

/** Zero-based line and zero-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open: `end` is the first position behind the text. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** An absolute path with forward slashes, on every platform. */
export type FilePath = string;

export interface Location {
  readonly file: FilePath;
  readonly range: Range;
}

export function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** Whether `position` lies in `range`, its end included: a cursor behind the last character still touches it. */
export function contains(range: Range, position: Position): boolean {
  return !isBefore(position, range.start) && !isBefore(range.end, position);
}

export function isSameRange(a: Range, b: Range): boolean {
  return isSamePosition(a.start, b.start) && isSamePosition(a.end, b.end);
}

function isSamePosition(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}
