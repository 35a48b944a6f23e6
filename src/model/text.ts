/** Offsets, positions and edits of plain text: the one place where lines are counted. */
import type { TextEdit } from './edit.js';
import type { Position, Range } from './location.js';

/** Offsets of the first character of each line; CR LF, LF and CR all end a line. */
export function getLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return starts;
}

export function offsetAt(starts: readonly number[], position: Position, length: number): number {
  const start = starts[position.line];
  return start === undefined ? length : Math.min(start + position.character, length);
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = getLineStarts(text);
  const at = (range: Range): [number, number] => [
    offsetAt(starts, range.start, text.length),
    offsetAt(starts, range.end, text.length),
  ];
  const byStart = edits.map((edit, index) => ({ edit, index, at: at(edit.range) }));
  byStart.sort((a, b) => b.at[0] - a.at[0] || b.at[1] - a.at[1] || b.index - a.index);
  let result = text;
  for (const {
    edit,
    at: [start, end],
  } of byStart) {
    result = result.slice(0, start) + edit.newText + result.slice(end);
  }
  return result;
}

/** The smallest single edit that turns one text into the other; none when they are the same. */
export function toWholeTextEdit(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let tail = 0;
  const limit = Math.min(before.length, after.length) - start;
  while (tail < limit && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const starts = getLineStarts(before);
  const range = { start: positionAt(starts, start), end: positionAt(starts, before.length - tail) };
  return [{ range, newText: after.slice(start, after.length - tail) }];
}

export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}
