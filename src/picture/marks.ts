/** The shapes of the picture: what a step is can be told from its shape alone, colours only repeat it. */
import type { Level } from '../model/finding.js';
import { svg } from './dom.js';
import type { RowKind } from './rows.js';

/** Outline and inner drawing around 0,0 as SVG path texts; the outline is filled, the inner one only stroked. */
interface Shape {
  readonly outline: string;
  readonly inner: string;
}

const circle = (r: number): string =>
  `M ${-r} 0 a ${r} ${r} 0 1 0 ${2 * r} 0 a ${r} ${r} 0 1 0 ${-2 * r} 0 Z`;
const BOX = 'M -4.5 -7 H 4.5 Q 7 -7 7 -4.5 V 4.5 Q 7 7 4.5 7 H -4.5 Q -7 7 -7 4.5 V -4.5 Q -7 -7 -4.5 -7 Z';
const CROSS = 'M -3 -3 L 3 3 M 3 -3 L -3 3';
const CHECK = 'M -3.2 0.2 L -1 2.6 L 3.2 -2.6';

const SHAPES: Readonly<Record<RowKind, Shape>> = {
  acquire: { outline: circle(6), inner: 'M 0 -3 V 3 M -3 0 H 3' },
  branch: { outline: 'M 0 -6.5 L 6.5 0 L 0 6.5 L -6.5 0 Z', inner: '' },
  call: { outline: circle(3.5), inner: '' },
  throw: { outline: 'M 0 -7 L 7 5.5 H -7 Z', inner: 'M 0 -2.5 V 1.5 M 0 3.4 V 3.6' },
  release: { outline: circle(6), inner: CHECK },
  callback: { outline: 'M -5.5 -5.5 H 5.5 V 5.5 H -5.5 Z', inner: 'M -2 -2.8 L 2.4 0 L -2 2.8' },
  exit: { outline: BOX, inner: CROSS },
  released: { outline: BOX, inner: CHECK },
};

/** `standing`: whether it is on the chosen path, on another unreleased one, or on the released line. */
export type Standing = 'chosen' | 'other' | 'released';

export function drawMark(kind: RowKind, standing: Standing, at: { x: number; y: number }): SVGGElement {
  const shape = SHAPES[kind];
  const group = svg('g', { class: `mark ${kind} ${standing}`, transform: `translate(${at.x} ${at.y})` });
  group.append(svg('path', { class: 'outline', d: shape.outline }));
  if (shape.inner !== '') group.append(svg('path', { class: 'inner', d: shape.inner }));
  return group;
}

const LEVEL_SHAPES: Readonly<Record<Level, Shape>> = {
  error: { outline: circle(7), inner: CROSS },
  warning: SHAPES.throw,
  note: { outline: circle(7), inner: 'M 0 -0.8 V 3.4 M 0 -3.6 V -3.4' },
};

/** The sign of a level, or of a lifetime that is released everywhere. */
export function drawSign(level: Level | 'released'): SVGSVGElement {
  const shape = level === 'released' ? { outline: circle(7), inner: CHECK } : LEVEL_SHAPES[level];
  return svg(
    'svg',
    { class: `sign ${level}`, width: 16, height: 16, viewBox: '-8 -8 16 16', 'aria-hidden': 'true' },
    svg('path', { class: 'outline', d: shape.outline }),
    svg('path', { class: 'inner', d: shape.inner }),
  );
}
