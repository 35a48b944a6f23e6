/** Remembers the edits of a document, to find where a place of an older text stands now. */
import type { Position, Range } from '../model/location.js';
import { isBefore } from '../model/location.js';

/** A change as LSP sends it: without a range it replaces the whole text. */
export interface TextChange {
  readonly range?: Range;
  readonly text: string;
}

interface Edit {
  /** Version of the text that the change led to. */
  readonly version: number;
  readonly change: TextChange;
}

/** Nobody asks for places that are older: an analysis follows every pause. */
const MAX_EDITS = 2000;

export class EditLog {
  #edits: Edit[] = [];
  #oldest = 0;

  add(version: number, changes: readonly TextChange[]): void {
    this.#edits.push(...changes.map((change) => ({ version, change })));
    if (this.#edits.length <= MAX_EDITS) return;
    this.#edits = this.#edits.slice(-MAX_EDITS / 2);
    this.#oldest = this.#edits[0]?.version ?? version;
  }

  /** Undefined when the text at the range was changed itself, or when it is too long ago. */
  findRange(range: Range, since: number): Range | undefined {
    if (since < this.#oldest) return undefined;
    let at: Range | undefined = range;
    for (const { version, change } of this.#edits) {
      if (version <= since) continue;
      at = shiftRange(at, change);
      if (!at) return undefined;
    }
    return at;
  }
}

function shiftRange(range: Range, change: TextChange): Range | undefined {
  const edited = change.range;
  if (!edited) return undefined;
  if (!isBefore(range.start, edited.end)) {
    const end = endOfText(edited.start, change.text);
    return { start: shift(range.start, edited.end, end), end: shift(range.end, edited.end, end) };
  }
  return isBefore(edited.start, range.end) ? undefined : range;
}

/** `from` is where the replaced text ended, `to` where the new one does. */
function shift(position: Position, from: Position, to: Position): Position {
  const line = position.line + to.line - from.line;
  const isSameLine = position.line === from.line;
  return {
    line,
    character: isSameLine ? position.character + to.character - from.character : position.character,
  };
}

function endOfText(start: Position, text: string): Position {
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1)?.length ?? 0;
  return lines.length === 1
    ? { line: start.line, character: start.character + last }
    : { line: start.line + lines.length - 1, character: last };
}
