/** The layout of the picture: lanes that do not cross, lines that join up, and the held bar. */
import assert from 'node:assert/strict';
import { placeLanes, type Stop } from '../../../src/picture/lanes.js';
import { layOut, MAX_LANES, type Layout, type Line } from '../../../src/picture/layout.js';
import { Sketch, type StepNote } from './sketch.js';

const LINES = Array.from({ length: 60 }, (_, n) => `line${n}x`).join('\n');
const ACQUIRE: StepNote = ['acquire', 'line0x', 'acquires'];
const on = (line: number, kind: StepNote[0] = 'call'): StepNote => [kind, `line${line}x`, `step ${line}`];

function layOutPaths(...lines: readonly (readonly number[])[]): Layout {
  const sketch = new Sketch(LINES);
  const paths = lines.map((steps) => sketch.path('return', 1, ACQUIRE, ...steps.map((line) => on(line))));
  return layOut(sketch.lifetime({ expression: 'line0x', paths }), 0);
}

/** Per row its marks as `lane:paths`. */
function marksOf({ rows }: Layout): readonly string[] {
  return rows.map(({ marks }) => marks.map(({ lane, paths }) => `${lane}:${paths.join('+')}`).join(' '));
}

function lanesOf(...walks: readonly (readonly number[])[]): readonly number[] {
  const lanes = new Map<number, number>();
  const stops: Stop[] = [...placeLanes(new Map(walks.entries()))];
  for (const stop of stops) {
    for (const path of stop.paths) lanes.set(path, stop.lane);
    stops.push(...stop.next);
  }
  return walks.map((_, path) => lanes.get(path) ?? -1);
}

describe('placeLanes', () => {
  it('leaves the trunk to the path that reaches furthest down', () => {
    assert.deepEqual(lanesOf([0, 1, 2], [0, 1, 5]), [1, 0]);
  });

  it('puts the path that leaves last next to the trunk', () => {
    assert.deepEqual(lanesOf([0, 9], [0, 1], [0, 2, 3], [0, 2, 4, 5]), [0, 3, 2, 1]);
  });

  it('gives every path a lane of its own, but one lane to equal paths', () => {
    assert.deepEqual(lanesOf([0, 1], [0, 2], [0, 1], [5]), [1, 0, 1, 2]);
  });

  it('manages a path of ten thousand steps', () => {
    assert.deepEqual(lanesOf(Array.from({ length: 10_000 }, (_, row) => row)), [0]);
  });
});

describe('layOut', () => {
  it('draws one mark for what paths share and one each where they parted', () => {
    const layout = layOutPaths([1, 2], [1, 3]);
    assert.deepEqual(marksOf(layout), ['0:0+1', '0:0+1', '1:0', '0:1']);
    assert.equal(layout.lanes, 2);
  });

  it('joins every line to the next row, and ends lines only in marks', () => {
    const layout = layOutPaths([1, 5, 9], [1, 3, 4, 9], [2, 7], [1, 5, 2, 8]);
    layout.rows.forEach((row, index) => {
      assert.deepEqual(
        crossing(row.lines, 'bottom'),
        crossing(layout.rows[index + 1]?.lines ?? [], 'top'),
        `below row ${index}`,
      );
      for (const { from, to } of row.lines) {
        const ends = [from, to].filter(({ height }) => height === 'centre');
        for (const { lane } of ends)
          assert.ok(
            row.marks.some((mark) => mark.lane === lane),
            `row ${index}`,
          );
      }
    });
  });

  it('marks lines that go back up', () => {
    const { rows } = layOutPaths([5, 2, 8]);
    const upwards = rows.map(({ lines }) => lines.filter((line) => line.upwards).length);
    assert.deepEqual(upwards, [0, 1, 1, 0]);
  });

  it('draws releases and released exits on a lane of their own at the left', () => {
    const sketch = new Sketch(LINES);
    const lifetime = sketch.lifetime({
      expression: 'line0x',
      paths: [sketch.path('return', 1, ACQUIRE, on(1, 'exit'))],
      releases: ['line3x'],
      released: [['line4x', 'return']],
    });
    const layout = layOut(lifetime, 0);
    assert.deepEqual(marksOf(layout), ['1:0', '1:0', '0:', '0:']);
    assert.equal(layout.lanes, 2);
    assert.equal(layout.rows[1]?.lines.filter(({ paths }) => paths.length === 0).length, 1);
  });

  it('draws a lifetime without an unreleased path in one lane', () => {
    const sketch = new Sketch(LINES);
    const lifetime = sketch.lifetime({
      expression: 'line0x',
      releases: ['line3x'],
      released: [['line4x', 'return']],
    });
    const layout = layOut(lifetime, 0);
    assert.deepEqual(marksOf(layout), ['0:', '0:', '0:']);
    assert.equal(layout.lanes, 1);
  });

  it('draws the twelve paths around the chosen one, but has the rows of all', () => {
    const sketch = new Sketch(LINES);
    const paths = Array.from({ length: 30 }, (_, n) => sketch.path('return', 1, ACQUIRE, on(n + 1, 'exit')));
    const layout = layOut(sketch.lifetime({ expression: 'line0x', paths }), 13);
    assert.deepEqual(layout.shown, { first: MAX_LANES, end: 2 * MAX_LANES });
    assert.equal(layout.rows.length, 31);
    assert.equal(layout.lanes, MAX_LANES);
    assert.deepEqual(layout.rows.filter(({ marks }) => marks.length === 0).length, 18);
    assert.deepEqual(layOut(sketch.lifetime({ expression: 'line0x', paths }), 29).shown, {
      first: 24,
      end: 30,
    });
  });
});

describe('the held bar', () => {
  const heldAt = (
    ...held: readonly (readonly [from: number, to: number, sure: boolean])[]
  ): readonly string[] => {
    const sketch = new Sketch(LINES);
    const lifetime = sketch.lifetime({
      expression: 'line0x',
      paths: [sketch.path('return', 1, ACQUIRE, on(2), on(6), on(8, 'exit'))],
      held: held.map(([startLine, endLine, sure]) => ({
        startLine,
        endLine,
        certainty: sure ? 'every-path' : 'some-paths',
      })),
    });
    const letter = (certainty: string | undefined): string => certainty?.charAt(0) ?? '-';
    return layOut(lifetime, 0).rows.map(({ heldAbove, heldBelow }) => letter(heldAbove) + letter(heldBelow));
  };

  it('begins at the acquire and ends at the exit', () => {
    assert.deepEqual(heldAt([0, 8, true]), ['-e', 'ee', 'ee', 'e-']);
  });

  it('changes with the certainty, also between adjoining stretches', () => {
    assert.deepEqual(heldAt([0, 4, true], [5, 8, false]), ['-e', 'ee', 'ss', 's-']);
  });

  it('is open where lines in between are not held', () => {
    assert.deepEqual(heldAt([0, 3, true], [5, 8, true]), ['-e', 'e-', '-e', 'e-']);
    assert.deepEqual(heldAt(), ['--', '--', '--', '--']);
  });
});

/** Where lines pass the edge of a row: lane, direction and paths. */
function crossing(lines: readonly Line[], edge: 'top' | 'bottom'): readonly string[] {
  const passing = lines.flatMap(({ from, to, upwards, paths }) =>
    [from, to]
      .filter(({ height }) => height === edge)
      .map(({ lane }) => `${lane} ${upwards} ${paths.join('+')}`),
  );
  return passing.sort();
}
