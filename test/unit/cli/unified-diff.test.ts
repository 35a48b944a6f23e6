/** The diff is one that git applies. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printDiff } from '../../../src/cli/unified-diff.js';

const lines = (...numbers: readonly (number | string)[]): string =>
  numbers.map((each) => `${each}\n`).join('');
const TWENTY = Array.from({ length: 20 }, (_, i) => i);

const CASES: readonly (readonly [what: string, before: string, after: string, hunks: number])[] = [
  ['a changed line', lines(...TWENTY), lines(...TWENTY.slice(0, 9), 'x', ...TWENTY.slice(10)), 1],
  ['two far changes', lines(...TWENTY), lines('x', ...TWENTY.slice(1, 19), 'y'), 2],
  ['two near changes', lines(...TWENTY), lines('x', ...TWENTY.slice(1, 7), 'y', ...TWENTY.slice(8)), 1],
  ['lines added in front', lines(1, 2), lines(0, 1, 2), 1],
  ['lines removed at the end', lines(...TWENTY), lines(...TWENTY.slice(0, 12)), 1],
  ['a last line without line feed', 'a\nb', 'a\nc', 1],
  ['a line feed added at the end', 'a\nb', 'a\nb\n', 1],
  ['CR LF', 'a\r\nb\r\nc\r\n', 'a\r\nx\r\nc\r\n', 1],
  [
    'a wrapped block',
    lines('f() {', ' a', ' b', '}'),
    lines('f() {', ' try {', '  a', '  b', ' } finally {', ' }', '}'),
    1,
  ],
  ['all lines', lines(1, 2, 3), lines(4, 5), 1],
];

describe('printDiff', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diff-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [what, before, after, hunks] of CASES) {
    it(`git applies ${what}`, () => {
      const name = 'a b.ts';
      writeFileSync(join(folder, name), before);
      const diff = printDiff(name, before, after);
      assert.equal(diff.match(/^@@/gm)?.length, hunks);
      // Outside of any repository, whatever folder the temporary one is in.
      const env = { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() };
      execFileSync('git', ['apply', '-'], { cwd: folder, input: diff, env });
      assert.equal(readFileSync(join(folder, name), 'utf8'), after);
    });
  }

  it('is empty for equal texts', () => {
    assert.equal(printDiff('a.ts', 'x\n', 'x\n'), '');
  });

  it('shows a very large change as one block', () => {
    const before = lines(...Array.from({ length: 2100 }, (_, i) => `a${i}`));
    const after = lines(...Array.from({ length: 2100 }, (_, i) => `b${i}`));
    assert.match(
      printDiff('a.ts', before, after),
      /^--- a\/a\.ts\n\+\+\+ b\/a\.ts\n@@ -1,2100 \+1,2100 @@\n-a0\n/,
    );
  });
});
