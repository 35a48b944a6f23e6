/** What a contract of the configuration says of code of the workspace counts more than what is inferred of it. */
import assert from 'node:assert/strict';
import { explain } from '../../../src/report/explain.js';
import { createSession } from '../../../src/session/create-session.js';
import { createMemoryFileHost } from '../memory-file-host.js';

describe('a contract of the configuration for code of the workspace', () => {
  const DESK = `import type { Pool, PoolClient } from 'pg';
const waiting: PoolClient[] = [];
export class Desk {
  /** Inferred: it keeps it in a collection. */
  finish(client: PoolClient): void {
    console.log(client);
  }
}
export function lend(client: PoolClient): void {
  waiting.push(client);
}
export interface Job { close(): void; done: boolean }
export function start(): Job {
  return { close: () => undefined, done: false };
}
`;
  const USE = `import { Pool } from 'pg';
import { Desk, lend, start } from './src/desk';
const pool = new Pool();
export async function finishes(desk: Desk) {
  const client = await pool.connect();
  desk.finish(client);
}
export async function lends() {
  const client = await pool.connect();
  lend(client);
}
export function starts() {
  const job = start();
  console.log(job.done);
}
`;
  const POOL_CLIENT = {
    ...{ id: 'ours.client', modules: ['pg', './src/desk.ts'], resource: 'client', type: 'PoolClient' },
    acquire: [{ match: { method: 'connect', on: 'Pool' }, resource: { at: 'promise' }, fails: 'rejects' }],
    release: [
      { method: 'release', async: false },
      { method: 'finish', argument: 0, async: false },
    ],
    again: 'throws',
    borrows: [{ method: 'lend', argument: 0, fails: 'never' }],
    docs: 'https://example.com',
  };
  const JOB = {
    ...{ id: 'ours.job', modules: ['./src/desk'], resource: 'job', type: 'Job' },
    acquire: [{ match: { call: 'start' }, resource: { at: 'return' }, fails: 'never' }],
    release: [{ method: 'close', async: false }],
    ...{ again: 'harmless', borrows: [], docs: 'https://example.com' },
  };

  function leaksWith(contracts: readonly object[], used = USE): readonly string[] {
    const host = createMemoryFileHost({
      '/connection-lifetimes.config.json': JSON.stringify({ contracts }),
      '/src/desk.ts': DESK,
      '/use.ts': used,
    });
    const { findings, problems } = createSession({ host }).analyze('/use.ts');
    assert.deepEqual(problems, []);
    return findings.map(({ site, level }) => `${level} ${site.functionName} ${site.contract}`);
  }

  it('counts more than what is inferred', () => {
    assert.deepEqual(leaksWith([]), ['error finishes pg.pool.client']);
    assert.deepEqual(leaksWith([POOL_CLIENT]), ['error lends ours.client']);
    assert.deepEqual(leaksWith([POOL_CLIENT, JOB]), ['error lends ours.client', 'error starts ours.job']);
  });

  it('does not count for functions of the same name elsewhere', () => {
    const own = USE.replace('Desk, lend', 'Desk').concat(
      'function lend(client: object) {\n  keep.push(client);\n}\nexport const keep: object[] = [];\n',
    );
    assert.deepEqual(leaksWith([POOL_CLIENT], own), []);
  });

  it('is explained', () => {
    const host = createMemoryFileHost({
      '/connection-lifetimes.config.json': JSON.stringify({ contracts: [POOL_CLIENT] }),
      '/src/desk.ts': DESK,
      '/use.ts': USE,
    });
    const told = explain(createSession({ host }).analyze('/use.ts'), 4, { cwd: '/', isColored: false });
    assert.match(told, /desk\.finish\(\) releases it, stated by the contract ours\.client\n/);
  });

  it('makes its users matter to an audit', async () => {
    const host = createMemoryFileHost({
      '/p/connection-lifetimes.config.json': JSON.stringify({ contracts: [JOB] }),
      '/p/src/desk.ts': DESK,
      '/p/use.ts': USE.replace(/import \{ Pool[^]*?(?=import)/, '').replace(
        /const pool[^]*?(?=export function starts)/,
        '',
      ),
    });
    const { findings } = await createSession({ host, root: '/p' }).audit({ paths: ['/p'] });
    assert.deepEqual(
      findings.map(({ site }) => site.contract),
      ['ours.job'],
    );
  });
});
