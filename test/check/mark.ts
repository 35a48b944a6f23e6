/** One mark of a fixture: a comment under the line it points at. The grammar is in {@link parseMark}. */
import { LEVELS, RULE_IDS, type Level, type RuleId } from '../../src/model/finding.js';
import type { Range } from '../../src/model/location.js';

export type Mark = FindingMark | StepMark | LifetimeMark;

export interface FindingMark {
  readonly kind: 'finding';
  readonly range: Range;
  readonly level: Level;
  readonly rule: RuleId;
  /** The beginning of the message; empty when the mark does not say. */
  readonly message: string;
}

export interface StepMark {
  readonly kind: 'step';
  readonly range: Range;
  readonly number: number;
  readonly text: string;
}

/** A piece of the lifetime picture: `acquire c`, `release c`, `held c for 3 lines`, `held c? for 2 lines`. */
export interface LifetimeMark {
  readonly kind: 'lifetime';
  readonly range: Range;
  readonly text: string;
}

/** A fixture that cannot be read: the test is wrong, not the engine. */
export class BadFixture extends Error {
  override readonly name = 'BadFixture';
}

/** A comment that means to be a mark: carets, or columns in brackets where carets do not fit. */
const LOOKS_LIKE_MARK = /^\s*\/\/\s*(?:\^+|\[\d+-)/;
const CARETS = /^(\s*\/\/\s*)(\^+) (.*)$/;
const COLUMNS = /^\s*\/\/\s*\[(\d+)-(?:(\d+):)?(\d+)\] (.*)$/;
const FINDING = new RegExp(`^(${LEVELS.join('|')}) (${RULE_IDS.join('|')})(?:: (.*))?$`);
const STEP = /^(\d+)> (.+)$/;
const LIFETIME = /^(?:(?:acquire|release) \S+|held \S+? for \d+ lines?)$/;

export function isMark(line: string): boolean {
  return LOOKS_LIKE_MARK.test(line);
}

/**
 * Reads the mark in `line`, which stands under line `codeLine` of the code:
 * `// ^^^^ error unreleased: text`, `// ^^^^ 1> text`, `// ^^^^ acquire c`. Where carets do not fit, the columns
 * in numbers: `// [0-12] …`, and with `[4-2:9]` the range ends two lines further down at column 9.
 */
export function parseMark(line: string, codeLine: number): Mark {
  const [range, text] = readRange(line, codeLine);
  const finding = FINDING.exec(text);
  if (finding) {
    const [, level, rule, message = ''] = finding;
    return { kind: 'finding', range, level: level as Level, rule: rule as RuleId, message };
  }
  const step = STEP.exec(text);
  if (step) return { kind: 'step', range, number: Number(step[1]), text: step[2]! };
  if (LIFETIME.test(text)) return { kind: 'lifetime', range, text };
  throw new BadFixture(
    `Not a mark: "${line.trim()}". Levels: ${LEVELS.join(', ')}; rules: ${RULE_IDS.join(', ')}.`,
  );
}

function readRange(line: string, codeLine: number): [Range, string] {
  const carets = CARETS.exec(line);
  if (carets) {
    const [, before, drawn, text] = carets;
    const start = before!.length;
    const end = { line: codeLine, character: start + drawn!.length };
    return [{ start: { line: codeLine, character: start }, end }, text!];
  }
  const columns = COLUMNS.exec(line);
  if (!columns) throw new BadFixture(`A mark needs a blank and a text behind its range: "${line.trim()}".`);
  const [, start, lines = '0', character, text] = columns;
  const end = { line: codeLine + Number(lines), character: Number(character) };
  return [{ start: { line: codeLine, character: Number(start) }, end }, text!];
}

/** The comment line for a mark; the inverse of {@link parseMark}. */
export function printMark(mark: Mark): string {
  const { start, end } = mark.range;
  const text = printText(mark);
  const drawable = start.line === end.line && start.character >= 2 && end.character > start.character;
  if (!drawable) {
    const lines = end.line === start.line ? '' : `${end.line - start.line}:`;
    return `// [${start.character}-${lines}${end.character}] ${text}`;
  }
  return `//${' '.repeat(start.character - 2)}${'^'.repeat(end.character - start.character)} ${text}`;
}

function printText(mark: Mark): string {
  switch (mark.kind) {
    case 'finding':
      return `${mark.level} ${mark.rule}${mark.message === '' ? '' : `: ${mark.message}`}`;
    case 'step':
      return `${mark.number}> ${mark.text}`;
    case 'lifetime':
      return mark.text;
  }
}
