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
      name: 'session of a model, beside a transaction that ends by itself',
      setUp: `import { model, type Connection } from 'mongoose';\nconst User = model('User');`,
      leak: `export async function f(c: Connection) { const s = await User.startSession(); s.startTransaction(); await User.create([{}], { session: s }); await s.commitTransaction(); await s.endSession(); }`,
      correct: `export async function f(c: Connection) { await c.transaction(async (session) => { await User.create([{}], { session }); }); const s = await c.startSession(); try { await s.withTransaction(async () => { await User.create([{}], { session: s }); }); } finally { await s.endSession(); } }`,
    },
    {
      name: 'connection of mongoose',
      setUp: `import mongoose from 'mongoose';`,
      leak: `export async function f(uri: string) { const c = mongoose.createConnection(uri); await c.dropDatabase(); await c.close(); }`,
      correct: `export async function f(uri: string) { const c = mongoose.createConnection(uri); try { await c.dropDatabase(); } finally { await c.close(); } }`,
    },
    {
      name: 'connection of mongoose, waited for',
      language: 'js',
      setUp: `const mongoose = require('mongoose');`,
      leak: `exports.f = async (uri) => { const c = await mongoose.createConnection(uri).asPromise(); await c.dropDatabase(); await c.close(); };`,
      correct: `exports.f = async (uri) => { const c = await mongoose.createConnection(uri).asPromise(); try { await c.dropDatabase(); } finally { await c.close(); } };`,
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
