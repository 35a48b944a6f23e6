/** The rows of the picture: merged, in source order, with keys that survive edits. */
import assert from 'node:assert/strict';
import { mergeRows } from '../../../src/picture/rows.js';
import { Sketch, type StepNote } from './sketch.js';

const SOURCE = `const client = await pool.connect();
const rows = await client.query(sql);
if (rows.length === 0) return undefined;
client.release();
return rows;
`;
const ACQUIRE: StepNote = ['acquire', 'pool.connect', 'acquires'];
const USE: StepNote = ['call', 'client.query', 'uses it'];

describe('mergeRows', () => {
  it('merges what two paths share and numbers each path on its own', () => {
    const sketch = new Sketch(SOURCE);
    const lifetime = sketch.lifetime({
      paths: [
        sketch.path(
          'return',
          1,
          ACQUIRE,
          USE,
          ['branch', 'rows.length', 'is true'],
          ['exit', 'return undefined', 'returns'],
        ),
        sketch.path(
          'reject',
          2,
          ACQUIRE,
          ['throw', 'client.query', 'rejects'],
          ['exit', 'await client', 'leaves'],
        ),
      ],
    });
    const { rows, walks } = mergeRows(lifetime);
    assert.deepEqual(
      rows.map(({ kind, location }) => `${location.range.start.line} ${kind}`),
      ['0 acquire', '1 call', '1 throw', '1 exit', '2 branch', '2 exit'],
    );
    assert.deepEqual(
      [...(rows[0]?.steps ?? [])],
      [
        [0, ['1']],
        [1, ['1']],
      ],
    );
    assert.deepEqual(
      rows.map(({ exitOf }) => exitOf),
      [[], [], [], [1], [], [0]],
    );
    assert.deepEqual(walks, [
      [0, 1, 4, 5],
      [0, 2, 3],
    ]);
  });

  it('adds releases and released exits, and merges a release with the step that passes it', () => {
    const sketch = new Sketch(SOURCE);
    const lifetime = sketch.lifetime({
      paths: [
        sketch.path(
          'return',
          1,
          ACQUIRE,
          ['release', 'client.release()', 'releases `client`'],
          ['exit', 'return rows', 'returns'],
        ),
      ],
      releases: ['client.release()'],
      released: [['return rows', 'return']],
    });
    const { rows, released } = mergeRows(lifetime);
    assert.deepEqual(
      rows.map(({ kind, text }) => `${kind} ${text}`),
      ['acquire acquires', 'release releases `client`', 'exit returns', 'released return'],
    );
    assert.deepEqual(released, [1, 3]);
  });

  it('shows the acquire site when there is no unreleased path', () => {
    const sketch = new Sketch(SOURCE);
    const { rows, walks } = mergeRows(sketch.lifetime({ releases: ['client.release()'] }));
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['acquire', 'release'],
    );
    assert.deepEqual(walks, []);
  });

  it('counts a step twice when a loop comes back to it', () => {
    const sketch = new Sketch(SOURCE);
    const path = sketch.path('overwrite', 1, ACQUIRE, USE, ['branch', 'rows.length', 'again'], USE, [
      'exit',
      'client =',
      'lost',
    ]);
    const { rows, walks } = mergeRows(sketch.lifetime({ paths: [path] }));
    assert.deepEqual(rows.find(({ kind }) => kind === 'call')?.steps.get(0), ['2', '4']);
    assert.deepEqual(walks, [[0, 2, 3, 2, 1]]);
  });

  it('unfolds steps of another file below the step that leads there', () => {
    const sketch = new Sketch(SOURCE);
    const other = new Sketch('log(client)\n', '/app/src/a-log.ts');
    const path = sketch.path('return', 1, ACQUIRE, USE, ['exit', 'return rows', 'returns']);
    const away = other.path('return', 1, ['call', 'log(client)', 'does not release it']);
    const [acquire, use, exit] = path.steps;
    const lifetime = sketch.lifetime({ paths: [{ ...path, steps: [acquire!, use!, ...away.steps, exit!] }] });
    const { rows, walks } = mergeRows(lifetime);
    assert.deepEqual(
      rows.map(({ location }) => location.file === sketch.file),
      [true, true, false, true],
    );
    assert.deepEqual(walks, [[0, 1, 2, 3]]);
  });

  it('gives the same keys after lines were inserted above, and different keys to twins', () => {
    const keysOf = (source: string): readonly string[] => {
      const sketch = new Sketch(source);
      const path = sketch.path(
        'return',
        1,
        ACQUIRE,
        USE,
        ['call', 'client.release', 'uses it'],
        ['exit', 'return rows', 'returns'],
      );
      return mergeRows(sketch.lifetime({ paths: [path] })).rows.map(({ key }) => key);
    };
    const keys = keysOf(SOURCE);
    assert.deepEqual(keysOf(`// a\n\n${SOURCE}`), keys);
    assert.equal(new Set(keys).size, 4);
  });
});
