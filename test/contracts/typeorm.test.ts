/** TypeORM, against its own types. */
import { typeorm } from '../../src/contracts/typeorm.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: typeorm,
  packages: ['typeorm'],
  cases: [
    {
      name: 'query runner, taken by connect()',
      setUp: `import { DataSource } from 'typeorm';`,
      leak: `export async function f(ds: DataSource) { const qr = ds.createQueryRunner(); await qr.connect(); await qr.startTransaction(); try { await qr.query('x'); await qr.commitTransaction(); } catch (e) { await qr.rollbackTransaction(); throw e; } finally { await qr.release(); } }`,
      correct: `export async function f(ds: DataSource) { const qr = ds.createQueryRunner(); await qr.connect(); try { await qr.startTransaction(); await qr.query('x'); await qr.commitTransaction(); } catch (e) { await qr.rollbackTransaction(); throw e; } finally { await qr.release(); } }`,
    },
    {
      name: 'query runner, which a failed startTransaction() leaves connected',
      setUp: `import { DataSource } from 'typeorm';`,
      leak: `export class Service { constructor(private readonly ds: DataSource) {} async f() { const qr = this.ds.createQueryRunner(); await qr.startTransaction(); try { await qr.commitTransaction(); } finally { await qr.release(); } } }`,
      correct: `export class Service { constructor(private readonly ds: DataSource) {} async f() { const qr = this.ds.createQueryRunner(); try { await qr.startTransaction(); await qr.commitTransaction(); } finally { await qr.release(); } } }`,
    },
    {
      name: 'query runner, closed with its data source',
      setUp: `import { DataSource } from 'typeorm';`,
      leak: `export async function f() { const ds = new DataSource({ type: 'postgres' }); const qr = ds.createQueryRunner(); await qr.query('x'); await ds.destroy(); }`,
      correct: `export async function f() { const ds = new DataSource({ type: 'postgres' }); const qr = ds.createQueryRunner(); try { await qr.query('x'); } finally { await ds.destroy(); } }`,
    },
    {
      name: 'data source',
      setUp: `import { DataSource } from 'typeorm';`,
      leak: `export async function f() { const ds = new DataSource({ type: 'postgres' }); await ds.initialize(); await ds.runMigrations(); await ds.destroy(); }`,
      correct: `export async function f() { const ds = new DataSource({ type: 'postgres' }); await ds.initialize(); try { await ds.runMigrations(); } finally { await ds.destroy(); } }`,
    },
  ],
});
