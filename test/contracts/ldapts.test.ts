/** ldapts, against its own types. */
import { ldapts } from '../../src/contracts/ldapts.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: ldapts,
  packages: ['ldapts'],
  cases: [
    {
      name: 'client, whose socket a refused bind leaves open',
      setUp: `import { Client } from 'ldapts';`,
      leak: `export async function f() { const c = new Client({ url: 'x' }); await c.bind('a', 'b'); try { return await c.search('x'); } finally { await c.unbind(); } }`,
      correct: `export async function f() { const c = new Client({ url: 'x' }); try { await c.bind('a', 'b'); return await c.search('x'); } finally { await c.unbind(); } }`,
    },
  ],
});
