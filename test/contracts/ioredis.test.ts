/** ioredis, against its own types. */
import { ioredis } from '../../src/contracts/ioredis.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: ioredis,
  packages: ['ioredis'],
  cases: [
    {
      name: 'client that connects at once',
      setUp: `import Redis from 'ioredis';`,
      leak: `export async function f() { const c = new Redis(); await c.ping(); await c.quit(); }`,
      correct: `export async function f() { const c = new Redis(); try { await c.ping(); } finally { c.disconnect(); } }`,
    },
    {
      name: 'client that connects later',
      setUp: `import { Redis } from 'ioredis';`,
      leak: `export async function f() { const c = new Redis({ lazyConnect: true }); await c.connect(); await c.ping(); await c.quit(); }`,
      correct: `export async function f() { const c = new Redis({ lazyConnect: true }); await c.connect(); try { await c.ping(); } finally { c.disconnect(); } }`,
    },
    {
      name: 'copy of a client, required',
      language: 'js',
      setUp: `const Redis = require('ioredis');\nconst shared = new Redis();`,
      leak: `exports.f = async () => { const c = shared.duplicate(); await c.ping(); await c.quit(); };`,
      correct: `exports.f = async () => { const c = shared.duplicate(); try { await c.ping(); } finally { await c.quit(); } };`,
    },
  ],
});
