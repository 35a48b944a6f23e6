/** All words of the picture, shown or said, in one place. */
import type { ExitKind, Level, RuleId, UnreleasedPath } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';
import type { HeldCount } from './held-count.js';
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

/** What is wrong at the end of a path, in a few words. */
export const RULE_WORDS: Readonly<Record<RuleId, string>> = {
  unreleased: 'not released',
  'double-release': 'released a second time',
  'use-after-release': 'used after it was released',
  'release-while-busy': 'released while work on it is pending',
  'unfinished-transaction': 'released with its transaction open',
  'pool-exhaustion': 'waits for a second connection of its pool',
};

/** What stands above the columns of the list. */
export const COLUMN_WORDS: readonly {
  readonly kind: string;
  readonly name: string;
  readonly title: string;
}[] = [
  { kind: 'count', name: 'Held', title: 'How many resources of this file are held after the step' },
  { kind: 'graph', name: '', title: '' },
  { kind: 'line', name: 'Line', title: 'Line of the code' },
  { kind: 'step', name: 'Step', title: 'Number of the step on the chosen path' },
];

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

/** `Error: leaves by return`, and for other rules what the path leads to. */
export function toLevelSentence({ exit, level }: UnreleasedPath, rule: RuleId = 'unreleased'): string {
  return `${LEVEL_WORDS[level]}: ${rule === 'unreleased' ? EXIT_WORDS[exit] : RULE_WORDS[rule]}`;
}

/** What a screen reader says when another path is chosen. */
export function toPathAnnouncement(lifetime: Lifetime, index: number, rule?: RuleId): string {
  const path = lifetime.paths[index];
  if (!path) return '';
  const steps = path.steps.length === 1 ? '1 step' : `${path.steps.length} steps`;
  return `Path ${index + 1} of ${lifetime.paths.length}, ${toLevelSentence(path, rule)}, ${steps}`;
}

/** What the row says. Steps bring their own words; what is on no path brings only the source text. */
export function toRowText(row: Row): string {
  if (row.kind === 'acquire' && row.steps.size === 0) return `acquires with \`${row.text}\``;
  if (row.kind === 'released') return `released: ${row.text}`;
  return row.kind === 'release' && row.steps.size === 0 ? `releases with \`${row.text}\`` : row.text;
}

/** The words a row shows by its place, its shape or its shade, for those who do not see them. */
export interface UnseenWords {
  readonly beforeStep: string;
  readonly afterStep: string;
  readonly beforeText: string;
  readonly afterText: string;
}

/** Together with what the row shows: `Line 5, step 2 of 4, call, client.query() uses it, 1 held, code: …`. */
export function toUnseenWords(
  row: LaidRow,
  { held, selected, total }: { readonly held: HeldCount; readonly selected: number; readonly total: number },
): UnseenWords {
  const isOn = row.steps.has(selected);
  const isOff = !isOn && row.steps.size > 0;
  const isSome = (row.heldAbove ?? row.heldBelow) === 'some-paths';
  return {
    beforeStep: isOn ? ', step ' : '',
    afterStep: isOn ? ` of ${total}` : '',
    beforeText: `, ${KIND_WORDS[row.kind]}, `,
    afterText: `${isOff ? ', not on this path' : ''}${isSome ? ', held on some paths' : ''}, ${toHeldSentence(held)}`,
  };
}

/** `2`, or `1–2` when it depends on the way. */
export function toHeldText({ least, most }: HeldCount): string {
  return least === most ? `${most}` : `${least}–${most}`;
}

/** `2 held`, `1 to 2 held`. */
export function toHeldSentence({ least, most }: HeldCount): string {
  return least === most ? `${most} held` : `${least} to ${most} held`;
}

export function toFoldLabel(row: Row): string {
  // The number stands on the button: who is read the name hears it too.
  const steps = row.inner === 1 ? 'the 1 step' : `the ${row.inner} steps`;
  return row.isUnfolded ? `Hide ${steps} inside` : `Show ${steps} inside`;
}

export function toReleasedLabel(hidden: boolean): string {
  return hidden ? 'Show released paths' : 'Hide released paths';
}

export function toShownSentence(first: number, end: number, count: number): string {
  return `Lanes of paths ${first + 1} to ${end} of ${count}; next and previous lead to the others.`;
}
