/** cassandra-driver, against its own types. */
import { cassandra } from '../../src/contracts/cassandra.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: cassandra,
  packages: ['cassandra-driver'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'client, promise',
      setUp: `import { Client } from 'cassandra-driver';`,
      leak: `export async function f(q: string) { const c = new Client({ contactPoints: ['x'] }); await c.connect(); const r = await c.execute(q); await c.shutdown(); return r.rows; }`,
      correct: `export async function f(q: string) { const c = new Client({ contactPoints: ['x'] }); await c.connect(); try { return (await c.execute(q)).rows; } finally { await c.shutdown(); } }`,
    },
    {
      name: 'client, callback',
      language: 'js',
      setUp: `const cassandra = require('cassandra-driver');`,
      leak: `exports.f = (q, done) => { const c = new cassandra.Client({ contactPoints: ['x'] }); c.connect((e) => { if (e) return done(e); c.execute(q, (err, r) => { if (err) return done(err); c.shutdown(() => done(null, r)); }); }); };`,
      correct: `exports.f = (q, done) => { const c = new cassandra.Client({ contactPoints: ['x'] }); c.connect((e) => { if (e) return done(e); c.execute(q, (err, r) => { c.shutdown(() => done(err, r)); }); }); };`,
    },
  ],
});
