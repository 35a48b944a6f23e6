/** An audit with a cache: says the same as without, asks the compiler for nothing that it was told before. */
import * as assert from 'node:assert/strict';
import { createSession } from '../../../src/session/create-session.js';
import type { CacheStore } from '../../../src/session/answer-cache.js';
import { Programs } from '../../../src/syntax/programs.js';
import type { AuditResult } from '../../../src/session/session.js';
import { createMemoryFileHost, type MemoryFileHost } from '../memory-file-host.js';

const LEAK = `import { Pool } from 'pg';
import { check } from './check.js';
const pool = new Pool();
export async function load(id: string) {
  const client = await pool.connect();
  check(id);
  client.release();
}
`;
const HARMLESS = 'export function check(id: string): void { void id; }\n';
const THROWING = "export function check(id: string): void { if (id === '') throw new Error('no id'); }\n";
const KEEPER = `import { Pool } from 'pg';
export class Keeper {
  client: unknown;
  async open() { this.client = await new Pool().connect(); }
}
`;
const OTHER = `import { Pool } from 'pg';
export const other = async () => { await new Pool().connect(); };
`;

/** It names neither a library nor a call that acquires. */
const STOP = `import type { Keeper } from './keeper.js';
export const stop = (keeper: Keeper): void => keeper.client.release();
`;

interface MemoryStore extends CacheStore {
  readonly texts: Map<string, string>;
}

function createStore(): MemoryStore {
  const texts = new Map<string, string>();
  return { texts, read: (name) => texts.get(name), write: (name, text) => void texts.set(name, text) };
}

function createTree(): MemoryFileHost {
  return createMemoryFileHost({
    '/app/package.json': '{}',
    '/app/a.ts': LEAK,
    '/app/check.ts': HARMLESS,
    '/app/keeper.ts': KEEPER,
    '/app/other.ts': OTHER,
  });
}

interface Run {
  readonly result: AuditResult;
  /** Names of the files of the cache that were written. */
  readonly written: readonly string[];
}

async function audit(host: MemoryFileHost, store?: MemoryStore, engine = 'one'): Promise<Run> {
  const before = new Map(store?.texts);
  const session = createSession({ host, root: '/app', ...(store ? { cache: { store, engine } } : {}) });
  const result = await session.audit({ paths: ['/app'] });
  for (const { location, id } of result.findings) session.fixes(location.file, id);
  session.saveCache();
  const written = [...(store?.texts ?? [])].filter(([name, text]) => before.get(name) !== text);
  return { result, written: written.map(([name]) => name) };
}

/** The cached answer is the one that an audit without a cache gives. */
async function checkSame(host: MemoryFileHost, store: MemoryStore): Promise<Run> {
  const cached = await audit(host, store);
  assert.deepEqual(toPlain(cached.result), toPlain((await audit(host)).result));
  return cached;
}

function toPlain(result: AuditResult): unknown {
  return JSON.parse(JSON.stringify(result));
}

describe('audit cache', () => {
  it('gives complete answers again: findings, sites, lifetimes, problems, counts', async () => {
    const [host, store] = [createTree(), createStore()];
    const first = await checkSame(host, store);
    assert.ok(first.result.findings.length >= 2 && first.result.sites.length >= 3);
    const second = await checkSame(host, store);
    assert.deepEqual(second.written, [], 'nothing was new');
  });

  it('makes no program when nothing has changed, not even to say what a leak costs', async () => {
    const [host, store] = [createTree(), createStore()];
    await audit(host, store);
    const find = Object.getOwnPropertyDescriptor(Programs.prototype, 'find');
    assert.ok(find);
    const asked: string[] = [];
    Programs.prototype.find = function (this: Programs, file: string) {
      asked.push(file);
      return (find.value as Programs['find']).call(this, file);
    };
    try {
      const again = await audit(host, store);
      assert.ok(again.result.sites.some(({ cost }) => cost?.kind === 'pool'));
      assert.deepEqual(asked, []);
      await audit(host);
      assert.ok(asked.length > 0, 'without a cache they are made');
    } finally {
      Object.defineProperty(Programs.prototype, 'find', find);
    }
  });

  it('offers the same fixes without proving them again', async () => {
    const [host, store] = [createTree(), createStore()];
    host.write('/app/a.ts', LEAK.replace('check(id);', 'await client.query(id);'));
    const session = (): ReturnType<typeof createSession> =>
      createSession({ host, root: '/app', cache: { store, engine: 'one' } });
    const prove = async (each: ReturnType<typeof session>): Promise<() => string> => {
      const { findings } = await each.audit({ paths: ['/app'] });
      return () => JSON.stringify(findings.map(({ location, id }) => each.fixes(location.file, id)));
    };
    const first = session();
    const proved = (await prove(first))();
    first.saveCache();
    assert.match(proved, /"kind":"fix"/);
    const second = session();
    const offersAgain = await prove(second);
    second.analyze = () => assert.fail('a proof analyses');
    assert.deepEqual(offersAgain(), proved);
  });

  it('sees the release in a file that nothing else makes matter, and that it is gone', async () => {
    const [host, store] = [createTree(), createStore()];
    host.write('/app/stop.ts', STOP);
    const isLost = ({ result }: Run): boolean =>
      result.findings.some(({ location }) => location.file === '/app/keeper.ts');
    assert.equal(isLost(await checkSame(host, store)), false);
    const again = await checkSame(host, store);
    assert.equal(isLost(again), false);
    assert.deepEqual(again.written, [], 'nothing was new');
    host.write('/app/stop.ts', STOP.replace('release', 'listenerCount'));
    assert.equal(isLost(await checkSame(host, store)), true);
    host.write('/app/stop.ts', STOP);
    assert.equal(isLost(await checkSame(host, store)), false);
  });

  it('sees a change in a file that the answer depended on', async () => {
    const [host, store] = [createTree(), createStore()];
    const before = await checkSame(host, store);
    host.write('/app/check.ts', THROWING);
    const after = await checkSame(host, store);
    assert.notDeepEqual(after.result.findings, before.result.findings);
  });

  it('sees a release that another file of the program has now', async () => {
    const [host, store] = [createTree(), createStore()];
    await checkSame(host, store);
    host.write(
      '/app/other.ts',
      `${OTHER}import { Keeper } from './keeper.js';\nexport const end = (keeper: Keeper) => { keeper.client.release(); };\n`,
    );
    await checkSame(host, store);
  });

  for (const [what, edit] of Object.entries<(host: MemoryFileHost) => void>({
    'a new file': (host) => {
      host.write('/app/new.ts', OTHER);
    },
    'a removed file': (host) => {
      host.remove('/app/other.ts');
    },
    'a file that takes the place of another in resolution': (host) => {
      host.write('/app/node_modules/pg/package.json', '{"types":"index.d.ts"}');
      host.write(
        '/app/node_modules/pg/index.d.ts',
        'export declare class Pool { connect(): Promise<number>; }',
      );
    },
    'a new tsconfig': (host) => {
      host.write('/app/tsconfig.json', '{"compilerOptions":{"strict":false}}');
    },
    'a rule that is off': (host) => {
      host.write('/app/connection-lifetimes.config.json', '{"rules":{"unreleased":"off"}}');
    },
    'an ignore comment': (host) => {
      host.write(
        '/app/a.ts',
        LEAK.replace(
          '  const client',
          '  // connection-lifetimes-ignore-next-line unreleased -- known\n  const client',
        ),
      );
    },
    'a global declaration': (host) => {
      host.write(
        '/app/global.ts',
        "declare module 'pg' { interface Pool { connect(): never } }\nexport const pool = 'pg'; new (class { connect() {} })().connect();",
      );
    },
  })) {
    it(`says after ${what} what an audit from nothing says`, async () => {
      const [host, store] = [createTree(), createStore()];
      await checkSame(host, store);
      edit(host);
      await checkSame(host, store);
      await checkSame(host, store);
    });
  }

  it('drops what was cut off, changed, or written by another version', async () => {
    const host = createTree();
    const spoilers: Record<string, (text: string) => string> = {
      'cut off': (text) => text.slice(0, text.length / 2),
      empty: () => '',
      'no JSON': (text) => `${text.slice(0, text.indexOf('\n') + 1)}{`,
      poisoned: (text) =>
        text.replace('"error"', '"note"').replace('"warning"', '"note"').replace('["/app', '["/ap'),
      'of another engine': (text) => text.replace(' one ', ' two '),
    };
    for (const [what, spoil] of Object.entries(spoilers)) {
      const store = createStore();
      await audit(host, store);
      for (const [name, text] of store.texts) {
        assert.notEqual(spoil(text), text, what);
        store.texts.set(name, spoil(text));
      }
      const { written } = await checkSame(host, store);
      assert.equal(written.length, store.texts.size, `${what}: all files are written anew`);
    }
  });

  it('does not take the answers of another engine', async () => {
    const [host, store] = [createTree(), createStore()];
    await audit(host, store, 'one');
    const { written } = await audit(host, store, 'two');
    assert.equal(written.length, store.texts.size);
  });
});
