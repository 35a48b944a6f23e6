/** Imports of packages of the same repository mean their source: what they give to their callers is known without a build. */
import * as assert from 'node:assert/strict';
import type { AuditResult } from '../../../src/session/session.js';
import { createSession } from '../../../src/session/create-session.js';
import { createMemoryFileHost, type MemoryFileHost } from '../memory-file-host.js';

const FACTORY = `import { Client } from 'pg';
export async function openClient(): Promise<Client> {
  const client = new Client();
  await client.connect();
  return client;
}
`;

const user = (specifier: string): string => `import { openClient } from '${specifier}';
export async function loses(): Promise<void> {
  const client = await openClient();
  await client.query('select 1');
  await client.end();
}
export async function keeps(): Promise<void> {
  const client = await openClient();
  try {
    await client.query('select 1');
  } finally {
    await client.end();
  }
}
`;

type Tree = Readonly<Record<string, string>>;

const json = (value: unknown): string => JSON.stringify(value);
const NAMED = json({ name: '@acme/db', main: 'dist/index.js', types: 'dist/index.d.ts' });
const ROOT = json({ private: true, workspaces: ['packages/*'] });
const DB: Tree = {
  '/r/packages/db/package.json': NAMED,
  '/r/packages/db/src/index.ts': "export * from './clients';\n",
  '/r/packages/db/src/clients.ts': FACTORY,
};
const APP: Tree = {
  '/r/packages/app/package.json': json({ name: 'app' }),
  '/r/packages/app/a.ts': user('@acme/db'),
};

function moved(tree: Tree, from: string, to: string): Tree {
  return Object.fromEntries(Object.entries(tree).map(([file, text]) => [file.replace(from, to), text]));
}

async function audit(host: MemoryFileHost): Promise<AuditResult> {
  return createSession({ host, root: '/r' }).audit({ paths: ['/r'] });
}

/** The functions of the caller that have a finding. */
async function findLosing(tree: Tree): Promise<readonly string[]> {
  const { findings } = await audit(createMemoryFileHost(tree));
  return findings.map(({ id }) => id.split(':')[1] ?? id);
}

describe('packages of the same repository', () => {
  const LAYOUTS: readonly (readonly [string, Tree])[] = [
    ['a workspace of npm', { '/r/package.json': ROOT, ...DB, ...APP }],
    [
      'a workspace of Yarn',
      { '/r/package.json': json({ workspaces: { packages: ['./packages/**'] } }), ...DB, ...APP },
    ],
    [
      'a workspace of pnpm',
      {
        '/r/pnpm-workspace.yaml': "packages:\n  # all\n  - 'packages/*' # here\n  - '!**/old/**'\nother: 1\n",
        ...DB,
        ...APP,
      },
    ],
    [
      'a workspace of pnpm in one line',
      { '/r/pnpm-workspace.yaml': 'packages: ["packages/*"]\n', ...DB, ...APP },
    ],
    ['a workspace of Lerna', { '/r/lerna.json': json({ packages: ['packages/*'] }), ...DB, ...APP }],
    [
      'a repository of Rush',
      {
        '/r/rush.json':
          '{ /* all */ "projects": [{ "packageName": "@acme/db", "projectFolder": "packages/db" }] }',
        ...DB,
        ...APP,
      },
    ],
    [
      'a dependency on a folder',
      {
        '/r/packages/app/package.json': json({ name: 'app', dependencies: { '@acme/db': 'file:../db' } }),
        ...DB,
        '/r/packages/app/a.ts': user('@acme/db'),
      },
    ],
    [
      'the package itself',
      { '/r/package.json': NAMED, '/r/src/index.ts': FACTORY, '/r/a.ts': user('@acme/db') },
    ],
    [
      'exports',
      {
        '/r/package.json': ROOT,
        ...DB,
        ...APP,
        '/r/packages/db/package.json': json({
          name: '@acme/db',
          exports: {
            '.': './none.js',
            './deep': { types: './dist/clients.d.ts', default: './dist/esm/clients.js' },
          },
        }),
        '/r/packages/app/a.ts': user('@acme/db/deep'),
      },
    ],
    [
      'exports with a pattern',
      {
        '/r/package.json': ROOT,
        ...DB,
        ...APP,
        '/r/packages/db/package.json': json({ name: '@acme/db', exports: { './*': './dist/*.js' } }),
        '/r/packages/app/a.ts': user('@acme/db/clients'),
      },
    ],
    [
      'a file of the build',
      { '/r/package.json': ROOT, ...DB, ...APP, '/r/packages/app/a.ts': user('@acme/db/dist/clients') },
    ],
    [
      'a package that was built',
      {
        '/r/package.json': ROOT,
        ...DB,
        ...APP,
        '/r/packages/db/dist/index.js': 'exports.openClient = require("./x");\n',
        '/r/packages/db/dist/index.d.ts': 'export declare function openClient(): Promise<any>;\n',
      },
    ],
    [
      'a package without an entry',
      { '/r/package.json': ROOT, ...DB, ...APP, '/r/packages/db/package.json': json({ name: '@acme/db' }) },
    ],
    [
      'JavaScript',
      {
        '/r/package.json': ROOT,
        '/r/packages/db/package.json': json({ name: '@acme/db', main: 'lib/index.js' }),
        '/r/packages/db/lib/index.js': FACTORY.replace(': Promise<Client>', ''),
        ...moved(APP, 'a.ts', 'a.js'),
        '/r/packages/app/a.js': user('@acme/db').replaceAll(': Promise<void>', ''),
      },
    ],
  ];

  for (const [name, tree] of LAYOUTS)
    it(`are found: ${name}`, async () => {
      assert.deepEqual(await findLosing(tree), ['loses']);
    });

  const OTHERS: readonly (readonly [string, Tree])[] = [
    [
      'a package that no pattern names',
      { '/r/package.json': ROOT, ...moved(DB, '/packages/', '/old/'), ...APP },
    ],
    [
      'a package that a pattern refuses',
      { '/r/package.json': json({ workspaces: ['packages/*', '!packages/db'] }), ...DB, ...APP },
    ],
    [
      'a file that the package does not have',
      { '/r/package.json': ROOT, ...DB, ...APP, '/r/packages/app/a.ts': user('@acme/db/other') },
    ],
  ];

  for (const [name, tree] of OTHERS)
    it(`are not found: ${name}`, async () => {
      assert.deepEqual(await findLosing(tree), []);
    });

  it('give way to what is known of a library', async () => {
    const pg = {
      '/r/packages/pg/package.json': json({ name: 'pg', main: 'lib' }),
      '/r/packages/pg/lib/index.js': 'exports.Client = class {};\n',
    };
    assert.deepEqual(await findLosing({ '/r/package.json': ROOT, ...DB, ...APP, ...pg }), ['loses']);
  });

  it('are read as far as they lead to a library', () => {
    const host = createMemoryFileHost({
      ...{ '/r/package.json': ROOT, ...DB, ...APP },
      '/r/packages/db/src/index.ts':
        "export * from './wraps';\nexport * from './words';\nimport './effects';\n",
      '/r/packages/db/src/wraps.ts':
        "import { openClient as open } from './clients';\nexport const openClient = () => open();\n",
      '/r/packages/db/src/words.ts': "import './deeper';\nexport const word = 'pg';\n",
    });
    const session = createSession({ host, root: '/r' });
    assert.deepEqual(session.analyze('/r/packages/app/a.ts').findings.length, 1);
    assert.equal(host.readCount('/r/packages/db/src/deeper.ts'), 0);
    assert.ok(host.readCount('/r/packages/db/src/clients.ts') > 0);
  });

  describe('when something changes', () => {
    const A = '/r/packages/app/a.ts';
    const count = (session: ReturnType<typeof createSession>): number => session.analyze(A).findings.length;

    it('are looked for again with the list of packages', () => {
      const host = createMemoryFileHost({ '/r/package.json': json({}), ...DB, ...APP });
      const session = createSession({ host, root: '/r' });
      assert.equal(count(session), 0);
      host.write('/r/package.json', ROOT);
      session.filesChanged(['/r/package.json']);
      assert.equal(count(session), 1);
    });

    it('are read when their text begins to matter, and no longer when it ends to', () => {
      const between =
        "import { openClient } from './hidden';\nexport const getClient = () => openClient();\n";
      const host = createMemoryFileHost({
        ...{ '/r/package.json': ROOT, ...DB, ...APP },
        '/r/packages/db/src/index.ts': "export { getClient as openClient } from './between';\n",
        '/r/packages/db/src/between.ts': between,
      });
      const session = createSession({ host, root: '/r' });
      const hidden = '/r/packages/db/src/hidden.ts';
      const steps = [
        [undefined, 0],
        [FACTORY, 1],
        ['export const openClient = () => undefined;\n', 0],
        [FACTORY, 1],
      ] as const;
      for (const [text, expected] of steps) {
        if (text !== undefined) host.write(hidden, text);
        session.filesChanged([hidden]);
        assert.equal(count(session), expected);
        assert.equal(count(createSession({ host, root: '/r' })), expected);
      }
    });
  });

  it('are looked for again by an audit with a cache', async () => {
    const host = createMemoryFileHost({ '/r/package.json': ROOT, ...APP, '/r/packages/app/b.ts': FACTORY });
    const texts = new Map<string, string>();
    const store = {
      read: (name: string) => texts.get(name),
      write: (name: string, text: string) => void texts.set(name, text),
    };
    const run = async (): Promise<number> => {
      const session = createSession({ host, root: '/r', cache: { store, engine: 'one' } });
      const { findings } = await session.audit({ paths: ['/r'] });
      session.saveCache();
      return findings.length;
    };
    assert.equal(await run(), 0);
    for (const [file, text] of Object.entries(DB)) host.write(file, text);
    assert.equal(await run(), 1);
  });
});
