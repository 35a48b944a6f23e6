/** mariadb, against its own types. */
import { mariadb } from '../../src/contracts/mariadb.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: mariadb,
  packages: ['mariadb'],
  cases: [
    {
      name: 'pool, promise',
      setUp: `import mariadb from 'mariadb';\nconst pool = mariadb.createPool('x');`,
      leak: `export async function f() { const c = await pool.getConnection(); await c.query('x'); await c.release(); }`,
      correct: `export async function f() { const c = await pool.getConnection(); try { await c.query('x'); } finally { await c.release(); } }`,
    },
    {
      name: 'pool, callback',
      setUp: `import * as mariadb from 'mariadb/callback';\nconst pool = mariadb.createPool('x');`,
      leak: `export function f(done: (e: unknown) => void) { pool.getConnection((err, c) => { if (err || !c) return done(err); c.query('x', (e: unknown) => { if (e) return done(e); c.release(() => {}); done(null); }); }); }`,
      correct: `export function f(done: (e: unknown) => void) { pool.getConnection((err, c) => { if (err || !c) return done(err); c.query('x', (e: unknown) => { c.release(() => {}); done(e); }); }); }`,
    },
    {
      name: 'connection, promise',
      setUp: `import * as mariadb from 'mariadb';`,
      leak: `export async function f() { const c = await mariadb.createConnection('x'); await c.query('x'); await c.end(); }`,
      correct: `export async function f() { const c = await mariadb.createConnection('x'); try { await c.query('x'); } finally { await c.end(); } }`,
    },
    {
      name: 'pool of a function',
      setUp: `import { createPool } from 'mariadb';`,
      leak: `export async function f() { const own = createPool({}); await own.query('x'); await own.end(); }`,
      correct: `export async function f() { const own = createPool({}); try { await own.query('x'); } finally { await own.end(); } }`,
    },
  ],
});
