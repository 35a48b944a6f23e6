/** What is node-postgres by another name, against the types of those packages. */
import { pg } from '../../src/contracts/pg.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: pg,
  packages: ['@neondatabase/serverless', '@vercel/postgres'],
  sources: ['@neondatabase/serverless', '@vercel/postgres', 'pg', 'pg-pool'],
  cases: [
    {
      name: 'pooled client of Neon, promise',
      setUp: `import { Pool } from '@neondatabase/serverless';\nconst pool = new Pool();`,
      leak: `export async function f() { const c = await pool.connect(); await c.query('x'); c.release(); }`,
      correct: `export async function f() { await pool.query('y'); const c = await pool.connect(); try { await c.query('x'); } finally { c.release(); } }`,
    },
    {
      name: 'pooled client of Neon, callback',
      setUp: `import { Pool } from '@neondatabase/serverless';\nconst pool = new Pool();`,
      leak: `export function f(done: (e?: unknown) => void) { pool.connect((error, c, release) => { if (error) return done(error); c!.query('x', (failure: unknown) => { if (failure) return done(failure); release(); done(); }); }); }`,
      correct: `export function f(done: (e?: unknown) => void) { pool.connect((error, c, release) => { if (error) return done(error); c!.query('x', (failure: unknown) => { release(); done(failure); }); }); }`,
    },
    {
      name: 'client of Neon, beside queries over HTTP',
      language: 'js',
      setUp: `const { Client, neon } = require('@neondatabase/serverless'); const sql = neon('postgres://');`,
      leak: 'exports.f = async () => { await sql`y`; const c = new Client(); await c.connect(); await c.query("x"); await c.end(); };',
      correct:
        'exports.f = async () => { await sql`y`; const c = new Client(); await c.connect(); try { await c.query("x"); } finally { await c.end(); } };',
    },
    {
      name: 'pooled client of Vercel',
      setUp: `import { db } from '@vercel/postgres';`,
      leak: 'export async function f() { const c = await db.connect(); await c.sql`x`; c.release(); }',
      correct:
        'export async function f() { await db.sql`y`; const c = await db.connect(); try { await c.sql`x`; } finally { c.release(); } }',
    },
    {
      name: 'pooled client of Vercel by another name',
      language: 'js',
      setUp: `const { sql, createPool } = require('@vercel/postgres'); const pool = createPool();`,
      leak: 'exports.f = async () => { await sql`y`; const c = await pool.connect(); const r = await c.query("x"); c.release(); return r; };',
      correct:
        'exports.f = async () => { await sql`y`; const c = await pool.connect(); try { return await c.query("x"); } finally { c.release(); } };',
    },
    {
      name: 'client of Vercel',
      setUp: `import { createClient } from '@vercel/postgres';`,
      leak: 'export async function f() { const c = createClient(); await c.connect(); await c.sql`x`; await c.end(); }',
      correct:
        'export async function f() { const c = createClient(); await c.connect(); try { await c.sql`x`; } finally { await c.end(); } }',
    },
  ],
});
