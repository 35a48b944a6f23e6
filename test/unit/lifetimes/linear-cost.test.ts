/** What one function costs grows with its length, whatever its shape, and a function that is too much says so. */
import assert from 'node:assert/strict';
import { CONTRACTS, findTypings } from '../../../src/contracts/catalogue.js';
import { ProgramFacts } from '../../../src/lifetimes/analysis-context.js';
import { analyzeFunctions, type UnitRecord } from '../../../src/lifetimes/analyze-functions.js';
import { createSession } from '../../../src/session/create-session.js';
import { Programs } from '../../../src/syntax/programs.js';
import { createMemoryFileHost } from '../memory-file-host.js';
import { LONG_SHAPES, writeLongFunction } from '../../check/long-functions.js';

function analyze(text: string): Pick<UnitRecord, 'steps' | 'limited'> {
  const found = new Programs(createMemoryFileHost({ '/a.ts': text }), findTypings).find('/a.ts')!;
  const units = analyzeFunctions(new ProgramFacts(found.checker, CONTRACTS), found.source);
  return {
    steps: units.reduce((sum, { steps }) => sum + steps, 0),
    limited: units.flatMap(({ limited }) => limited),
  };
}

describe('the cost of a long function', () => {
  for (const shape of LONG_SHAPES) {
    it(`grows with its length: ${shape.name}`, () => {
      const [short, long] = [20, 80].map((parts) => analyze(writeLongFunction(shape, parts)));
      assert.deepEqual([...short!.limited, ...long!.limited], []);
      assert.ok(short!.steps > 20, `only ${short!.steps} steps`);
      assert.ok(long!.steps <= short!.steps * 4 * 1.1, `${short!.steps} steps, then ${long!.steps}`);
    });
  }

  it('is limited, and the file says which function was', () => {
    const leaks = Array.from({ length: 8 }, (_, n) => `if (flags[${n}]) await pool.connect();`);
    const text = `import type { Pool } from 'pg';\nexport async function many(pool: Pool, flags: boolean[]) {\n${leaks.join('\n')}\n}\n`;
    const session = createSession({ host: createMemoryFileHost({ '/a.ts': text }), root: '/' });
    const { problems, findings } = session.analyze('/a.ts');
    assert.deepEqual(
      problems.map(({ kind, range }) => ({ kind, line: range?.start.line })),
      [{ kind: 'too-complex', line: 1 }],
    );
    assert.match(problems[0]!.message, /^many has more ways through it than are followed/);
    assert.ok(
      findings.length > 0 && findings.every(({ level, related }) => level === 'note' && related.length > 0),
    );
  });
});
