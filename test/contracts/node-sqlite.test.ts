/** The SQLite of Node: its types came after the Node this project is checked with, so it is tested without any. */
import { nodeSqlite } from '../../src/contracts/node-sqlite.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: nodeSqlite,
  packages: ['@types/node'],
  cases: [
    {
      name: 'database',
      setUp: `/// <reference types="node" />\nimport { DatabaseSync } from 'node:sqlite';`,
      leak: `export function f() { const db = new DatabaseSync('x'); db.exec('x'); db.close(); }`,
      correct: `export function f() { using db = new DatabaseSync('x'); db.exec('x'); }`,
    },
    {
      name: 'database that is opened later',
      setUp: `import { DatabaseSync } from 'node:sqlite';`,
      leak: `export function f() { const db = new DatabaseSync('x', { open: false }); db.open(); db.exec('x'); db.close(); }`,
      correct: `export function f() { const db = new DatabaseSync('x', { open: false }); db.open(); try { db.exec('x'); } finally { db.close(); } }`,
    },
  ],
});
