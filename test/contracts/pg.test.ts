/** node-postgres, against the types of @types/pg. */
import { pg } from '../../src/contracts/pg.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: pg,
  packages: ['@types/pg'],
  sources: ['@types/pg', 'pg', 'pg-pool', '@vercel/postgres'],
  cases: [
    {
      name: 'pool, promise',
      setUp: `import pg from 'pg';\nconst pool = new pg.Pool();`,
      leak: `export async function f() { const c = await pool.connect(); await c.query('x'); c.release(); }`,
      correct: `export async function f() { const c = await pool.connect(); try { await c.query('x'); } finally { c.release(); } }`,
    },
    {
      name: 'pool, callback',
      language: 'js',
      setUp: `const { Pool } = require('pg');\nconst pool = new Pool();`,
      leak: `exports.f = (cb) => { pool.connect((err, c, done) => { if (err) return cb(err); c.query('x', (e) => { if (e) return cb(e); done(); cb(null); }); }); };`,
      correct: `exports.f = (cb) => { pool.connect((err, c, done) => { if (err) return cb(err); c.query('x', (e) => { done(); cb(e); }); }); };`,
    },
    {
      name: 'client',
      setUp: `import { Client } from 'pg';`,
      leak: `export async function f() { const c = new Client(); await c.connect(); await c.query('x'); await c.end(); }`,
      correct: `export async function f() { const c = new Client(); await c.connect(); try { await c.query('x'); } finally { await c.end(); } }`,
    },
  ],
});
