/** The workspace the tests work in: a fresh copy for every run, because tests edit and save files. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');

const EXAMPLE = path.join(ROOT, 'examples', 'orders-service');
const WORKSPACE = path.join(ROOT, 'test', 'host', 'workspace');

/** Written into the copy, so that it is no project of its own in this repository. `scripts` stays outside on purpose. */
const TSCONFIG = {
  compilerOptions: { target: 'ES2022', module: 'nodenext', strict: true },
  include: ['src'],
};

/** A second folder of the workspace: only its own tsconfig knows what `@db` is. */
const SECOND_FOLDER = {
  'tsconfig.json': JSON.stringify({
    compilerOptions: { ...TSCONFIG.compilerOptions, paths: { '@db': ['./src/db.ts'] } },
    include: ['src'],
  }),
  'src/db.ts': `import { Pool, type PoolClient } from 'pg';

const pool = new Pool();

export async function getClient(): Promise<PoolClient> {
  return pool.connect();
}
`,
  'src/report.ts': `import { getClient } from '@db';

export async function report(): Promise<void> {
  const client = await getClient();
  await client.query('SELECT 1');
}
`,
};

/** A folder with the example service and the small files of test/host/workspace; `remove` deletes it. */
export function createWorkspace() {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'lifetimes-workspace-'));
  // A name of its own: it stands in the title and in the pictures.
  const folder = path.join(root, 'lifetimes');
  fs.cpSync(WORKSPACE, folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), `${JSON.stringify(TSCONFIG, undefined, 2)}\n`);
  fs.cpSync(EXAMPLE, path.join(folder, 'orders-service'), {
    recursive: true,
    filter: (source) => path.basename(source) !== 'node_modules',
  });
  return { folder, root, remove: () => fs.rmSync(root, { recursive: true, force: true }) };
}

/** The same with a second folder beside the first, and the file that names both. */
export function createWorkspaceOfFolders() {
  const workspace = createWorkspace();
  const second = path.join(workspace.root, 'second');
  for (const [name, text] of Object.entries(SECOND_FOLDER)) {
    fs.mkdirSync(path.dirname(path.join(second, name)), { recursive: true });
    fs.writeFileSync(path.join(second, name), text);
  }
  const file = path.join(workspace.root, 'lifetimes.code-workspace');
  fs.writeFileSync(file, JSON.stringify({ folders: [{ path: 'lifetimes' }, { path: 'second' }] }));
  return { ...workspace, file };
}
