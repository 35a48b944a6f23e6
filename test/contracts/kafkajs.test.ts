/** kafkajs, against its own types. */
import { kafkajs } from '../../src/contracts/kafkajs.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: kafkajs,
  packages: ['kafkajs'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'producer',
      setUp: `import { Kafka } from 'kafkajs';\nconst kafka = new Kafka({ brokers: ['x'] });`,
      leak: `export async function f(value: string) { const p = kafka.producer(); await p.connect(); await p.send({ topic: 'x', messages: [{ value }] }); await p.disconnect(); }`,
      correct: `export async function f(value: string) { const p = kafka.producer(); try { await p.connect(); await p.send({ topic: 'x', messages: [{ value }] }); } finally { await p.disconnect(); } }`,
    },
    {
      name: 'consumer',
      setUp: `import { Kafka } from 'kafkajs';\nconst kafka = new Kafka({ brokers: ['x'] });`,
      leak: `export async function f() { const c = kafka.consumer({ groupId: 'x' }); await c.connect(); const g = await c.describeGroup(); await c.disconnect(); return g; }`,
      correct: `export async function f() { const c = kafka.consumer({ groupId: 'x' }); await c.connect(); await c.run({ eachMessage: async () => {} }); }`,
    },
    {
      name: 'admin client',
      language: 'js',
      setUp: `const { Kafka } = require('kafkajs');\nconst kafka = new Kafka({ brokers: ['x'] });`,
      leak: `exports.f = async () => { const a = kafka.admin(); await a.connect(); const all = await a.listTopics(); await a.disconnect(); return all; };`,
      correct: `exports.f = async () => { const a = kafka.admin(); await a.connect(); try { return await a.listTopics(); } finally { await a.disconnect(); } };`,
    },
    {
      name: 'transaction',
      setUp: `import type { Producer } from 'kafkajs';`,
      leak: `export async function f(p: Producer, value: string) { const t = await p.transaction(); await t.send({ topic: 'x', messages: [{ value }] }); await t.commit(); }`,
      correct: `export async function f(p: Producer, value: string) { const t = await p.transaction(); try { await t.send({ topic: 'x', messages: [{ value }] }); await t.commit(); } catch (e) { await t.abort(); throw e; } }`,
    },
  ],
});
