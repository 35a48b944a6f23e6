/** undici, against its own types. */
import { undici } from '../../src/contracts/undici.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: undici,
  packages: ['undici'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'body that is not read when the status is wrong',
      setUp: `import { request } from 'undici';`,
      leak: `export async function f(url: string) { const { statusCode, body } = await request(url); if (statusCode !== 200) throw new Error('status'); return await body.json(); }`,
      correct: `export async function f(url: string) { const { statusCode, body } = await request(url); if (statusCode !== 200) { await body.dump(); throw new Error('status'); } return await body.json(); }`,
    },
    {
      name: 'body nobody reads',
      language: 'js',
      setUp: `const { request } = require('undici');`,
      leak: `exports.f = async (url) => { const answer = await request(url); return answer.statusCode; };`,
      correct: `exports.f = async (url) => { const answer = await request(url); for await (const part of answer.body) if (part.length > 9) break; return answer.statusCode; };`,
    },
    {
      name: 'body of a request of a client',
      setUp: `import { Pool } from 'undici';`,
      leak: `export async function f(pool: Pool) { const { statusCode, body } = await pool.request({ path: '/', method: 'GET' }); if (statusCode === 404) return undefined; return await body.text(); }`,
      correct: `export async function f(pool: Pool) { const { statusCode, body } = await pool.request({ path: '/', method: 'GET' }); if (statusCode === 404) { body.resume(); return undefined; } return await body.text(); }`,
    },
    {
      name: 'body that a stream reads',
      setUp: `import { pipeline } from 'node:stream/promises';\nimport type { Writable } from 'node:stream';\nimport { request } from 'undici';`,
      leak: `export async function f(url: string, to: Writable) { const { statusCode, body } = await request(url); if (statusCode > 299) return; await pipeline(body, to); }`,
      correct: `export async function f(url: string, to: Writable) { const { statusCode, body } = await request(url); if (statusCode > 299) body.destroy(); else await pipeline(body, to); }`,
    },
    {
      name: 'client',
      setUp: `import { Client } from 'undici';`,
      leak: `export async function f(url: string) { const c = new Client(url); const { body } = await c.request({ path: '/', method: 'GET' }); const text = await body.text(); await c.close(); return text; }`,
      correct: `export async function f(url: string) { const c = new Client(url); try { const { body } = await c.request({ path: '/', method: 'GET' }); return await body.text(); } finally { await c.close(); } }`,
    },
    {
      name: 'pool',
      setUp: `import { Pool } from 'undici';`,
      leak: `export async function f(url: string) { const p = new Pool(url); const { body } = await p.request({ path: '/', method: 'GET' }); const text = await body.text(); await p.close(); return text; }`,
      correct: `export async function f(url: string) { const p = new Pool(url); try { const { body } = await p.request({ path: '/', method: 'GET' }); return await body.text(); } finally { await p.destroy(); } }`,
    },
  ],
});
