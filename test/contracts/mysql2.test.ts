/** mysql2, against its own types. */
import { mysql2 } from '../../src/contracts/mysql2.js';
import { checkLibrary } from './check-library.js';

const CALLBACK_POOL = `import * as mysql from 'mysql2';\nconst pool = mysql.createPool({});`;
const PROMISE_POOL = `import mysql from 'mysql2/promise';\nconst pool = mysql.createPool({});`;

checkLibrary({
  library: mysql2,
  packages: ['mysql2'],
  cases: [
    {
      name: 'pool, promise',
      setUp: PROMISE_POOL,
      leak: `export async function f() { const c = await pool.getConnection(); await c.query('x'); c.release(); }`,
      correct: `export async function f() { const c = await pool.getConnection(); try { await c.query('x'); } finally { c.release(); } }`,
    },
    {
      name: 'pool, promise, given back by the pool',
      setUp: PROMISE_POOL,
      leak: `export async function f() { const c = await pool.getConnection(); await c.query('x'); pool.releaseConnection(c); }`,
      correct: `export async function f() { const c = await pool.getConnection(); try { await c.query('x'); } finally { pool.releaseConnection(c); } }`,
    },
    {
      name: 'pool, callback',
      setUp: CALLBACK_POOL,
      leak: `export function f(done: (e: unknown) => void) { pool.getConnection((err, c) => { if (err) return done(err); c.query('x', (e: any) => { if (e) return done(e); c.release(); done(null); }); }); }`,
      correct: `export function f(done: (e: unknown) => void) { pool.getConnection((err, c) => { if (err) return done(err); c.query('x', (e: any) => { c.release(); done(e); }); }); }`,
    },
    {
      name: 'pool, callback, required in a function',
      language: 'js',
      setUp: '',
      leak: `exports.f = (done) => { const pool = require('mysql2').createPool({}); pool.getConnection((err, c) => { if (err) return done(err); c.query('x', (e) => { if (e) return done(e); c.release(); done(null); }); }); };`,
      correct: `exports.f = (done) => { const pool = require('mysql2').createPool({}); pool.getConnection((err, c) => { if (err) { pool.end(); return done(err); } c.query('x', (e) => { c.release(); pool.end(); done(e); }); }); };`,
    },
    {
      name: 'connection, promise',
      setUp: `import { createConnection } from 'mysql2/promise';`,
      leak: `export async function f() { const c = await createConnection('x'); await c.query('x'); try { await c.query('y'); } finally { await c.end(); } }`,
      correct: `export async function f() { const c = await createConnection('x'); try { await c.query('y'); } finally { await c.end(); } }`,
    },
    {
      name: 'connection, dynamic import',
      language: 'js',
      setUp: '',
      leak: `export async function f() { const mysql = await import('mysql2/promise'); const c = await mysql.createConnection('x'); await c.query('x'); await c.end(); }`,
      correct: `export async function f() { const mysql = await import('mysql2/promise'); const c = await mysql.createConnection('x'); try { await c.query('x'); } finally { await c.end(); } }`,
    },
    {
      name: 'pool of a function',
      setUp: `import { createPool } from 'mysql2/promise';`,
      leak: `export async function f() { const own = createPool({}); await own.query('x'); await own.end(); }`,
      correct: `export async function f() { const own = createPool({}); try { await own.query('x'); } finally { await own.end(); } }`,
    },
  ],
});
