/** better-sqlite3, against the types of @types/better-sqlite3. */
import { betterSqlite3 } from '../../src/contracts/better-sqlite3.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: betterSqlite3,
  packages: ['@types/better-sqlite3'],
  cases: [
    {
      name: 'database',
      setUp: `import Database from 'better-sqlite3';`,
      leak: `export function f() { const db = new Database('x'); const row = db.prepare('x').get(); db.close(); return row; }`,
      correct: `export function f() { const db = new Database('x'); try { return db.prepare('x').get(); } finally { db.close(); } }`,
    },
    {
      name: 'database, required',
      language: 'js',
      setUp: `const Database = require('better-sqlite3');`,
      leak: `exports.f = () => { const db = new Database('x'); db.exec('x'); db.close(); };`,
      correct: `exports.f = () => { const db = new Database('x'); try { db.exec('x'); } finally { db.close(); } };`,
    },
  ],
});
