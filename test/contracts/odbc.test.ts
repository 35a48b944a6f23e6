/** odbc, against its own types. */
import { odbc } from '../../src/contracts/odbc.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: odbc,
  packages: ['odbc'],
  cases: [
    {
      name: 'pooled connection, promise',
      setUp: `import odbc from 'odbc';`,
      leak: `export async function f(pool: odbc.Pool) { const c = await pool.connect(); await c.query('x'); await c.close(); }`,
      correct: `export async function f(pool: odbc.Pool) { const c = await pool.connect(); try { await c.beginTransaction(); await c.query('x'); await c.commit(); } catch (e) { await c.rollback(); throw e; } finally { await c.close(); } }`,
    },
    {
      name: 'pooled connection, callback',
      setUp: `import odbc from 'odbc';`,
      leak: `export function f(pool: odbc.Pool, done: (error?: unknown) => undefined) { pool.connect((error, c) => { if (error) return done(error); return c.query('x', (failure) => { if (failure) return done(failure); return c.close(done); }); }); }`,
      correct: `export function f(pool: odbc.Pool, done: (error?: unknown) => undefined) { pool.connect((error, c) => { if (error) return done(error); return c.query('x', (failure) => c.close(() => done(failure))); }); }`,
    },
    {
      name: 'connection, promise',
      language: 'js',
      setUp: `const odbc = require('odbc');`,
      leak: `exports.f = async () => { const c = await odbc.connect('DSN=x'); const rows = await c.query('x'); await c.close(); return rows; };`,
      correct: `exports.f = async () => { const c = await odbc.connect('DSN=x'); try { return await c.query('x'); } finally { await c.close(); } };`,
    },
    {
      name: 'connection, callback',
      language: 'js',
      setUp: `const odbc = require('odbc');`,
      leak: `exports.f = (done) => { odbc.connect('DSN=x', (error, c) => { if (error) return done(error); c.query('x', (failure, rows) => { if (failure) return done(failure); c.close(() => done(null, rows)); }); }); };`,
      correct: `exports.f = (done) => { odbc.connect('DSN=x', (error, c) => { if (error) return done(error); c.query('x', (failure, rows) => { c.close(() => done(failure, rows)); }); }); };`,
    },
    {
      name: 'cursor',
      setUp: `import type { Connection } from 'odbc';`,
      leak: `export async function f(c: Connection) { const cursor = await c.query('x', { cursor: true, fetchSize: 5 }); await cursor.fetch(); await cursor.close(); }`,
      correct: `export async function f(c: Connection) { const cursor = await c.query('x', { cursor: true, fetchSize: 5 }); try { await cursor.fetch(); } finally { await cursor.close(); } }`,
    },
    {
      name: 'statement',
      setUp: `import type { Connection } from 'odbc';`,
      leak: `export async function f(c: Connection) { const s = await c.createStatement(); await s.prepare('x'); await s.execute(); await s.close(); }`,
      correct: `export async function f(c: Connection) { const s = await c.createStatement(); try { await s.prepare('x'); await s.execute(); } finally { await s.close(); } }`,
    },
    {
      name: 'pool',
      setUp: `import odbc from 'odbc';`,
      leak: `export async function f() { const pool = await odbc.pool('DSN=x'); await pool.query('x'); await pool.close(); }`,
      correct: `export async function f() { const pool = await odbc.pool('DSN=x'); try { await pool.query('x'); } finally { await pool.close(); } }`,
    },
    {
      name: 'pool, callback',
      language: 'js',
      setUp: `const odbc = require('odbc');`,
      leak: `exports.f = (done) => { odbc.pool('DSN=x', (error, pool) => { if (error) return done(error); pool.query('x', (failure) => { if (failure) return done(failure); pool.close(done); }); }); };`,
      correct: `exports.f = (done) => { odbc.pool('DSN=x', (error, pool) => { if (error) return done(error); pool.query('x', (failure) => { pool.close(() => done(failure)); }); }); };`,
    },
  ],
});
