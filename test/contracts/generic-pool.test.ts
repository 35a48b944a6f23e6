/** generic-pool, against its own types. */
import { genericPool } from '../../src/contracts/generic-pool.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: genericPool,
  packages: ['generic-pool'],
  cases: [
    {
      name: 'resource',
      setUp: `import { createPool } from 'generic-pool';\nconst pool = createPool({} as any);`,
      leak: `export async function f() { const r: any = await pool.acquire(); await r.work(); await pool.release(r); }`,
      correct: `export async function f() { const r: any = await pool.acquire(); try { await r.work(); } finally { await pool.release(r); } }`,
    },
  ],
});
