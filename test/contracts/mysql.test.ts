/** mysql, against the types of @types/mysql. */
import { mysql } from '../../src/contracts/mysql.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: mysql,
  packages: ['@types/mysql'],
  sources: ['@types/mysql', 'mysql'],
  cases: [
    {
      name: 'pool, callback',
      language: 'js',
      setUp: `const mysql = require('mysql');\nconst pool = mysql.createPool({});`,
      leak: `exports.f = (done) => { pool.getConnection((err, c) => { if (err) return done(err); c.query('x', (e) => { if (e) return done(e); c.release(); done(null); }); }); };`,
      correct: `exports.f = (done) => { pool.getConnection((err, c) => { if (err) return done(err); c.query('x', (e) => { c.release(); done(e); }); }); };`,
    },
    {
      name: 'pool, callback, with a transaction',
      setUp: `import * as mysql from 'mysql';\nconst pool = mysql.createPool({});`,
      leak: `export function f(done: (e: unknown) => void) { pool.getConnection((err, c) => { if (err) return done(err); c.beginTransaction((e) => { if (e) return done(e); c.commit((x) => { c.release(); done(x); }); }); }); }`,
      correct: `export function f(done: (e: unknown) => void) { pool.getConnection((err, c) => { if (err) return done(err); c.beginTransaction((e) => { if (e) { c.release(); return done(e); } c.commit((x) => { c.release(); done(x); }); }); }); }`,
    },
    {
      name: 'connection, callback',
      language: 'js',
      setUp: `const { createConnection } = require('mysql');`,
      leak: `exports.f = (done) => { const c = createConnection({}); c.connect((err) => { if (err) return done(err); c.query('x', (e, r) => { if (e) return done(e); c.end(); done(null, r); }); }); };`,
      correct: `exports.f = (done) => { const c = createConnection({}); c.connect((err) => { if (err) return done(err); c.query('x', (e, r) => { c.end(); done(e, r); }); }); };`,
    },
    {
      name: 'pool of a function',
      setUp: `import * as mysql from 'mysql';`,
      leak: `export function f(done: (e: unknown) => void) { const own = mysql.createPool({}); own.query('x', done); }`,
      correct: `export function f(done: (e: unknown) => void) { const own = mysql.createPool({}); own.query('x', (e) => { own.end(); done(e); }); }`,
    },
  ],
});
