/**
 * Holds a freshly typed finding back, so that a half-written `connect()` does not flash red: it is shown when typing has
 * paused, or when the cursor has left its statement. Findings that were shown before stay, and those that are gone go at
 * once; only a text that does not parse proves nothing, so there they stay until it parses or their own place is edited.
 */
import type { Finding } from '../model/finding.js';
import type { Position, Range } from '../model/location.js';
import { isSameRange } from '../model/location.js';
import type { Analyzed } from './analyses.js';
import type { Lines } from './statement-lines.js';

/** Typing has paused when nothing was typed for so long. */
const IDLE_MS = 800;

/** Milliseconds. */
export interface Clock {
  readonly now: () => number;
  readonly idleMs: number;
}

/** What is known of one open document. */
export interface TypedDocument {
  readonly uri: string;
  /** Where a place of the text of `version` stands in the present text; undefined when it was edited itself. */
  readonly findRange: (range: Range, version: number) => Range | undefined;
  readonly findStatementLines: (range: Range) => Lines;
}

interface State {
  shown: readonly Finding[];
  /** Version of the text that `shown` belongs to; undefined before the first answer. */
  version: number | undefined;
  held: readonly Finding[];
  typedAt: number | undefined;
  cursor: Position | undefined;
  timer: NodeJS.Timeout | undefined;
}

export class NewFindings {
  readonly #states = new Map<string, State>();
  readonly #release: (uri: string) => void;
  readonly #clock: Clock;

  /** `release` is called when something that was held back may be shown. */
  constructor(release: (uri: string) => void, clock: Clock = { now: Date.now, idleMs: IDLE_MS }) {
    this.#release = release;
    this.#clock = clock;
  }

  typed(uri: string): void {
    this.#stateOf(uri).typedAt = this.#clock.now();
  }

  closed(uri: string): void {
    clearTimeout(this.#states.get(uri)?.timer);
    this.#states.delete(uri);
  }

  cursorMoved(uri: string, cursor: Position, document: TypedDocument): void {
    const state = this.#stateOf(uri);
    state.cursor = cursor;
    if (state.held.some((finding) => hasLeft(state, finding, document))) this.#release(uri);
  }

  /** The findings to show now. */
  choose({ analysis, version }: Analyzed, document: TypedDocument): readonly Finding[] {
    const state = this.#stateOf(document.uri);
    const isShown = (finding: Finding): boolean =>
      !this.#isTyping(state) || isKnown(state, finding, document) || hasLeft(state, finding, document);
    const isBroken = analysis.problems.some(({ kind }) => kind === 'syntax-error');
    const kept = isBroken ? findLost(state, analysis.findings, document) : [];
    state.held = analysis.findings.filter((finding) => !isShown(finding));
    const present = analysis.findings.filter((finding) => !state.held.includes(finding));
    state.shown = [...present, ...kept];
    state.version = version;
    this.#schedule(document.uri, state);
    return state.shown;
  }

  #isTyping({ typedAt, version }: State): boolean {
    return version !== undefined && typedAt !== undefined && this.#clock.now() - typedAt < this.#clock.idleMs;
  }

  #schedule(uri: string, state: State): void {
    clearTimeout(state.timer);
    if (state.held.length === 0) return;
    const wait = this.#clock.idleMs - (this.#clock.now() - (state.typedAt ?? 0));
    state.timer = setTimeout(() => {
      this.#release(uri);
    }, wait).unref();
  }

  #stateOf(uri: string): State {
    const known = this.#states.get(uri);
    if (known) return known;
    const state: State = {
      shown: [],
      version: undefined,
      held: [],
      typedAt: undefined,
      cursor: undefined,
      timer: undefined,
    };
    this.#states.set(uri, state);
    return state;
  }
}

/** By its id, or by its place: typing in the name of the function changes the id of all findings in it. */
function isKnown({ shown, version }: State, finding: Finding, document: TypedDocument): boolean {
  return shown.some((other) => {
    if (other.id === finding.id) return true;
    if (other.rule !== finding.rule || version === undefined) return false;
    const range = document.findRange(other.location.range, version);
    return range !== undefined && isSameRange(range, finding.location.range);
  });
}

/** Those that were shown and are missing now, at the places where they stand in the present text. */
function findLost(
  { shown, version }: State,
  findings: readonly Finding[],
  document: TypedDocument,
): readonly Finding[] {
  if (version === undefined) return [];
  return shown.flatMap((finding) => {
    const range = document.findRange(finding.location.range, version);
    const isThere = findings.some(
      ({ id, location, rule }) =>
        id === finding.id || (rule === finding.rule && range && isSameRange(location.range, range)),
    );
    return range && !isThere ? [{ ...finding, location: { ...finding.location, range } }] : [];
  });
}

function hasLeft({ cursor }: State, finding: Finding, document: TypedDocument): boolean {
  if (!cursor) return false;
  const { first, last } = document.findStatementLines(finding.location.range);
  return cursor.line < first || cursor.line > last;
}
