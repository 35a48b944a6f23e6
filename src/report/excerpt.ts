/** One line of source with its range underlined, as in a compiler's message. */
import type { Range } from '../model/location.js';
import { getLineStarts } from '../model/text.js';

const MAX_WIDTH = 120;
const TAB = '  ';

export interface Excerpt {
  readonly line: string;
  /** Spaces and carets, to stand below {@link line}. */
  readonly carets: string;
}

/** Undefined when the line does not exist: the file may have changed. A long line is cut around the range. */
export function findExcerpt(text: string, range: Range): Excerpt | undefined {
  const starts = getLineStarts(text);
  const start = starts[range.start.line];
  if (start === undefined) return undefined;
  const source = text.slice(start, starts[range.start.line + 1] ?? text.length).replace(/[\r\n]+$/, '');
  const end = range.end.line === range.start.line ? range.end.character : source.length;
  const from = range.start.character > MAX_WIDTH - 20 ? range.start.character - 20 : 0;
  const show = (part: string): string => part.replaceAll('\t', TAB);
  const head = `${from > 0 ? '…' : ''}${show(source.slice(from, range.start.character))}`;
  const marked = show(source.slice(range.start.character, Math.min(end, from + MAX_WIDTH)));
  const rest = show(source.slice(Math.min(end, from + MAX_WIDTH), from + MAX_WIDTH));
  const isCut = source.length > from + MAX_WIDTH;
  return {
    line: `${head}${marked}${rest}${isCut ? '…' : ''}`,
    carets: `${' '.repeat(head.length)}${'^'.repeat(Math.max(1, marked.length))}`,
  };
}
