/** ssh2-sftp-client, against its types. */
import { ssh2SftpClient } from '../../src/contracts/ssh2-sftp-client.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: ssh2SftpClient,
  packages: ['@types/ssh2-sftp-client', '@types/ssh2'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'client',
      setUp: `import Client from 'ssh2-sftp-client';`,
      leak: `export async function f(host: string) { const c = new Client(); await c.connect({ host }); const all = await c.list('/'); await c.end(); return all; }`,
      correct: `export async function f(host: string) { const c = new Client(); try { await c.connect({ host }); return await c.list('/'); } finally { await c.end(); } }`,
    },
    {
      name: 'client of a chain of promises',
      language: 'js',
      setUp: `const Client = require('ssh2-sftp-client');`,
      leak: `exports.f = (host) => { const c = new Client(); return c.connect({ host }).then(() => c.list('/')).then((all) => { c.end(); return all; }); };`,
      correct: `exports.f = (host) => { const c = new Client(); return c.connect({ host }).then(() => c.list('/')).finally(() => c.end()); };`,
    },
  ],
});
