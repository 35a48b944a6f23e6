/** pg-promise, against its own types. */
import { pgPromise } from '../../src/contracts/pg-promise.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: pgPromise,
  packages: ['pg-promise'],
  cases: [
    {
      name: 'connection',
      setUp: `import pgPromise from 'pg-promise';\nconst db = pgPromise()('postgres://');`,
      leak: `export async function f() { const c = await db.connect(); await c.any('x'); c.done(); }`,
      correct: `export async function f() { await db.task(async (t) => { await t.any('y'); }); const c = await db.connect(); try { return await c.any('x'); } finally { c.done(); } }`,
    },
    {
      name: 'direct connection of a database that comes as an argument',
      setUp: `import type { IDatabase } from 'pg-promise';`,
      leak: `export async function f(db: IDatabase<{}>) { const c = await db.connect({ direct: true }); await c.none('x'); await c.done(); }`,
      correct: `export async function f(db: IDatabase<{}>) { const c = await db.connect({ direct: true }); try { await c.none('x'); } finally { await c.done(); } }`,
    },
    {
      name: 'connection, with then()',
      language: 'js',
      setUp: `const pgp = require('pg-promise')(); const db = pgp('postgres://');`,
      leak: `exports.f = () => db.connect().then((c) => c.any('x').then((rows) => { c.done(); return rows; }));`,
      correct: `exports.f = () => { let sco; return db.connect().then((c) => { sco = c; return sco.any('x'); }).finally(() => { if (sco) sco.done(); }); };`,
    },
  ],
});
