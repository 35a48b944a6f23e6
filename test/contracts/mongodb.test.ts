/** The MongoDB driver and mongoose, against their own types. */
import { mongodb } from '../../src/contracts/mongodb.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: mongodb,
  packages: ['mongodb', 'mongoose'],
  cases: [
    {
      name: 'session of the driver',
      setUp: `import { MongoClient } from 'mongodb';`,
      leak: `export async function f(client: MongoClient) { const s = client.startSession(); await s.withTransaction(async () => {}); await s.endSession(); }`,
      correct: `export async function f(client: MongoClient) { const s = client.startSession(); try { await s.withTransaction(async () => {}); } finally { await s.endSession(); } }`,
    },
    {
      name: 'session of mongoose',
      setUp: `import mongoose from 'mongoose';`,
      leak: `export async function f() { const s = await mongoose.startSession(); await s.withTransaction(async () => {}); await s.endSession(); }`,
      correct: `export async function f() { const s = await mongoose.startSession(); try { await s.withTransaction(async () => {}); } finally { await s.endSession(); } }`,
    },
    {
      name: 'client, connected by a static method',
      setUp: `import { MongoClient } from 'mongodb';`,
      leak: `export async function f(url: string) { const c = await MongoClient.connect(url); await c.db().collection('x').insertOne({}); await c.close(); }`,
      correct: `export async function f(url: string) { const c = await MongoClient.connect(url); try { await c.db().collection('x').insertOne({}); } finally { await c.close(); } }`,
    },
    {
      name: 'client',
      language: 'js',
      setUp: `const { MongoClient } = require('mongodb');`,
      leak: `exports.f = async (url) => { const c = new MongoClient(url); await c.connect(); await c.db().collection('x').insertOne({}); await c.close(); };`,
      correct: `exports.f = async (url) => { const c = new MongoClient(url); try { await c.connect(); await c.db().collection('x').insertOne({}); } finally { await c.close(); } };`,
    },
  ],
});
