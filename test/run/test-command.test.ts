/** The test command must not be fooled: whatever did not run, or was skipped for no reason, is a failure. */
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SuiteResult } from './tally.mjs';
import { countFailures, createTally } from './tally.mjs';

const ROOT = resolve(import.meta.dirname, '..', '..');

describe('test command', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'test-command-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('accepts a suite in which everything ran and passed', () => {
    const result = run("it('a', () => {}); it('b', () => {});");
    assert.deepEqual(result, { planned: 2, passed: 2, failed: 0, skips: [], notRun: 0, troubles: [] });
    assert.equal(countFailures(result), 0);
  });

  it('counts a failing test', () => {
    const result = run("it('a', () => { throw new Error('no'); }); it('b', () => {});");
    assert.equal(result.failed, 1);
    assert.equal(countFailures(result), 1);
  });

  it('counts the tests that a failing hook kept from running', () => {
    const hook = "before(() => { throw new Error('no'); });";
    const result = run(`describe('s', () => { ${hook} it('a', () => {}); it('b', () => {}); });`);
    assert.equal(result.notRun, 2);
    assert.deepEqual(result.troubles, ['1 failed hook']);
    assert.equal(countFailures(result), 3);
  });

  it('counts the tests that were lost when the process ended early', () => {
    const result = run("it('a', () => {}); it('b', () => process.exit(0)); it('c', () => {});");
    assert.equal(result.notRun, 2);
    assert.deepEqual(result.troubles, ['it broke off before the end']);
  });

  it('accepts a skipped test with its reason', () => {
    const result = run("it('a', function () { skipBecause(this, 'no server here'); });");
    assert.deepEqual(result.skips, [{ name: 'a', reason: 'no server here' }]);
    assert.equal(countFailures(result), 0);
  });

  it('accepts a skipped suite with its reason', () => {
    const hook = "before(function () { skipBecause(this, 'no server here'); });";
    const result = run(`describe('s', () => { ${hook} it('a', () => {}); it('b', () => {}); });`);
    assert.deepEqual(
      result.skips.map(({ reason }) => reason),
      ['no server here', 'no server here'],
    );
    assert.equal(countFailures(result), 0);
  });

  it('counts a skipped test without a reason', () => {
    const result = run("it.skip('a', () => {});");
    assert.deepEqual(result.troubles, ['skipped without a reason: a']);
  });

  it('counts an empty suite, and one that cannot be loaded', () => {
    assert.deepEqual(run('').troubles, ['it has no tests', `no test in ${join(folder, 'sample.test.ts')}`]);
    assert.deepEqual(run('throw new Error();').troubles, ['it ended before its tests were counted']);
  });

  it('counts a file that registers no test beside one that does', () => {
    const tally = createTally(['a.test.ts', 'b.test.ts']);
    tally.add({ event: 'plan', total: 1, files: ['a.test.ts'] });
    tally.add({ event: 'pass', name: 'a' });
    tally.add({ event: 'end' });
    assert.deepEqual(tally.conclude(0).troubles, ['no test in b.test.ts']);
  });

  it('counts a process that ends badly although its tests passed', () => {
    const tally = createTally();
    tally.add({ event: 'plan', total: 1 });
    tally.add({ event: 'pass', name: 'a' });
    tally.add({ event: 'end' });
    assert.deepEqual(tally.conclude(7).troubles, ['all tests passed, but it ended with 7']);
  });

  it('does not allow a focused test to hide the others', () => {
    assert.notEqual(countFailures(run("it.only('a', () => {}); it('b', () => {});")), 0);
  });

  /** Runs mocha on the source as the test command does. */
  function run(source: string): SuiteResult {
    const file = join(folder, 'sample.test.ts');
    const results = join(folder, 'results.jsonl');
    const skipBecause = join(ROOT, 'test', 'run', 'skip-because.ts');
    writeFileSync(file, `import { skipBecause } from '${skipBecause}'; void skipBecause;\n${source}\n`);
    writeFileSync(results, '');
    const args = [
      join('node_modules', 'mocha', 'bin', 'mocha.js'),
      '--config',
      'test/mocharc.json',
      '--forbid-only',
    ];
    args.push('--reporter', join(ROOT, 'test', 'run', 'json-lines-reporter.cjs'), file);
    const env = { ...process.env, TEST_RESULTS: results };
    const { status } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
    const tally = createTally([file]);
    const lines = readFileSync(results, 'utf8').split('\n').filter(Boolean);
    for (const line of lines) tally.add(JSON.parse(line) as object);
    return tally.conclude(status ?? 1);
  }
});
