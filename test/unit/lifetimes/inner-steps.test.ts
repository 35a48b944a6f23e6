/** The steps inside a call that a path goes through: what a view shows when the call is unfolded. */
import assert from 'node:assert/strict';
import type { PathStep } from '../../../src/model/finding.js';
import { createSession } from '../../../src/session/index.js';
import { createMemoryFileHost } from '../memory-file-host.js';

const HEAD = `import { Pool, type PoolClient } from 'pg';
const pool = new Pool();
`;

describe('steps inside a call', () => {
  it('tell what the helper does on this path, down into its own helpers', () => {
    const [returns] = pathsOf(`
async function check(c: PoolClient): Promise<number> {
  const { rows } = await c.query('select 1');
  if (rows.length > 3) {
    await log(c);
    return 3;
  }
  return 1;
}
async function log(c: PoolClient): Promise<void> {
  if (c.listenerCount('error') === 0) return;
  await c.query('select 2');
}
export async function load(): Promise<void> {
  const client = await pool.connect();
  if ((await check(client)) === 3) return;
  client.release();
}
`);
    assert.deepEqual(outline(returns ?? []), [
      'acquire pool.connect() takes a pooled client',
      'call check() only borrows it',
      '  branch rows.length > 3 is true',
      '  call log() only borrows it',
      "    branch c.listenerCount('error') === 0 is true",
      'branch (await check(client)) === 3 is true',
      'exit load returns; client is still held',
    ]);
  });

  it('stand below the step that fails, and name the call in there that does', () => {
    const paths = pathsOf(`
async function check(c: PoolClient): Promise<void> {
  const { rows } = await c.query('select 1');
  if (rows.length === 0) throw new Error('none');
}
export async function load(): Promise<void> {
  const client = await pool.connect();
  await check(client);
  client.release();
}
`);
    assert.deepEqual(outline(paths[0] ?? []), [
      'acquire pool.connect() takes a pooled client',
      'call check() only borrows it',
      'throw check() rejects',
      '  throw c.query() rejects',
      'exit load throws; client is still held',
    ]);
  });

  it('follow a fresh resource into the factory that hands it over', () => {
    const [path] = pathsOf(`
async function getClient(): Promise<PoolClient> {
  const fresh = await pool.connect();
  return fresh;
}
export async function load(): Promise<void> {
  const client = await getClient();
  await client.query('select 1');
}
`);
    assert.deepEqual(outline(path ?? []).slice(0, 2), [
      'acquire getClient() hands over a pooled client',
      '  acquire pool.connect() takes a pooled client',
    ]);
  });

  it('leave out what the helper does with another resource', () => {
    const [path] = pathsOf(`
async function both(a: PoolClient): Promise<void> {
  const b = await pool.connect();
  b.release();
  void a;
}
export async function load(): Promise<void> {
  const client = await pool.connect();
  await both(client);
}
`);
    assert.ok(
      !outline(path ?? []).some((line) => /^ .*(takes|releases)/.test(line)),
      outline(path ?? []).join('\n'),
    );
  });
});

function pathsOf(code: string): readonly (readonly PathStep[])[] {
  const session = createSession({ host: createMemoryFileHost({ '/app/load.ts': HEAD + code }) });
  const { findings } = session.analyze('/app/load.ts');
  return findings.flatMap(({ paths }) => paths.map(({ steps }) => steps));
}

function outline(steps: readonly PathStep[], indent = ''): readonly string[] {
  return steps.flatMap(({ inner = [], kind, text }) => [
    `${indent}${kind} ${text}`,
    ...outline(inner, `${indent}  `),
  ]);
}
