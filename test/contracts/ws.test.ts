/** ws, against the types of @types/ws. */
import { ws } from '../../src/contracts/ws.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: ws,
  packages: ['@types/ws'],
  cases: [
    {
      name: 'socket',
      setUp: `import WebSocket from 'ws';`,
      leak: `export async function f(wait: () => Promise<void>) { const s = new WebSocket('ws://x'); await wait(); s.close(); }`,
      correct: `export async function f(wait: () => Promise<void>) { const s = new WebSocket('ws://x'); try { await wait(); } finally { s.terminate(); } }`,
    },
  ],
});
