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
  return { folder, remove: () => fs.rmSync(root, { recursive: true, force: true }) };
}
