/** Knex, against its own types. */
import { knex } from '../../src/contracts/knex.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: knex,
  packages: ['knex'],
  cases: [
    {
      name: 'transaction',
      setUp: `import { Knex } from 'knex';`,
      leak: `export async function f(db: Knex) { const trx = await db.transaction(); await trx('t').insert({ a: 1 }); await trx.commit(); }`,
      correct: `export async function f(db: Knex) { const trx = await db.transaction(); try { await trx('t').insert({ a: 1 }); await trx.commit(); } catch (e) { await trx.rollback(e); throw e; } }`,
    },
    {
      name: 'transaction, that a query built on something else is given',
      setUp: `import { Knex } from 'knex';`,
      leak: `export async function f(db: Knex) { const trx = await db.transaction({ isolationLevel: 'serializable' }); await db('t').transacting(trx).insert({ a: 1 }); await trx.commit(); }`,
      correct: `export async function f(db: Knex) { const trx = await db.transaction({ isolationLevel: 'serializable' }); try { await db('t').transacting(trx).insert({ a: 1 }); await trx.commit(); } catch (e) { await trx.rollback(); throw e; } }`,
    },
    {
      name: 'transaction without a callback, beside one with',
      language: 'js',
      setUp: `const db = require('knex')({ client: 'pg' }); const work = async (trx) => { await trx('t').del(); };`,
      leak: `exports.f = async () => { await db.transaction(work); const trx = await db.transaction(); await trx.raw('x'); await trx.commit(); };`,
      correct: `exports.f = async () => { const r = await db.transaction(work); await db.transaction(async (trx) => { await trx('t').insert({}); }); const trx = await db.transaction(); try { await trx.raw('x'); await trx.commit(); } catch (e) { await trx.rollback(e); } return r; };`,
    },
    {
      name: 'transaction inside another, which ends with it',
      setUp: `import type { Knex } from 'knex';`,
      leak: `export async function f(db: Knex) { const outer = await db.transaction(); const inner = await outer.transaction(); await inner.raw('x'); await inner.commit(); await outer.commit(); }`,
      correct: `export async function f(db: Knex) { const outer = await db.transaction(); try { const inner = await outer.transaction(); await inner.raw('x'); await inner.commit(); await outer.commit(); } catch (e) { await outer.rollback(); throw e; } }`,
    },
    {
      name: 'transaction that is asked whether it is completed',
      setUp: `import type { Knex } from 'knex';`,
      leak: `export async function f(db: Knex) { const trx = await db.transaction(); try { await trx.raw('x'); await trx.commit(); } catch (e) { if (trx.isCompleted()) await trx.rollback(); throw e; } }`,
      correct: `export async function f(db: Knex) { const trx = await db.transaction(); try { await trx.raw('x'); await trx.commit(); } catch (e) { if (!trx.isCompleted()) await trx.rollback(); throw e; } }`,
    },
    {
      name: 'instance',
      setUp: `import createKnex from 'knex';`,
      leak: `export async function f(config: any) { const db = createKnex(config); await db.raw('x'); await db.destroy(); }`,
      correct: `export async function f(config: any) { const db = createKnex(config); try { await db.raw('x'); } finally { await db.destroy(); } }`,
    },
    {
      name: 'instance, by require',
      language: 'js',
      setUp: `const { knex } = require('knex');`,
      leak: `exports.f = async (config) => { const db = knex(config); await db('t').select(); await db.destroy(); };`,
      correct: `exports.f = async (config) => { const db = knex(config); try { await db('t').select(); } finally { await db.destroy(); } };`,
    },
  ],
});
