/** All words of the picture, shown or said, in one place. */
import type { ExitKind, Level } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';
import type { LaidRow } from './layout.js';
import type { Row, RowKind } from './rows.js';
import { toVisibleText } from './visible-text.js';

export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  error: 'Error',
  warning: 'Warning',
  note: 'Information',
};

export const KIND_WORDS: Readonly<Record<RowKind, string>> = {
  acquire: 'acquire',
  branch: 'branch',
  call: 'call',
  throw: 'may throw',
  release: 'release',
  callback: 'callback starts',
  exit: 'exit, not released',
  released: 'exit, released',
};

export const EXIT_WORDS: Readonly<Record<ExitKind, string>> = {
  return: 'leaves by return',
  throw: 'leaves by an exception',
  reject: 'leaves by a rejected await',
  end: 'leaves at the end of the code',
  overwrite: 'is lost by overwriting the variable',
};

/** `3 of 5 exits unreleased`, `released on all 3 exits`. */
export function toExitSentence(unreleased: number, exits: number): string {
  if (unreleased > 0 && exits === 1) return 'unreleased on its only exit';
  if (unreleased > 0) return `unreleased on ${unreleased} of ${exits} exits`;
  if (exits === 0) return 'no exit';
  if (exits === 1) return 'released on its only exit';
  return `released on ${exits === 2 ? 'both' : `all ${exits}`} exits`;
}

/** `pooled client, acquired with pool.connect in loadUser`. */
export function toSiteSentence(lifetime: Lifetime): string {
  const { resource, expression, functionName } = lifetime.site;
  const where = functionName === '<module>' ? 'at the top level of the file' : `in ${functionName}`;
  return toVisibleText(`${resource}, acquired with ${expression} ${where}`);
}

/** What the resource is called in the heading: its variable, or what it is. */
export function toResourceName(lifetime: Lifetime): string {
  return toVisibleText(lifetime.site.variable ?? lifetime.site.resource);
}

export function toLevelSentence(level: Level, exit: ExitKind): string {
  return `${LEVEL_WORDS[level]}: ${EXIT_WORDS[exit]}`;
}

/** What a screen reader says when another path is chosen. */
export function toPathAnnouncement(lifetime: Lifetime, index: number): string {
  const path = lifetime.paths[index];
  if (!path) return '';
  const steps = path.steps.length === 1 ? '1 step' : `${path.steps.length} steps`;
  return `Path ${index + 1} of ${lifetime.paths.length}, ${toLevelSentence(path.level, path.exit)}, ${steps}`;
}

/** What the row says. Steps bring their own words; what is on no path brings only the source text. */
export function toRowText(row: Row): string {
  if (row.kind === 'acquire' && row.steps.size === 0) return `acquires with \`${row.text}\``;
  if (row.kind === 'released') return `released: ${row.text}`;
  return row.kind === 'release' && row.steps.size === 0 ? `releases with \`${row.text}\`` : row.text;
}

/** The whole row in words; `code` is its source line, empty when unknown. */
export function toRowLabel(row: LaidRow, lifetime: Lifetime, selected: number, code: string): string {
  const numbers = row.steps.get(selected) ?? [];
  const total = lifetime.paths[selected]?.steps.length ?? 0;
  const step = numbers.length > 0 ? [`Step ${numbers.join(' and ')} of ${total}`] : [];
  const off = numbers.length === 0 && row.steps.size > 0 ? ['not on this path'] : [];
  const held = row.heldAbove ?? row.heldBelow;
  return [
    ...step,
    `line ${row.location.range.start.line + 1}`,
    KIND_WORDS[row.kind],
    toVisibleText(toRowText(row)).replaceAll('`', ''),
    ...off,
    ...(held === 'some-paths' ? ['held on some paths'] : []),
    ...(code === '' ? [] : [`code: ${code}`]),
  ].join(', ');
}

export function toShownSentence(first: number, end: number, count: number): string {
  return `Lanes of paths ${first + 1} to ${end} of ${count}; next and previous lead to the others.`;
}
