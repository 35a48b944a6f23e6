/** Compares a text with the expected one in a file; `UPDATE_EXPECT=1` writes the file instead, but never in CI. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export function expectFile(file: string, actual: string): void {
  const isUpdate = process.env['UPDATE_EXPECT'] === '1';
  if (isUpdate && (process.env['CI'] ?? '') === '') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  assert.ok(existsSync(file), `${file} is missing: run with UPDATE_EXPECT=1 and look at what it writes.`);
  assert.equal(actual, readFileSync(file, 'utf8'), `${file} differs; UPDATE_EXPECT=1 rewrites it.`);
}
