/** Slonik, against its own types. */
import { slonik } from '../../src/contracts/slonik.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: slonik,
  packages: ['slonik'],
  cases: [
    {
      name: 'pool',
      setUp: `import { createPool } from 'slonik';`,
      leak: `export async function f(work: () => Promise<void>) { const pool = await createPool('postgres://'); await pool.connect(async () => { await work(); }); await pool.end(); }`,
      correct: `export async function f(work: () => Promise<void>) { const pool = await createPool('postgres://'); try { await pool.connect(async () => { await work(); }); await pool.transaction(async () => { await work(); }); } finally { await pool.end(); } }`,
    },
    {
      name: 'pool, by require',
      language: 'js',
      setUp: `const { createPool, sql } = require('slonik');`,
      leak: 'exports.f = async () => { const pool = await createPool("postgres://"); const rows = await pool.many(sql.unsafe`x`); await pool.end(); return rows; };',
      correct:
        'exports.f = async () => { const pool = await createPool("postgres://"); try { return await pool.connect((c) => c.many(sql.unsafe`x`)); } finally { await pool.end(); } };',
    },
  ],
});
