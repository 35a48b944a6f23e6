/** tedious, against its own types. */
import { tedious } from '../../src/contracts/tedious.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: tedious,
  packages: ['tedious'],
  cases: [
    {
      name: 'connection',
      language: 'js',
      setUp: `const { Connection } = require('tedious');`,
      leak: `exports.f = (done) => { const c = new Connection({}); c.connect((err) => { if (err) return done(err); c.beginTransaction((e) => { if (e) return done(e); c.close(); done(); }); }); };`,
      correct: `exports.f = (done) => { const c = new Connection({}); c.connect((err) => { if (err) return done(err); c.beginTransaction((e) => { c.close(); done(e); }); }); };`,
    },
  ],
});
