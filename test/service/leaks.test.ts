/** leaks.json names lines that acquire, in the functions it says, and the sample compiles. */
import assert from 'node:assert/strict';
import { readPlantedLeaks, readSample, runNode, SERVICE } from './sample.js';

describe('sample service: planted leaks', () => {
  const leaks = readPlantedLeaks();

  it('are at least ten, no two at the same place', () => {
    assert.ok(leaks.length >= 10, `only ${leaks.length} leaks`);
    assert.equal(new Set(leaks.map(({ file, line }) => `${file}:${line}`)).size, leaks.length);
  });

  for (const leak of leaks) {
    it(`${leak.file}:${leak.line} acquires, in ${leak.function}()`, () => {
      const lines = readSample(leak.file).split('\n');
      assert.match(lines[leak.line - 1] ?? '', /\b(pool|client)\.connect\(/);
      const heads = lines
        .slice(0, leak.line)
        .flatMap((line) => /^(?:export )?(?:async )?function (\w+)/.exec(line)?.[1] ?? []);
      assert.equal(heads.at(-1), leak.function);
      assert.ok(leak.why.endsWith('.'), 'why it leaks is said in a sentence');
    });
  }

  it('stand in a program that compiles', () => {
    const { status, stdout } = runNode(['node_modules/typescript/bin/tsc', '-p', SERVICE]);
    assert.equal(status, 0, stdout);
  });
});
