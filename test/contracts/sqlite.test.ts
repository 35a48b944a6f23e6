/** `sqlite`, against its own types. */
import { sqlite } from '../../src/contracts/sqlite.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: sqlite,
  packages: ['sqlite'],
  cases: [
    {
      name: 'database',
      setUp: `import { open } from 'sqlite';`,
      leak: `export async function f(driver: any) { const db = await open({ filename: 'x', driver }); await db.run('x'); await db.close(); }`,
      correct: `export async function f(driver: any) { const db = await open({ filename: 'x', driver }); try { await db.run('x'); } finally { await db.close(); } }`,
    },
    {
      name: 'database of a module that is required',
      language: 'js',
      setUp: `const sqlite = require('sqlite'); const sqlite3 = require('sqlite3');`,
      leak: `exports.f = async () => { const db = await sqlite.open({ filename: 'x', driver: sqlite3.Database }); const rows = await db.all('x'); await db.close(); return rows; };`,
      correct: `exports.f = async () => { const db = await sqlite.open({ filename: 'x', driver: sqlite3.Database }); try { return await db.all('x'); } finally { await db.close(); } };`,
    },
    {
      name: 'database that is opened later',
      setUp: `import { Database } from 'sqlite';`,
      leak: `export async function f(config: any) { const db = new Database(config); await db.open(); await db.exec('x'); await db.close(); }`,
      correct: `export async function f(config: any) { const db = new Database(config); await db.open(); try { await db.exec('x'); } finally { await db.close(); } }`,
    },
  ],
});
