/** Parts of an audit, put together, are the audit. */
import * as assert from 'node:assert/strict';
import { createSession } from '../../../src/session/create-session.js';
import type { AuditPart } from '../../../src/session/session.js';
import { pickShard } from '../../../src/session/shards.js';
import { createMemoryFileHost, type MemoryFileHost } from '../memory-file-host.js';

const FACTORY = `import { Pool } from 'pg';
const pool = new Pool();
export async function take() { const taken = await pool.connect(); return taken; }
`;

const KEEPER = `import { Pool, type PoolClient } from 'pg';
export class Keeper {
  client?: PoolClient;
  async open() { this.client = await new Pool().connect(); }
}
`;
/** Nothing else makes it matter than that it releases what another file keeps. */
const STOP = `import type { Keeper } from './keeper.js';
export const stop = (keeper: Keeper): void => keeper.client?.release();
`;

function createTree(): MemoryFileHost {
  const callers = Array.from({ length: 9 }, (_, i): [string, string] => [
    `/app/${i % 2 === 0 ? 'one' : 'two'}/caller${i}.ts`,
    `import { take } from '../factory.js';\nexport async function use${i}() { const it = await take(); await it.query('${i}'); }\n`,
  ]);
  return createMemoryFileHost({
    '/app/factory.ts': FACTORY,
    '/app/keeper.ts': KEEPER,
    '/app/stop.ts': STOP,
    '/app/one/tsconfig.json': '{}',
    '/app/two/tsconfig.json': '{}',
    ...Object.fromEntries(callers),
  });
}

const open = (host: MemoryFileHost): ReturnType<typeof createSession> =>
  createSession({ host, root: '/app', version: 'one' });

async function makeParts(host: MemoryFileHost, count: number): Promise<readonly AuditPart[]> {
  const parts: AuditPart[] = [];
  for (let index = 1; index <= count; index++)
    parts.push(await open(host).auditPart({ paths: ['/app'] }, { index, count }));
  return JSON.parse(JSON.stringify(parts)) as AuditPart[];
}

describe('shards', () => {
  it('come to the same as the audit alone, callers that only the whole shows included', async () => {
    const host = createTree();
    const alone = await open(host).audit({ paths: ['/app'] });
    assert.equal(alone.counts.analysed, 11);
    assert.ok(alone.findings.every(({ location }) => location.file !== '/app/keeper.ts'));
    for (const count of [1, 2, 3, 12]) {
      const merged = await open(host).audit({ paths: ['/app'], parts: await makeParts(host, count) });
      assert.deepEqual(
        JSON.parse(JSON.stringify(merged)),
        JSON.parse(JSON.stringify(alone)),
        `${count} shards`,
      );
    }
  });

  it('are refused when one is missing, or made from another tree', async () => {
    const host = createTree();
    const parts = await makeParts(host, 3);
    const merge = (given: readonly AuditPart[]): Promise<unknown> =>
      open(host).audit({ paths: ['/app'], parts: given });
    await assert.rejects(merge(parts.slice(1)), /Missing: shard 1 of 3/);
    await assert.rejects(merge([...parts, ...(await makeParts(host, 2))]), /of 3 and of 2/);
    host.write('/app/factory.ts', `${FACTORY}// changed`);
    await assert.rejects(merge(parts), /Shard 1 of 3 was made from other files/);
  });

  it('hold every file once, whatever the order', () => {
    const files = Array.from({ length: 50 }, (_, i) => ({
      ...{ file: `/f${i}`, size: (i * 37) % 100 },
      project: `/p${i % 3}`,
    }));
    for (const count of [1, 2, 7, 60]) {
      const shards = Array.from({ length: count }, (_, i) => pickShard(files, { index: i + 1, count }));
      assert.deepEqual(shards.flat().sort(), files.map(({ file }) => file).sort());
      const turned = Array.from({ length: count }, (_, i) =>
        pickShard([...files].reverse(), { index: i + 1, count }),
      );
      assert.deepEqual(turned, shards);
    }
  });
});
