/** sqlite3, against its own types. */
import { sqlite3 } from '../../src/contracts/sqlite3.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: sqlite3,
  packages: ['sqlite3'],
  cases: [
    {
      name: 'database, with a callback',
      language: 'js',
      setUp: `const sqlite3 = require('sqlite3').verbose();`,
      leak: `exports.f = (done) => { const db = new sqlite3.Database('x'); db.get('x', (err, row) => { if (err) return done(err); db.close(); done(null, row); }); };`,
      correct: `exports.f = (done) => { const db = new sqlite3.Database('x'); db.get('x', (err, row) => { db.close(); done(err, row); }); };`,
    },
  ],
});
