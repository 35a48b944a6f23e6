/** Postgres.js, against its own types. */
import { postgres } from '../../src/contracts/postgres.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: postgres,
  packages: ['postgres'],
  cases: [
    {
      name: 'reserved connection',
      setUp: `import postgres from 'postgres';\nconst sql = postgres();`,
      leak: 'export async function f() { const r = await sql.reserve(); await r`select 1`; r.release(); }',
      correct:
        'export async function f() { const r = await sql.reserve(); try { await r`select 1`; } finally { r.release(); } }',
    },
    {
      name: 'reserved connection of a pool that comes as an argument',
      setUp: `import type { Sql } from 'postgres';`,
      leak: `export async function f(sql: Sql) { const r = await sql.reserve(); await r.unsafe('x'); r.release(); }`,
      correct: `export async function f(sql: Sql) { const r = await sql.reserve(); try { await r.unsafe('x'); } finally { r.release(); } await sql.begin(async (tx) => { await tx.unsafe('y'); }); }`,
    },
    {
      name: 'reserved connection',
      language: 'js',
      setUp: `const postgres = require('postgres'); const sql = postgres('postgres://');`,
      leak: 'exports.f = async () => { const r = await sql.reserve(); const rows = await r`select 1`; r.release(); return rows; };',
      correct:
        'exports.f = async () => { const r = await sql.reserve(); try { return await r`select 1`; } finally { r.release(); } };',
    },
    {
      name: 'pool',
      setUp: `import connect from 'postgres';`,
      leak: 'export async function f(url: string) { const sql = connect(url, { max: 1 }); await sql`select 1`; await sql.end(); }',
      correct:
        'export async function f(url: string) { const sql = connect(url, { max: 1 }); try { await sql`select 1`; } finally { await sql.end({ timeout: 5 }); } }',
    },
  ],
});
