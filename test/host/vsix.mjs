/** Packs the extension the way it is published, so that the tests see what users get. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './fixture.mjs';

/** Returns the path of the packed file; `node build.mjs` has to be run before. */
export function packExtension() {
  if (!fs.existsSync(path.join(ROOT, 'dist', 'extension.js'))) {
    throw new Error('dist/extension.js is missing: run `npm run build` first');
  }
  const target = path.join(ROOT, 'out', 'connection-lifetimes.vsix');
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const vsce = path.join(ROOT, 'node_modules', '@vscode', 'vsce', 'vsce');
  // There is no repository to link to: the pictures of the README and the rule pages are in the package.
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    target,
  ];
  execFileSync(process.execPath, [vsce, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  return target;
}
