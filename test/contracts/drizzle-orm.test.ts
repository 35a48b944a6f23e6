/** Drizzle, which has nothing to give back, with the drivers it is given: what is taken from them stays their own. */
import { drizzleOrm } from '../../src/contracts/drizzle-orm.js';
import { mysql2 } from '../../src/contracts/mysql2.js';
import { pg } from '../../src/contracts/pg.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: {
    ...drizzleOrm,
    contracts: [...drizzleOrm.contracts, ...pg.contracts, ...mysql2.contracts],
  },
  packages: ['drizzle-orm', '@types/pg', 'mysql2'],
  sources: ['drizzle-orm', '@types/pg', 'pg', 'pg-pool', '@vercel/postgres', 'mysql2'],
  cases: [
    {
      name: 'client of a pool, beside transactions that end by themselves',
      setUp: `import { Pool } from 'pg'; import { sql } from 'drizzle-orm'; import { drizzle } from 'drizzle-orm/node-postgres';\nconst pool = new Pool(); const shared = drizzle(pool);`,
      leak: 'export async function f() { const client = await pool.connect(); const db = drizzle(client); await db.execute(sql`x`); client.release(); }',
      correct:
        'export async function f() { await shared.transaction(async (tx) => { await tx.execute(sql`y`); }); const client = await pool.connect(); try { const db = drizzle(client); await db.transaction(async (tx) => { await tx.execute(sql`x`); }); } finally { client.release(); } }',
    },
    {
      name: 'connection of mysql2',
      language: 'js',
      setUp: `const mysql = require('mysql2/promise'); const { drizzle } = require('drizzle-orm/mysql2'); const { sql } = require('drizzle-orm');`,
      leak: 'exports.f = async () => { const c = await mysql.createConnection({}); const db = drizzle(c); await db.execute(sql`x`); await c.end(); };',
      correct:
        'exports.f = async () => { const c = await mysql.createConnection({}); try { const db = drizzle(c); await db.execute(sql`x`); } finally { await c.end(); } };',
    },
  ],
});
