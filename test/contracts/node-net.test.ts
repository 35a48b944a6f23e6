/** Sockets and HTTP/2 sessions of Node, against the types of @types/node. */
import { nodeNet } from '../../src/contracts/node-net.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: nodeNet,
  packages: [],
  usesNodeTypes: true,
  cases: [
    {
      name: 'socket of net.connect',
      setUp: `import net from 'node:net';\nimport { once } from 'node:events';`,
      leak: `export async function f(port: number) { const s = net.connect(port); await once(s, 'connect'); s.write('x'); await once(s, 'data'); s.end(); }`,
      correct: `export async function f(port: number) { const s = net.connect(port); try { await once(s, 'connect'); s.write('x'); await once(s, 'data'); } finally { s.end(); } }`,
    },
    {
      name: 'socket of createConnection',
      language: 'js',
      setUp: `const { createConnection } = require('net');\nconst { once } = require('events');`,
      leak: `exports.f = async (port) => { const s = createConnection({ port }); await once(s, 'connect'); s.destroy(); };`,
      correct: `exports.f = async (port) => { const s = createConnection({ port }); try { await once(s, 'connect'); } finally { s.destroy(); } };`,
    },
    {
      name: 'socket that is connected later',
      setUp: `import { Socket } from 'node:net';\nimport { once } from 'node:events';`,
      leak: `export async function f(port: number) { const s = new Socket(); s.connect(port); await once(s, 'connect'); s.destroy(); }`,
      correct: `export async function f(port: number) { const s = new Socket(); try { s.connect(port); await once(s, 'connect'); } finally { s.destroy(); } }`,
    },
    {
      name: 'socket with TLS',
      setUp: `import tls from 'node:tls';\nimport { once } from 'node:events';`,
      leak: `export async function f(port: number) { const s = tls.connect(port); await once(s, 'secureConnect'); const c = s.getPeerCertificate(); s.end(); return c; }`,
      correct: `export async function f(port: number) { const s = tls.connect(port); try { await once(s, 'secureConnect'); return s.getPeerCertificate(); } finally { s.end(); } }`,
    },
    {
      name: 'session of HTTP/2',
      setUp: `import http2 from 'node:http2';\nimport { once } from 'node:events';`,
      leak: `export async function f(url: string) { const c = http2.connect(url); await once(c, 'connect'); const r = c.request({ ':path': '/' }); await once(r, 'response'); c.close(); }`,
      correct: `export async function f(url: string) { const c = http2.connect(url); try { await once(c, 'connect'); const r = c.request({ ':path': '/' }); await once(r, 'response'); } finally { c.close(); } }`,
    },
    {
      name: 'socket whose events decide how long it lives',
      setUp: `import net from 'node:net';`,
      leak: `export function f(port: number) { const s = net.connect(port); s.write('x'); }`,
      correct: `export function f(port: number, done: (text: string) => void) { let text = ''; const s = net.connect(port); s.on('data', (d) => { text += d; }); s.on('end', () => done(text)); }`,
    },
  ],
});
