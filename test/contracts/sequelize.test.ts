/** Sequelize, against its own types. */
import { sequelize } from '../../src/contracts/sequelize.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: sequelize,
  packages: ['sequelize'],
  cases: [
    {
      name: 'transaction',
      setUp: `import { Sequelize } from 'sequelize';`,
      leak: `export async function f(db: Sequelize) { const t = await db.transaction(); await db.query('x', { transaction: t }); await t.commit(); }`,
      correct: `export async function f(db: Sequelize) { const t = await db.transaction(); try { await db.query('x', { transaction: t }); await t.commit(); } catch (e) { await t.rollback(); throw e; } }`,
    },
    {
      name: 'transaction with options, beside managed ones',
      setUp: `import { Sequelize, Transaction } from 'sequelize'; async function work(t: Transaction) { await Promise.resolve(t); }`,
      leak: `export async function f(db: Sequelize) { await db.transaction(work); const t = await db.transaction({ readOnly: true }); await db.query('x', { transaction: t }); await t.rollback(); }`,
      correct: `export async function f(db: Sequelize) { await db.transaction(work); await db.transaction({ readOnly: true }, async (t) => { await db.query('x', { transaction: t }); }); const t = await db.transaction({ readOnly: true }); try { await db.query('x', { transaction: t }); } finally { await t.rollback(); } }`,
    },
    {
      name: 'transaction of an instance that another module makes',
      language: 'js',
      setUp: `const { Sequelize } = require('sequelize'); const db = new Sequelize('sqlite::memory:'); const User = db.define('User', {});`,
      leak: `exports.f = async () => { const t = await db.transaction(); await User.create({ name: 'x' }, { transaction: t }); await t.commit(); };`,
      correct: `exports.f = async () => { const r = await db.transaction((t) => User.create({ name: 'x' }, { transaction: t })); const t = await db.transaction(); try { await User.create({ name: 'x' }, { transaction: t }); await t.commit(); } catch (e) { await t.rollback(); throw e; } return r; };`,
    },
    {
      name: 'transaction that is asked whether it is finished',
      language: 'js',
      setUp: `const { Sequelize } = require('sequelize'); const db = new Sequelize('sqlite::memory:');`,
      leak: `exports.f = async () => { const t = await db.transaction(); try { await db.query('x', { transaction: t }); await t.commit(); } catch (e) { if (t.finished) await t.rollback(); throw e; } };`,
      correct: `exports.f = async () => { const t = await db.transaction(); try { await db.query('x', { transaction: t }); await t.commit(); } catch (e) { if (t && !t.finished) await t.rollback(); throw e; } };`,
    },
    {
      name: 'connection',
      setUp: `import { Sequelize } from 'sequelize';`,
      leak: `export async function f(db: Sequelize, work: (c: unknown) => Promise<void>) { const c = await db.connectionManager.getConnection({ type: 'read' }); await work(c); db.connectionManager.releaseConnection(c); }`,
      correct: `export async function f(db: Sequelize, work: (c: unknown) => Promise<void>) { const c = await db.connectionManager.getConnection({ type: 'read' }); try { await work(c); } finally { db.connectionManager.releaseConnection(c); } }`,
    },
    {
      name: 'instance',
      setUp: `import { Sequelize } from 'sequelize';`,
      leak: `export async function f(url: string) { const db = new Sequelize(url); await db.authenticate(); await db.close(); }`,
      correct: `export async function f(url: string) { const db = new Sequelize(url); try { await db.authenticate(); } finally { await db.close(); } }`,
    },
  ],
});
