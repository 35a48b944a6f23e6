/** The settings of a pool: what is written, and the defaults of what is not. */
import assert from 'node:assert/strict';
import { createSession } from '../../../src/session/create-session.js';
import { createMemoryFileHost } from '../memory-file-host.js';

/** `max` and `connectionTimeoutMillis` of the pool the first lifetime comes from. */
function settingsOf(files: Readonly<Record<string, string>>): readonly string[] | undefined {
  const host = createMemoryFileHost(files);
  const session = createSession({ host });
  const [lifetime] = session.analyze('/a.ts').lifetimes;
  assert.ok(lifetime, 'no lifetime');
  return session
    .poolSettings(lifetime)
    ?.filter(({ name }) => name === 'max')
    .map(({ name, value, isDefault }) => `${name} ${value}${isDefault ? ' by default' : ''}`);
}

const USE =
  'export async function f() { const c = await pool.connect(); await c.query("x"); c.release(); }\n';

describe('pool settings', () => {
  it('say what a leak costs', () => {
    const made = "import { Pool } from 'pg';\nconst pool = new Pool({ max: 5 });\n";
    const session = createSession({ host: createMemoryFileHost({ '/a.ts': made + USE }) });
    const [lifetime] = session.analyze('/a.ts').lifetimes;
    assert.ok(lifetime);
    const cost = { kind: 'pool', pool: 'pool', size: 5, source: 'code' };
    assert.deepEqual(session.leakCost('/a.ts', lifetime.site), cost);
  });

  it('are those written at the construction', () => {
    const made = "import { Pool } from 'pg';\nconst pool = new Pool({ max: 5 });\n";
    assert.deepEqual(settingsOf({ '/a.ts': made + USE }), ['max 5']);
  });

  it('are the defaults where nothing is written, but not where the options come from elsewhere', () => {
    assert.deepEqual(
      settingsOf({ '/a.ts': `import { Pool } from 'pg';\nconst pool = new Pool();\n${USE}` }),
      ['max 10 by default'],
    );
    const spread = "import { Pool } from 'pg';\ndeclare const o: {};\nconst pool = new Pool({ ...o });\n";
    assert.deepEqual(settingsOf({ '/a.ts': spread + USE }), []);
  });

  it('are found in another file, and behind a field', () => {
    const db = "import { Pool } from 'pg';\nexport const pool = new Pool({ max: 3 });\n";
    assert.deepEqual(settingsOf({ '/a.ts': `import { pool } from './db';\n${USE}`, '/db.ts': db }), [
      'max 3',
    ]);
    const field = `import { Pool } from 'pg';
class Store {
  private readonly pool = new Pool({ max: 7 });
  async f() { const c = await this.pool.connect(); await c.query("x"); c.release(); }
}\n`;
    assert.deepEqual(settingsOf({ '/a.ts': field }), ['max 7']);
  });

  it('are unknown when the pool is a parameter', () => {
    const given =
      "import type { Pool } from 'pg';\nexport async function f(pool: Pool) { const c = await pool.connect(); await c.query('x'); c.release(); }\n";
    assert.equal(settingsOf({ '/a.ts': given }), undefined);
  });
});
