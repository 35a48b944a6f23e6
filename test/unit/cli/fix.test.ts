/** Applying fixes, and showing them. */
import assert from 'node:assert/strict';
import { SAMPLE_FILE, SAMPLE_TEXT, createFinding, createResult, rangeOf } from '../sample-findings.js';
import { createWorld, type World } from './world.js';

const FIXED_TEXT = SAMPLE_TEXT.replace('client.release();', 'client.release(true);');

function createFixable(): World {
  const world = createWorld({ [SAMPLE_FILE]: SAMPLE_TEXT });
  const finding = createFinding();
  const refusedFinding = createFinding({ id: 'f2' });
  const edits = [{ range: rangeOf(SAMPLE_TEXT, 6, 'client.release();'), newText: 'client.release(true);' }];
  const refused = [{ finding: refusedFinding, reason: 'returned to 3 callers: fix there' }];
  world.fixes.set(SAMPLE_FILE, { file: SAMPLE_FILE, edits, newText: FIXED_TEXT, fixed: [finding], refused });
  world.results = [createResult([finding, refusedFinding]), createResult([refusedFinding]), createResult([])];
  return world;
}

describe('runCli: --fix', () => {
  it('writes, looks again, and says what it did and did not do', async () => {
    const world = createFixable();
    const { status, stdout, stderr } = await world.run('audit', '--fix');
    assert.equal(world.files.readFile(SAMPLE_FILE), FIXED_TEXT);
    assert.deepEqual(world.changed, [[SAMPLE_FILE]]);
    assert.equal(status, 1);
    assert.match(stdout, /✖ 1 finding/);
    assert.equal(
      stderr,
      'src/orders.ts:4: not fixed: returned to 3 callers: fix there\nFixed 1 finding in 1 file.\n',
    );
  });

  it('leaves a file alone that has changed since it was analysed', async () => {
    const world = createFixable();
    world.files.write(SAMPLE_FILE, `// new\n${SAMPLE_TEXT}`);
    const { status, stderr } = await world.run('audit', '--fix');
    assert.equal(world.files.readFile(SAMPLE_FILE), `// new\n${SAMPLE_TEXT}`);
    assert.match(stderr, /src\/orders\.ts: not fixed: the file has changed meanwhile/);
    assert.equal(status, 1);
  });

  it('does not touch a file in which all findings are suppressed', async () => {
    const world = createFixable();
    world.results = [createResult([createFinding({ suppression: { kind: 'comment', reason: 'x' } })])];
    await world.run('audit', '--fix');
    assert.equal(world.files.readFile(SAMPLE_FILE), SAMPLE_TEXT);
  });

  it('only shows the change with --fix-dry-run', async () => {
    const world = createFixable();
    const { status, stdout, stderr } = await world.run('audit', '--fix-dry-run');
    assert.equal(world.files.readFile(SAMPLE_FILE), SAMPLE_TEXT);
    assert.deepEqual(world.changed, []);
    assert.equal(status, 1);
    assert.match(stderr, /Would fix 1 finding in 1 file\.\n$/);
    const expected = [
      '--- a/src/orders.ts',
      '+++ b/src/orders.ts',
      '@@ -4,6 +4,6 @@',
      '   const client = await pool.connect();',
      "   const { rows } = await client.query('select 1', [id]);",
      '   if (rows.length === 0) return undefined;',
      '-  client.release();',
      '+  client.release(true);',
      '   return rows;',
      ' }',
      '',
    ];
    assert.equal(stdout, expected.join('\n'));
  });
});
