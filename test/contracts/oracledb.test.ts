/** oracledb, against the types of @types/oracledb. */
import { oracledb } from '../../src/contracts/oracledb.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: oracledb,
  packages: ['@types/oracledb'],
  cases: [
    {
      name: 'connection, promise',
      setUp: `import oracledb from 'oracledb';`,
      leak: `export async function f() { const c = await oracledb.getConnection({ user: 'x' }); await c.execute('x'); await c.close(); }`,
      correct: `export async function f() { let c; try { c = await oracledb.getConnection({ user: 'x' }); await c.execute('x'); } finally { if (c) { try { await c.close(); } catch (e) { console.error(e); } } } }`,
    },
    {
      name: 'connection, callback',
      language: 'js',
      setUp: `const oracledb = require('oracledb');`,
      leak: `exports.f = (done) => { oracledb.getConnection({ user: 'x' }, (error, c) => { if (error) return done(error); c.execute('x', (failure, r) => { if (failure) return done(failure); c.release((e) => done(e, r)); }); }); };`,
      correct: `exports.f = (done) => { oracledb.getConnection({ user: 'x' }, (error, c) => { if (error) return done(error); c.execute('x', (failure, r) => { c.release(() => done(failure, r)); }); }); };`,
    },
    {
      name: 'pooled connection, promise',
      setUp: `import type { Pool } from 'oracledb';`,
      leak: `export async function f(pool: Pool) { const c = await pool.getConnection(); await c.execute('x'); await c.commit(); await c.close(); }`,
      correct: `export async function f(pool: Pool) { await using c = await pool.getConnection(); await c.execute('x'); await c.commit(); }`,
    },
    {
      name: 'pooled connection, callback',
      setUp: `import type { Pool } from 'oracledb';`,
      leak: `export function f(pool: Pool, done: (e?: unknown) => void) { pool.getConnection((error, c) => { if (error) return done(error); c.execute('x', (failure) => { if (failure) return done(failure); c.close(done); }); }); }`,
      correct: `export function f(pool: Pool, done: (e?: unknown) => void) { pool.getConnection((error, c) => { if (error) return done(error); c.execute('x', (failure) => { c.close(() => done(failure)); }); }); }`,
    },
    {
      name: 'result set',
      setUp: `import oracledb from 'oracledb';`,
      leak: `export async function f(c: oracledb.Connection) { const r = await c.execute('x', [], { resultSet: true }); const rows = await r.resultSet!.getRows(5); await r.resultSet!.close(); return rows; }`,
      correct: `export async function f(c: oracledb.Connection) { const r = await c.execute('x', [], { resultSet: true }); try { return await r.resultSet!.getRows(5); } finally { await r.resultSet!.close(); } }`,
    },
    {
      name: 'result set, closed with its connection',
      language: 'js',
      setUp: `const oracledb = require('oracledb');`,
      leak: `exports.f = async () => { const c = await oracledb.getConnection(); const { resultSet } = await c.execute('x', [], { resultSet: true }); await resultSet.getRow(); await c.close(); };`,
      correct: `exports.f = async () => { const c = await oracledb.getConnection(); try { const { resultSet } = await c.execute('x', [], { resultSet: true }); return await resultSet.getRow(); } finally { await c.close(); } };`,
    },
    {
      name: 'pool',
      setUp: `import oracledb from 'oracledb';`,
      leak: `export async function f(work: () => Promise<void>) { const pool = await oracledb.createPool({ poolAlias: 'x' }); await work(); await pool.close(10); }`,
      correct: `export async function f(work: () => Promise<void>) { const pool = await oracledb.createPool({ poolAlias: 'x' }); try { await work(); } finally { await pool.close(10); } }`,
    },
    {
      name: 'pool, callback',
      language: 'js',
      setUp: `const oracledb = require('oracledb');`,
      leak: `exports.f = (work, done) => { oracledb.createPool({}, (error, pool) => { if (error) return done(error); pool.getConnection((failure, c) => { if (failure) return done(failure); c.close(() => pool.close(done)); }); }); };`,
      correct: `exports.f = (work, done) => { oracledb.createPool({}, (error, pool) => { if (error) return done(error); pool.getConnection((failure, c) => { if (failure) return pool.close(() => done(failure)); c.close(() => pool.close(done)); }); }); };`,
    },
  ],
});
