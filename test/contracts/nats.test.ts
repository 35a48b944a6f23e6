/** nats, against its own types. */
import { nats } from '../../src/contracts/nats.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: nats,
  packages: ['nats'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'connection that is closed',
      setUp: `import { connect } from 'nats';`,
      leak: `export async function f() { const nc = await connect(); const m = await nc.request('x'); await nc.close(); return m.data; }`,
      correct: `export async function f() { const nc = await connect(); try { const m = await nc.request('x'); return m.data; } finally { await nc.close(); } }`,
    },
    {
      name: 'connection that is drained',
      language: 'js',
      setUp: `const nats = require('nats');`,
      leak: `exports.f = async (text) => { const nc = await nats.connect({ servers: 'x' }); nc.publish('x', nats.StringCodec().encode(text)); await nc.flush(); await nc.drain(); };`,
      correct: `exports.f = async (text) => { const nc = await nats.connect({ servers: 'x' }); try { nc.publish('x', nats.StringCodec().encode(text)); } finally { await nc.drain(); } };`,
    },
    {
      name: 'connection of a service',
      setUp: `import { connect } from 'nats';`,
      leak: `export async function f() { const nc = await connect(); await nc.rtt(); }`,
      correct: `export async function f() { const nc = await connect(); nc.subscribe('x', { callback: () => {} }); }`,
    },
  ],
});
