/** tarn, against its own types. */
import { tarn } from '../../src/contracts/tarn.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: tarn,
  packages: ['tarn'],
  cases: [
    {
      name: 'resource',
      setUp: `import { Pool } from 'tarn';`,
      leak: `export async function f(pool: Pool<any>) { const r = await pool.acquire().promise; await r.work(); pool.release(r); }`,
      correct: `export async function f(pool: Pool<any>) { const r = await pool.acquire().promise; try { await r.work(); } finally { pool.release(r); } }`,
    },
  ],
});
