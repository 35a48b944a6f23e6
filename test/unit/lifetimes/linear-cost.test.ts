/** What one function costs grows with its length, whatever its shape, and a function that is too much says so. */
import assert from 'node:assert/strict';
import { CONTRACTS, findTypings } from '../../../src/contracts/catalogue.js';
import { ProgramFacts } from '../../../src/lifetimes/analysis-context.js';
import { analyzeFunctions, type UnitRecord } from '../../../src/lifetimes/analyze-functions.js';
import { createSession } from '../../../src/session/create-session.js';
import { Programs } from '../../../src/syntax/programs.js';
import { getFunctionName } from '../../../src/syntax/functions.js';
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

/** Eight functions, each of which hands the client five times to the next: followed to the end, 390,625 runs. */
function writeFan(head: string, end: string): string {
  const levels = Array.from({ length: 8 }, (_, level) => {
    const call = level === 7 ? 'console.log(client);' : `level${level + 1}(client);`;
    return `function level${level}(client: PoolClient): void {\n${`  ${call}\n`.repeat(level === 7 ? 1 : 5)}}\n`;
  });
  return `import type { Pool, PoolClient } from 'pg';\n${levels.join('')}${head}
  const client = await pool.connect();
  level0(client);
  ${end}
}\n`;
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

  it('is bounded over all that is run from one function, which the file says', () => {
    const { steps, limited } = analyze(
      writeFan('export async function root(pool: Pool) {', 'client.release();'),
    );
    assert.ok(steps < 500_000, `${steps} steps`);
    assert.deepEqual(limited.map(getFunctionName), ['root']);
  });

  it('is bounded over all that is run for a summary, and what that would have said is unclear', () => {
    const text = writeFan('export async function make(pool: Pool): Promise<object> {', 'return { client };');
    const user = `export async function use(pool: Pool) {
  const client = await pool.connect();
  await make(pool);
  client.release();
}\n`;
    const { steps } = analyze(text + user);
    assert.ok(steps < 500_000, `${steps} steps`);
    const session = createSession({ host: createMemoryFileHost({ '/a.ts': text + user }), root: '/' });
    assert.ok(session.analyze('/a.ts').findings.some(({ site }) => site.functionName === 'use'));
  });

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
