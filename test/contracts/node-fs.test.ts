/** Files of Node, against the types of @types/node, and the packages that stand for `fs`. */
import { nodeFs } from '../../src/contracts/node-fs.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: nodeFs,
  packages: ['@types/graceful-fs', '@types/fs-extra'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'descriptor, synchronous',
      setUp: `import fs from 'node:fs';`,
      leak: `export function f() { const fd = fs.openSync('x', 'w'); fs.writeSync(fd, 'x'); fs.closeSync(fd); }`,
      correct: `export function f() { const fd = fs.openSync('x', 'w'); try { fs.writeSync(fd, 'x'); } finally { fs.closeSync(fd); } }`,
    },
    {
      name: 'descriptor, callback',
      language: 'js',
      setUp: `const fs = require('graceful-fs');`,
      leak: `exports.f = (done) => { fs.open('x', 'r+', (err, fd) => { if (err) return done(err); fs.futimes(fd, 1, 2, (e) => { if (e) return done(e); fs.close(fd, done); }); }); };`,
      correct: `exports.f = (done) => { fs.open('x', 'r+', (err, fd) => { if (err) return done(err); fs.futimes(fd, 1, 2, (e) => { fs.close(fd, (c) => done(e || c)); }); }); };`,
    },
    {
      name: 'descriptor, promisified',
      language: 'js',
      setUp: `const fs = require('fs');\nconst { promisify } = require('util');\nconst open = promisify(fs.open);`,
      leak: `exports.f = async () => { const fd = await open('x', 'r'); await promisify(fs.fsync)(fd); await promisify(fs.close)(fd); };`,
      correct: `exports.f = async () => { const fd = await open('x', 'r'); try { await promisify(fs.fsync)(fd); } finally { await promisify(fs.close)(fd); } };`,
    },
    {
      name: 'descriptor that a stream closes',
      setUp: `import * as fs from 'fs';`,
      leak: `export function f() { const fd = fs.openSync('x', 'r'); return fs.createReadStream('', { fd, autoClose: false }); }`,
      correct: `export function f() { const fd = fs.openSync('x', 'r'); return fs.createReadStream('', { fd }); }`,
    },
    {
      name: 'file handle',
      setUp: `import { open } from 'node:fs/promises';`,
      leak: `export async function f() { const h = await open('x'); await h.read(); await h.close(); }`,
      correct: `export async function f() { await using h = await open('x'); await h.read(); }`,
    },
    {
      name: 'file handle of fs.promises',
      setUp: `import * as fs from 'fs';`,
      leak: `export async function f() { const h = await fs.promises.open('x'); await h.read(); await h.close(); }`,
      correct: `export async function f() { const h = await fs.promises.open('x'); try { await h.read(); } finally { await h.close(); } }`,
    },
    {
      name: 'directory',
      setUp: `import { opendir } from 'node:fs/promises';`,
      leak: `export async function f() { const d = await opendir('x'); const e = await d.read(); await d.close(); return e; }`,
      correct: `export async function f() { const d = await opendir('x'); for await (const e of d) { if (e.name) break; } }`,
    },
    {
      name: 'descriptor of fs-extra',
      setUp: `import fs from 'fs-extra';`,
      leak: `export async function f() { const fd = await fs.open('x', 'r'); await fs.futimes(fd, 1, 2); await fs.close(fd); }`,
      correct: `export async function f() { const fd = await fs.open('x', 'r'); try { await fs.futimes(fd, 1, 2); } finally { await fs.close(fd); } }`,
    },
  ],
});
