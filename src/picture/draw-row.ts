/** Draws the graph of one row: the held bar, the lines of the paths and the marks of the steps. */
import { svg } from './dom.js';
import type { Certainty, LaidRow, Line, LinePoint } from './layout.js';
import { drawMark, type Standing } from './marks.js';

/** All in CSS pixels. */
const LANE = 18;
const BAR = 6;
const FIRST_LANE = 24;
const CENTRE = 17;
const ROW = 34;
/** Rows grow with their text. A line to the lower edge is drawn longer than any row and cut off by it. */
const BEYOND = 4000;
const CORNER = 7;
/** Lines that go back up run beside the lane, or they would hide in the lines that go down it. */
const BESIDE = 5;

/** In CSS pixels, with the held bar and the space behind the last lane. */
export function widthOfGraph(lanes: number): number {
  return FIRST_LANE + (lanes - 1) * LANE + 14;
}

export function drawRow(row: LaidRow, lanes: number, selected: number): SVGSVGElement {
  const picture = svg('svg', {
    class: 'graph',
    width: widthOfGraph(lanes),
    height: ROW,
    'aria-hidden': 'true',
  });
  drawHeld(picture, row.heldAbove, row.heldBelow);
  for (const standing of ['released', 'other', 'chosen'] as const) {
    const lines = row.lines.filter((line) => standingOf(line.paths, selected) === standing);
    drawLines(
      picture,
      lines.filter((line) => !line.upwards),
      `line ${standing}`,
    );
    drawLines(
      picture,
      lines.filter((line) => line.upwards),
      `line upwards ${standing}`,
    );
  }
  for (const mark of row.marks) {
    const standing =
      row.kind === 'acquire' && mark.paths.length === 0 ? 'chosen' : standingOf(mark.paths, selected);
    // Where a path ends in a misuse, the mark says so, whatever the step is in itself.
    const kind = mark.paths.some((path) => row.exitOf.includes(path)) ? 'exit' : row.kind;
    picture.append(drawMark(kind, standing, { x: laneX(mark.lane), y: CENTRE }));
  }
  return picture;
}

function standingOf(paths: readonly number[], selected: number): Standing {
  if (paths.length === 0) return 'released';
  return paths.includes(selected) ? 'chosen' : 'other';
}

function drawLines(picture: SVGSVGElement, lines: readonly Line[], className: string): void {
  if (lines.length > 0) picture.append(svg('path', { class: className, d: lines.map(toPathText).join(' ') }));
}

function drawHeld(picture: SVGSVGElement, above: Certainty | undefined, below: Certainty | undefined): void {
  const add = (certainty: Certainty, d: string): void => {
    picture.append(svg('path', { class: `held ${certainty}`, d }));
  };
  if (above) add(above, `M ${BAR} 0 V ${CENTRE}`);
  if (below) add(below, `M ${BAR} ${CENTRE} V ${BEYOND}`);
  // A bar that begins or ends here gets an end piece, so that it does not look cut off.
  const end = above ?? below;
  if (end && !(above && below))
    picture.append(svg('path', { class: 'held-end', d: `M ${BAR - 4} ${CENTRE} H ${BAR + 4}` }));
}

function laneX(lane: number): number {
  return FIRST_LANE + lane * LANE;
}

function toPathText(line: Line): string {
  const { from, to } = line;
  const beside = line.upwards ? BESIDE : 0;
  if (from.height === 'centre') return toTurn(laneX(from.lane), laneX(to.lane) + beside, edgeY(to));
  // The other way round it is the same line.
  if (to.height === 'centre') return toTurn(laneX(to.lane), laneX(from.lane) + beside, edgeY(from));
  return `M ${laneX(from.lane) + beside} ${edgeY(from)} V ${edgeY(to)}`;
}

/** From the centre sideways, around a corner, and on to the upper or lower edge of the row. */
function toTurn(from: number, to: number, edge: number): string {
  if (from === to) return `M ${from} ${CENTRE} V ${edge}`;
  const corner = Math.min(CORNER, Math.abs(to - from));
  const side = to > from ? corner : -corner;
  const towards = edge > CENTRE ? CORNER : -CORNER;
  return `M ${from} ${CENTRE} H ${to - side} Q ${to} ${CENTRE} ${to} ${CENTRE + towards} V ${edge}`;
}

function edgeY(point: LinePoint): number {
  return point.height === 'bottom' ? BEYOND : 0;
}
