/** snowflake-sdk, against its own types. */
import { snowflakeSdk } from '../../src/contracts/snowflake-sdk.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: snowflakeSdk,
  packages: ['snowflake-sdk'],
  cases: [
    {
      name: 'connection, promise',
      setUp: `import snowflake from 'snowflake-sdk';`,
      leak: `export async function f(work: () => Promise<void>) { const c = snowflake.createConnection({ account: 'x' }); await c.connectAsync(); await work(); c.destroy(() => {}); }`,
      correct: `export async function f(work: () => Promise<void>) { const c = snowflake.createConnection({ account: 'x' }); await c.connectAsync(); try { await work(); } finally { c.destroy(() => {}); } }`,
    },
    {
      name: 'connection, callback',
      language: 'js',
      setUp: `const snowflake = require('snowflake-sdk');`,
      leak: `exports.f = (work, done) => { const c = snowflake.createConnection({}); c.connect((error) => { if (error) return done(error); if (!c.isUp()) return done(new Error('down')); c.destroy(done); }); };`,
      correct: `exports.f = (work, done) => { const c = snowflake.createConnection({}); c.connect((error) => { if (error) return done(error); c.destroy(done); }); };`,
    },
    {
      name: 'connection, used in a promise that is made by hand',
      setUp: `import snowflake from 'snowflake-sdk';`,
      leak: `export async function f(c: snowflake.Connection) { await c.connectAsync(); const rows = await new Promise((resolve, reject) => { c.execute({ sqlText: 'x', complete: (e, s, r) => (e ? reject(e) : resolve(r)) }); }); return rows; } export async function g() { const c = snowflake.createConnection(); await c.connectAsync(); await new Promise((resolve, reject) => { c.execute({ sqlText: 'x', complete: (e, s, r) => (e ? reject(e) : resolve(r)) }); }); c.destroy(() => {}); }`,
      correct: `export async function f() { const c = snowflake.createConnection(); await c.connectAsync(); try { return await new Promise((resolve, reject) => { c.execute({ sqlText: 'x', complete: (e, s, r) => (e ? reject(e) : resolve(r)) }); }); } finally { c.destroy(() => {}); } }`,
    },
    {
      name: 'connection, used in the callback of a statement',
      language: 'js',
      setUp: `const snowflake = require('snowflake-sdk');`,
      leak: `exports.f = (done) => { const c = snowflake.createConnection({}); c.connect((error, conn) => { if (error) return done(error); conn.execute({ sqlText: 'x', complete: (failure, stmt, rows) => { if (failure) return done(failure); conn.destroy(() => done(null, rows)); } }); }); };`,
      correct: `exports.f = (done) => { const c = snowflake.createConnection({}); c.connect((error, conn) => { if (error) return done(error); conn.execute({ sqlText: 'x', complete: (failure, stmt, rows) => { conn.destroy(() => done(failure, rows)); } }); }); };`,
    },
  ],
});
