/** basic-ftp, against its own types. */
import { basicFtp } from '../../src/contracts/basic-ftp.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: basicFtp,
  packages: ['basic-ftp'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'client that is refused',
      setUp: `import { Client } from 'basic-ftp';`,
      leak: `export async function f(host: string) { const c = new Client(); await c.access({ host }); try { return await c.list(); } finally { c.close(); } }`,
      correct: `export async function f(host: string) { const c = new Client(); try { await c.access({ host }); return await c.list(); } finally { c.close(); } }`,
    },
    {
      name: 'client that connects only',
      language: 'js',
      setUp: `const ftp = require('basic-ftp');`,
      leak: `exports.f = async (host) => { const c = new ftp.Client(); await c.connect(host); await c.login(); c.close(); };`,
      correct: `exports.f = async (host) => { const c = new ftp.Client(); await c.connect(host); try { await c.login(); } finally { c.close(); } };`,
    },
    {
      name: 'client with TLS from the start',
      setUp: `import * as ftp from 'basic-ftp';`,
      leak: `export async function f(host: string) { const c = new ftp.Client(); await c.connectImplicitTLS(host); const d = await c.pwd(); c.close(); return d; }`,
      correct: `export async function f(host: string) { const c = new ftp.Client(); try { await c.connectImplicitTLS(host); return await c.pwd(); } finally { c.close(); } }`,
    },
  ],
});
