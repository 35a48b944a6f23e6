/** The lines of the statement around a place, told from the text alone: it may be half-typed and need not parse. */
import type { Range } from '../model/location.js';

/** Zero-based, both included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** A statement of more lines than this is looked at in part. */
const MAX_LINES = 50;

const GOES_ON = /(?:[=(,.?:&|+\-*[]|=>|\b(?:await|return|new|yield|throw))\s*$/;
const CONTINUES = /^\s*(?:[.?:)\]},&|]|&&)/;

/** `lineText` gives a line without its end, and '' behind the last one. */
export function findStatementLines(range: Range, lineText: (line: number) => string): Lines {
  let first = range.start.line;
  while (first > 0 && range.start.line - first < MAX_LINES && GOES_ON.test(lineText(first - 1))) first--;
  return { first, last: findLastLine(range, lineText) };
}

/** Goes on while a bracket is open, a line ends in an operator, or the next one begins with a dot. */
function findLastLine({ end }: Range, lineText: (line: number) => string): number {
  let depth = 0;
  for (let line = end.line; line < end.line + MAX_LINES; line++) {
    const whole = lineText(line);
    const text = line === end.line ? whole.slice(end.character) : whole;
    for (const mark of text.replace(/(['"`])(?:\\.|(?!\1).)*\1|\/\/.*$/g, '')) {
      if ('([{'.includes(mark)) depth++;
      if (')]}'.includes(mark)) depth--;
      if (depth < 0 || (mark === ';' && depth === 0)) return line;
    }
    if (depth === 0 && !GOES_ON.test(whole) && !CONTINUES.test(lineText(line + 1))) return line;
  }
  return end.line;
}
