/** A session that has seen a file change says of it what a session says that sees it for the first time. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSession } from '../../src/session/create-session.js';
import { createMemoryHost } from '../check/memory-host.js';
import { mutate } from './mutate.js';
import { readCases, type OracleCase } from './runtime/read-cases.js';
import { readStatement, toPath } from './variants.js';

const WORLD = readFileSync(join(__dirname, 'world.ts'), 'utf8');
const FILES = ['finally/await.ts', 'callback/connect.ts', 'ownership/helpers.ts', 'loops/batches.js'];
const EDITS = 6;

/** The file as it is, broken in some of its functions in turn, each undone, a line gone, half a file, and as it was. */
function writeHistory({ module, functions }: OracleCase): readonly string[] {
  const one = { module, functions };
  const broken = functions.slice(0, EDITS).flatMap((signature, index) => {
    const text = readStatement(one, signature);
    const mutants = mutate(module.name, text);
    const mutant = mutants[(index * 7) % Math.max(1, mutants.length)];
    return mutant ? [module.text.replace(text, mutant.text), module.text] : [];
  });
  const lines = module.text.split('\n');
  const shorter = [10, 20].map((at) => lines.filter((_, index) => index !== at).join('\n'));
  const half = lines.slice(0, lines.length / 2).join('\n');
  return [module.text, ...broken, ...shorter, half, module.text];
}

describe('oracle: a session that has seen edits', function () {
  this.timeout(120_000);
  for (const one of readCases().filter(({ module }) => FILES.includes(module.name))) {
    it(`says of ${one.module.name} what a fresh one says, after each edit`, () => {
      const file = toPath(one.module.name);
      const open = (text: string): ReturnType<typeof createSession> => {
        const files = new Map([
          ['/oracle/world.ts', WORLD],
          [file, text],
        ] as const);
        return createSession({ host: createMemoryHost(new Map(files)), root: '/oracle' });
      };
      const lasting = open(one.module.text);
      const history = writeHistory(one);
      assert.ok(history.length > 8, 'too few edits');
      for (const text of history) {
        lasting.openDocument(file, text);
        assert.deepEqual(lasting.analyze(file).findings, open(text).analyze(file).findings);
      }
    });
  }
});
