/** The key to the picture: what the shapes, lines and keys mean. */
import { el, svg } from './dom.js';
import { drawMark, type Standing } from './marks.js';
import type { RowKind } from './rows.js';

const MARKS: readonly (readonly [RowKind, Standing, string])[] = [
  ['acquire', 'chosen', 'acquire'],
  ['branch', 'chosen', 'branch'],
  ['call', 'chosen', 'call that uses it'],
  ['throw', 'chosen', 'may throw'],
  ['callback', 'chosen', 'callback starts'],
  ['exit', 'chosen', 'exit, not released'],
  ['release', 'released', 'release'],
  ['released', 'released', 'exit, released'],
];

const LINES: readonly (readonly [string, string, string])[] = [
  ['held every-path', 'M 10 0 V 16', 'held on every path'],
  ['held some-paths', 'M 10 0 V 16', 'held on some paths'],
  ['line chosen', 'M 0 8 H 20', 'the chosen path'],
  ['line other', 'M 0 8 H 20', 'other unreleased paths'],
  ['line released', 'M 0 8 H 20', 'released'],
];

const KEYS: readonly (readonly [string, string])[] = [
  ['n / p', 'next, previous path'],
  ['↑ / ↓', 'move through the rows'],
];

const CODE_KEYS: readonly (readonly [string, string])[] = [
  ['Enter', 'show in the code'],
  ['Ctrl+Enter', 'go to the code'],
];

export function buildLegend({ hasCode }: { readonly hasCode: boolean }): HTMLElement {
  const marks = MARKS.map(([kind, standing, words]) => {
    const picture = svg('svg', { width: 20, height: 16, viewBox: '-10 -8 20 16', 'aria-hidden': 'true' });
    picture.append(drawMark(kind, standing, { x: 0, y: 0 }));
    return el('li', {}, picture, words);
  });
  const lines = LINES.map(([name, d, words]) => {
    const picture = svg('svg', { width: 20, height: 16, 'aria-hidden': 'true' });
    picture.append(svg('path', { class: name, d }));
    return el('li', {}, picture, words);
  });
  const keys = [...KEYS, ...(hasCode ? CODE_KEYS : [])].map(([key, words]) =>
    el('li', {}, el('kbd', {}, key), words),
  );
  return el(
    'details',
    { class: 'legend' },
    el('summary', {}, 'Shapes, lines and keys'),
    el(
      'div',
      { class: 'groups' },
      ...[marks, lines, keys].map((items) => el('ul', { role: 'list' }, ...items)),
    ),
  );
}
