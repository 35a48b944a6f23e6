/** ldapjs, against the types of @types/ldapjs. */
import { ldapjs } from '../../src/contracts/ldapjs.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: ldapjs,
  packages: ['@types/ldapjs'],
  cases: [
    {
      name: 'client',
      language: 'js',
      setUp: `const ldap = require('ldapjs');`,
      leak: `exports.f = (done) => { const c = ldap.createClient({ url: 'x' }); c.bind('a', 'b', (err) => { if (err) return done(err); c.unbind(); done(); }); };`,
      correct: `exports.f = (done) => { const c = ldap.createClient({ url: 'x' }); c.bind('a', 'b', (err) => { c.destroy(); done(err); }); };`,
    },
  ],
});
