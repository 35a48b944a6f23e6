/** amqplib, against the types of @types/amqplib. */
import { amqplib } from '../../src/contracts/amqplib.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: amqplib,
  packages: ['@types/amqplib'],
  cases: [
    {
      name: 'connection, promise',
      language: 'js',
      setUp: `const amqp = require('amqplib');`,
      leak: `exports.f = async () => { const c = await amqp.connect('x'); const ch = await c.createChannel(); await ch.assertQueue('q'); await c.close(); };`,
      correct: `exports.f = async () => { const c = await amqp.connect('x'); try { const ch = await c.createChannel(); await ch.assertQueue('q'); } finally { await c.close(); } };`,
    },
    {
      name: 'channel, promise',
      setUp: `import type { ChannelModel } from 'amqplib';`,
      leak: `export async function f(c: ChannelModel) { const ch = await c.createChannel(); await ch.assertQueue('q'); await ch.close(); }`,
      correct: `export async function f(c: ChannelModel) { const ch = await c.createChannel(); try { await ch.assertQueue('q'); } finally { await ch.close(); } }`,
    },
    {
      name: 'connection, callback',
      setUp: `import * as amqp from 'amqplib/callback_api';`,
      leak: `export function f(done: (e: unknown) => void) { amqp.connect('x', (err, c) => { if (err) return done(err); c.createChannel((e) => { if (e) return done(e); c.close(() => done(null)); }); }); }`,
      correct: `export function f(done: (e: unknown) => void) { amqp.connect('x', (err, c) => { if (err) return done(err); c.createChannel((e) => { c.close(() => done(e)); }); }); }`,
    },
  ],
});
