/** How many resources are held at each step. */
import assert from 'node:assert/strict';
import type { HeldStretch } from '../../../src/model/lifetime.js';
import { countHeld } from '../../../src/picture/held-count.js';
import { mergeRows } from '../../../src/picture/rows.js';
import { Sketch, type StepNote } from './sketch.js';

const SOURCE = `const client = await pool.connect();
const other = await pool.take();
if (bad) return;
client.release();
return 1;
`;
const ACQUIRE: StepNote = ['acquire', 'pool.connect', 'acquires'];
const EVERY: HeldStretch = { startLine: 1, endLine: 2, certainty: 'every-path' };
const SOME: HeldStretch = { startLine: 2, endLine: 4, certainty: 'some-paths' };

describe('countHeld', () => {
  const sketch = new Sketch(SOURCE);
  const lifetime = sketch.lifetime({
    held: [
      { startLine: 0, endLine: 2, certainty: 'every-path' },
      { startLine: 3, endLine: 3, certainty: 'some-paths' },
    ],
    paths: [
      sketch.path('return', 1, ACQUIRE, ['branch', 'bad', 'is true'], ['exit', 'return', 'returns']),
      sketch.path(
        'end',
        1,
        ACQUIRE,
        ['release', 'client.release()', 'releases'],
        ['exit', 'return 1', 'again'],
      ),
    ],
    releases: ['client.release()'],
    released: [['return 1', 'return']],
  });
  const { rows } = mergeRows(lifetime);
  const counts = (selected: number, ...others: readonly (readonly HeldStretch[])[]): readonly string[] =>
    rows.map((row) => {
      const at = { line: row.location.range.start.line, selected };
      const { least, most } = countHeld(row, at, { lifetime, others });
      return `${row.kind} ${least}-${most}`;
    });

  it('is one on an unreleased path, and none once it is released', () => {
    assert.deepEqual(counts(0), [
      'acquire 1-1',
      'branch 1-1',
      'exit 1-1',
      'release 0-0',
      'exit 1-1',
      'released 0-0',
    ]);
  });

  it('follows the steps of a path that passes a release', () => {
    assert.deepEqual(counts(1)[4], 'exit 0-0');
  });

  it('adds what other resources the lines hold', () => {
    assert.deepEqual(counts(0, [EVERY], [SOME]), [
      'acquire 1-1',
      'branch 2-3',
      'exit 2-3',
      'release 0-1',
      'exit 1-2',
      'released 0-1',
    ]);
  });
});
