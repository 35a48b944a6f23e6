/** Kysely, against its own types. */
import { kysely } from '../../src/contracts/kysely.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: kysely,
  packages: ['kysely'],
  cases: [
    {
      name: 'transaction, which a failed commit leaves open',
      setUp: `import { Kysely } from 'kysely';`,
      leak: `export async function f(db: Kysely<any>) { const trx = await db.startTransaction().execute(); try { await trx.executeQuery({} as any); } catch (e) { await trx.rollback().execute(); throw e; } await trx.commit().execute(); }`,
      correct: `export async function f(db: Kysely<any>) { const trx = await db.startTransaction().execute(); try { await trx.executeQuery({} as any); await trx.commit().execute(); } catch (e) { await trx.rollback().execute(); throw e; } }`,
    },
    {
      name: 'transaction with options, whose commit is never executed',
      setUp: `import { Kysely } from 'kysely';`,
      leak: `export async function f(db: Kysely<any>) { const trx = await db.startTransaction().setIsolationLevel('serializable').execute(); trx.commit(); }`,
      correct: `export async function f(db: Kysely<any>) { const trx = await db.startTransaction().setIsolationLevel('serializable').execute(); await trx.rollback().execute(); }`,
    },
    {
      name: 'instance',
      setUp: `import { Kysely } from 'kysely';`,
      leak: `export async function f(config: any) { const db = new Kysely<any>(config); await db.executeQuery({} as any); await db.destroy(); }`,
      correct: `export async function f(config: any) { await using db = new Kysely<any>(config); await db.executeQuery({} as any); }`,
    },
  ],
});
