/** node-redis, against its own types. */
import { redis } from '../../src/contracts/redis.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: redis,
  packages: ['redis', '@redis/client'],
  cases: [
    {
      name: 'client',
      setUp: `import { createClient } from 'redis';`,
      leak: `export async function f() { const c = createClient(); await c.connect(); await c.ping(); await c.close(); }`,
      correct: `export async function f() { const c = createClient(); await c.connect(); try { await c.ping(); } finally { c.destroy(); } }`,
    },
    {
      name: 'client of @redis/client',
      language: 'js',
      setUp: `const { createClient } = require('@redis/client');`,
      leak: `exports.f = async () => { const c = createClient(); await c.connect(); await c.ping(); await c.quit(); };`,
      correct: `exports.f = async () => { const c = createClient(); await c.connect(); try { await c.ping(); } finally { await c.quit(); } };`,
    },
  ],
});
