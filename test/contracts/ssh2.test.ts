/** ssh2, against the types of @types/ssh2. */
import { ssh2 } from '../../src/contracts/ssh2.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: ssh2,
  packages: ['@types/ssh2'],
  cases: [
    {
      name: 'client',
      setUp: `import { Client } from 'ssh2';`,
      leak: `export async function f(wait: () => Promise<void>) { const c = new Client(); c.connect({}); await wait(); c.end(); }`,
      correct: `export async function f(wait: () => Promise<void>) { const c = new Client(); c.connect({}); try { await wait(); } finally { c.end(); } }`,
    },
  ],
});
