/** Calls unfold into the steps inside them, and the released paths can be left out. */
import assert from 'node:assert/strict';
import type { PathStep } from '../../../src/model/finding.js';
import type { Lifetime } from '../../../src/model/lifetime.js';
import { layOut } from '../../../src/picture/layout.js';
import { mergeRows, type Folds, type MergedRows } from '../../../src/picture/rows.js';
import { Sketch, type StepNote } from './sketch.js';

const SOURCE = `async function save(client) {
  await begin(client);
  if (bad) throw new Error();
}
const client = await pool.connect();
await save(client);
client.release();
return 1;
`;
const sketch = new Sketch(SOURCE);
const ACQUIRE: StepNote = ['acquire', 'pool.connect', 'acquires'];

function lifetime(): Lifetime {
  const inner: readonly PathStep[] = [
    { kind: 'call', location: sketch.at('begin(client)'), text: 'uses it', inner: [step('save', 'deeper')] },
    step('bad', 'is true'),
  ];
  const path = sketch.path(
    'reject',
    2,
    ACQUIRE,
    ['throw', 'save(client)#2', 'rejects'],
    ['exit', 'await save', 'leaves'],
  );
  const steps = path.steps.map((one) => (one.kind === 'throw' ? { ...one, inner } : one));
  return sketch.lifetime({
    paths: [{ ...path, steps }],
    releases: ['client.release()'],
    released: [['return 1', 'return']],
  });
}

function step(code: string, text: string): PathStep {
  return { kind: 'branch', location: sketch.at(code), text };
}

const merge = (folds: Partial<Folds> = {}): MergedRows =>
  mergeRows(lifetime(), { unfolded: new Set(), hidesReleased: false, ...folds });
const show = ({ rows }: MergedRows): readonly string[] =>
  rows.map(({ depth, kind, steps }) => `${'  '.repeat(depth)}${kind} ${steps.get(0)?.join() ?? '-'}`);

describe('folds', () => {
  const closed = merge();
  const call = closed.rows[1]!.key;
  const open = merge({ unfolded: new Set([call]) });

  it('keeps a call closed, and says how much is inside', () => {
    assert.deepEqual(show(closed), ['acquire 1', 'throw 2', 'exit 3', 'release -', 'released -']);
    assert.deepEqual(
      closed.rows.map(({ inner }) => inner),
      [0, 2, 0, 0, 0],
    );
  });

  it('shows the steps inside below the call, in the order they happen, not in source order of the file', () => {
    assert.deepEqual(show(open).slice(1, 5), ['throw 2', '  call 2.1', '  branch 2.2', 'exit 3']);
    assert.deepEqual(open.walks, [[0, 1, 2, 3, 4]]);
  });

  it('unfolds what is inside in turn, and renames no row by it', () => {
    const deep = merge({ unfolded: new Set([call, open.rows[2]!.key]) });
    assert.deepEqual(show(deep).slice(1, 5), ['throw 2', '  call 2.1', '    branch 2.1.1', '  branch 2.2']);
    assert.deepEqual(deep.walks, [[0, 1, 2, 3, 4, 5]]);
    assert.deepEqual(
      closed.rows.map(({ key }) => key),
      deep.rows.filter(({ depth }) => depth === 0).map(({ key }) => key),
    );
  });

  it('counts lines inside a call as the line of the call', () => {
    const { rows } = layOut(lifetime(), 0, { unfolded: new Set([call]), hidesReleased: false });
    assert.deepEqual(
      rows.map(({ ownLine }) => ownLine),
      [4, 5, 5, 5, 5, 6, 7],
    );
  });

  it('leaves the released paths out, but never all there is', () => {
    assert.deepEqual(show(merge({ hidesReleased: true })), ['acquire 1', 'throw 2', 'exit 3']);
    const all = mergeRows({ ...lifetime(), paths: [] }, { unfolded: new Set(), hidesReleased: true });
    assert.deepEqual(show(all), ['acquire -', 'release -', 'released -']);
  });
});
