/** A fixture: source files in one text, with options, a cursor and marks; parsed, and printed with other marks. */
import type { FilePath, Position } from '../../src/model/location.js';
import { BadFixture, isMark, parseMark, printMark, type Mark } from './mark.js';

export interface FixtureFile {
  readonly path: FilePath;
  /** What is analysed: without marks, options and cursor. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface Cursor extends Position {
  readonly file: FilePath;
}

export interface Fixture {
  readonly files: readonly FixtureFile[];
  readonly cursor: Cursor | undefined;
  /** Compiler options: `//// @target = ES2022`. */
  readonly options: Readonly<Record<string, string>>;
}

export const FIXTURE_ROOT: FilePath = '/project';

const SECTION = /^\/\/- (\S+)\s*$/;
const OPTION = /^\/\/\/\/ @(\w+) = (\S.*?)\s*$/;
const CURSOR = '$0';

/** `name` is the file for what stands before the first `//- name` line. */
export function parseFixture(source: string, name = 'main.ts'): Fixture {
  const options: Record<string, string> = {};
  const sections: { path: FilePath; lines: string[] }[] = [];
  for (const line of source.split('\n')) {
    const option = OPTION.exec(line);
    const section = SECTION.exec(line);
    if (option) options[option[1]!] = option[2]!;
    else if (line.startsWith('////'))
      throw new BadFixture(`Not an option: "${line}". Write: //// @name = value`);
    else if (section) sections.push({ path: toPath(section[1]!), lines: [] });
    else if (sections.length === 0) sections.push({ path: toPath(name), lines: [line] });
    else sections.at(-1)!.lines.push(line);
  }
  const used = sections.filter(({ lines }, index) => index > 0 || lines.some((line) => line.trim() !== ''));
  requireDifferent(used.map(({ path }) => path));
  const read = used.map(({ path, lines }) => readFile(path, lines));
  const cursors = read.flatMap(({ cursor }) => cursor);
  if (cursors.length > 1) throw new BadFixture('More than one cursor ($0).');
  return { files: read.map(({ file }) => file), cursor: cursors[0], options };
}

function toPath(name: string): FilePath {
  return `${FIXTURE_ROOT}/${name}`;
}

function requireDifferent(paths: readonly FilePath[]): void {
  const again = paths.find((path, index) => paths.indexOf(path) !== index);
  if (again !== undefined) throw new BadFixture(`Two files named ${again.slice(FIXTURE_ROOT.length + 1)}.`);
  if (paths.length === 0) throw new BadFixture('Nothing in it.');
}

function readFile(path: FilePath, lines: readonly string[]): { file: FixtureFile; cursor: Cursor[] } {
  const code: string[] = [];
  const marks: Mark[] = [];
  const cursor: Cursor[] = [];
  for (const line of lines) {
    if (isMark(line)) {
      if (code.length === 0) throw new BadFixture(`A mark with no line above it: "${line.trim()}".`);
      marks.push(parseMark(line, code.length - 1));
      continue;
    }
    const at = line.indexOf(CURSOR);
    if (at >= 0) cursor.push({ file: path, line: code.length, character: at });
    code.push(at >= 0 ? line.slice(0, at) + line.slice(at + CURSOR.length) : line);
  }
  requireSteps(marks);
  requireInside(code, marks);
  return { file: { path, text: code.join('\n'), marks }, cursor };
}

/** Steps count 1, 2, 3 for each finding they belong to. */
function requireSteps(marks: readonly Mark[]): void {
  for (const { finding, steps } of groupSteps(marks)) {
    const numbers = steps.map(({ number }) => number).sort((a, b) => a - b);
    if (numbers.every((number, index) => number === index + 1)) continue;
    throw new BadFixture(`The steps of "${printMark(finding).trim()}" are numbered ${numbers.join(', ')}.`);
  }
  const hasSteps = marks.some(({ kind }) => kind === 'step');
  if (hasSteps && !marks.some(({ kind }) => kind === 'finding'))
    throw new BadFixture('Steps without a finding.');
}

function requireInside(code: readonly string[], marks: readonly Mark[]): void {
  for (const mark of marks) {
    const { start, end } = mark.range;
    const endLine = code[end.line];
    if (
      endLine === undefined ||
      end.character > endLine.length ||
      start.character >= (code[start.line]?.length ?? 0)
    ) {
      throw new BadFixture(`A mark that points behind its line: "${printMark(mark)}".`);
    }
  }
}

export interface MarkedFinding {
  readonly finding: Extract<Mark, { kind: 'finding' }>;
  readonly steps: readonly Extract<Mark, { kind: 'step' }>[];
}

/** Steps belong to the finding before them; those before the first finding belong to that one. */
export function groupSteps(marks: readonly Mark[]): MarkedFinding[] {
  const groups: { finding: MarkedFinding['finding']; steps: MarkedFinding['steps'][number][] }[] = [];
  const early: MarkedFinding['steps'][number][] = [];
  for (const mark of marks) {
    if (mark.kind === 'finding') groups.push({ finding: mark, steps: groups.length === 0 ? early : [] });
    else if (mark.kind === 'step') (groups.at(-1)?.steps ?? early).push(mark);
  }
  return groups;
}

/** The text of a file with these marks under its lines. */
export function printFile(file: FixtureFile, marks: readonly Mark[]): string {
  return file.text
    .split('\n')
    .flatMap((line, index) => [
      line,
      ...marks.filter(({ range }) => range.start.line === index).map(printMark),
    ])
    .join('\n');
}
