/** The whole picture as one SVG that needs no style sheet and no script, to paste into an issue or to save. */
import type { PictureSubject } from '../model/picture.js';
import { svg } from './dom.js';
import { drawRow, widthOfGraph } from './draw-row.js';
import { countHeld } from './held-count.js';
import type { LaidRow, Layout } from './layout.js';
import type { Palette } from './palette.js';
import { toVisibleText } from './visible-text.js';
import {
  toExitSentence,
  toHeldText,
  toLevelSentence,
  toResourceName,
  toRowText,
  toSiteSentence,
} from './words.js';

/** All in CSS pixels. */
const WIDTH = 860;
const MARGIN = 20;
const HEAD = 92;
const LINE = 18;
const ROW = 34;
const COUNT = 34;
const TEXT_AT = 76;

const SANS = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';
const MONO = 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace';

export interface SvgRequest {
  readonly subject: PictureSubject;
  readonly layout: Layout;
  readonly selected: number;
  readonly palette: Palette;
}

export function drawPictureSvg(request: SvgRequest): SVGSVGElement {
  const { layout, palette, selected, subject } = request;
  const codes = new Map(subject.code.map(({ file, line, text }) => [`${line} ${file}`, text]));
  const picture = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', 'font-family': SANS, 'font-size': 13 });
  picture.append(toStyle(palette), svg('rect', { width: '100%', height: '100%', fill: palette.page }));
  picture.append(...drawHead(subject, selected));
  let y = HEAD;
  let before = '';
  for (const row of layout.rows) {
    const place = `${row.location.range.start.line} ${row.location.file}`;
    const code = place === before ? '' : toVisibleText(codes.get(place) ?? '').trim();
    before = place;
    const height = code === '' ? ROW : ROW + LINE - 3;
    picture.append(...drawOne(request, row, { y, height, code }));
    y += height;
  }
  const height = y + MARGIN;
  for (const [name, value] of Object.entries({ width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` }))
    picture.setAttribute(name, String(value));
  return picture;
}

function drawHead(subject: PictureSubject, selected: number): readonly SVGElement[] {
  const { lifetime, message } = subject;
  const lost = lifetime.exits.filter((exit) => !exit.released).length;
  const title = message ?? `${toResourceName(lifetime)} ${toExitSentence(lost, lifetime.exits.length)}`;
  const path = lifetime.paths[selected];
  const which = path
    ? `Path ${selected + 1} of ${lifetime.paths.length} · ${toLevelSentence(path, subject.rule)}`
    : 'No unreleased path';
  const about = `${toSiteSentence(lifetime)} · ${toVisibleText(subject.fileName)}`;
  return [
    textAt({ x: MARGIN, y: 32 }, title, 'title'),
    textAt({ x: MARGIN, y: 52 }, about, 'dim'),
    textAt({ x: MARGIN, y: 72 }, which, ''),
  ];
}

function drawOne(
  { layout, selected, subject }: SvgRequest,
  row: LaidRow,
  { y, height, code }: { readonly y: number; readonly height: number; readonly code: string },
): readonly SVGElement[] {
  const graph = drawRow(row, layout.lanes, selected);
  const left = MARGIN + COUNT;
  for (const [name, value] of Object.entries({ x: left, y, height, overflow: 'hidden' }))
    graph.setAttribute(name, String(value));
  const right = left + widthOfGraph(layout.lanes);
  const isOn = row.steps.has(selected) || subject.lifetime.paths.length === 0;
  const held = countHeld(row, { line: row.ownLine, selected }, subject);
  const base = y + 22;
  const words = textAt({ x: right + TEXT_AT, y: base }, toRowText(row), isOn ? 'words' : 'words dim');
  if (row.exitOf.includes(selected)) words.classList.add('strong');
  const ends = row.exitOf.map((path) => `✗ ${path + 1}`).join('  ');
  return [
    textAt({ x: MARGIN + COUNT - 12, y: base }, toHeldText(held), 'dim end'),
    graph,
    textAt({ x: right + 34, y: base }, String(row.location.range.start.line + 1), 'dim end code'),
    textAt({ x: right + 56, y: base }, row.steps.get(selected)?.join(',') ?? '', 'middle'),
    words,
    ...(code === '' ? [] : [textAt({ x: right + TEXT_AT, y: base + LINE - 1 }, code, 'dim code')]),
    ...(ends === '' ? [] : [textAt({ x: WIDTH - MARGIN, y: base }, ends, 'end ends')]),
  ];
}

/** What the analysis put in backticks is set in the code font. */
function textAt(at: { readonly x: number; readonly y: number }, words: string, name: string): SVGTextElement {
  const text = svg('text', { ...at, class: name, 'xml:space': 'preserve' });
  if (name.includes('code')) text.append(shorten(words, 92));
  else {
    for (const [index, part] of toVisibleText(words).split('`').entries()) {
      if (part === '') continue;
      const span = svg('tspan', index % 2 === 1 ? { 'font-family': MONO } : {});
      span.append(shorten(part, 110));
      text.append(span);
    }
  }
  return text;
}

/** A picture cannot measure its text before it is shown, so long texts are cut by their number of letters. */
function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function toStyle({ acquire, dim, held, level, page, quiet, text }: Palette): SVGStyleElement {
  const style = svg('style', {});
  style.textContent = `
text { fill: ${text} } .title { font-size: 16px; font-weight: 600 } .strong { font-weight: 600 }
.dim { fill: ${dim} } .code { font-family: ${MONO}; font-size: 12px }
.end { text-anchor: end } .middle { text-anchor: middle } .ends { paint-order: stroke; stroke: ${page}; stroke-width: 6px }
.line, .inner, .held { fill: none } .line { stroke: ${quiet}; stroke-width: 1.5 }
.line.chosen { stroke: ${level}; stroke-width: 3 } .line.released { stroke-dasharray: 2 3 }
.line.upwards { stroke-dasharray: 6 3 } .held { stroke: ${held}; stroke-width: 5 }
.held.some-paths { stroke-dasharray: 4 3 } .held-end { stroke: ${held}; stroke-width: 2 }
.outline { fill: ${page}; stroke: ${quiet}; stroke-width: 1.5 }
.inner { stroke: ${quiet}; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round }
.chosen .outline { stroke: ${level}; stroke-width: 2 } .chosen .inner { stroke: ${level} }
.chosen.call .outline, .chosen.exit .outline { fill: ${level} } .other.call .outline { fill: ${quiet} }
.acquire .outline { fill: ${acquire}; stroke: ${acquire} }
.chosen.exit .inner, .acquire .inner { stroke: ${page} }`;
  return style;
}
