/** nodemailer, against its types. */
import { nodemailer } from '../../src/contracts/nodemailer.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: nodemailer,
  packages: ['@types/nodemailer'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'pooled transport, promise',
      setUp: `import nodemailer from 'nodemailer';`,
      leak: `export async function f(to: string) { const t = nodemailer.createTransport({ pool: true, host: 'x' }); await t.sendMail({ to }); t.close(); }`,
      correct: `export async function f(to: string) { const t = nodemailer.createTransport({ pool: true, host: 'x' }); try { await t.sendMail({ to }); } finally { t.close(); } }`,
    },
    {
      name: 'pooled transport, callback',
      language: 'js',
      setUp: `const { createTransport } = require('nodemailer');`,
      leak: `exports.f = (to, done) => { const t = createTransport({ pool: true, host: 'x' }); t.sendMail({ to }, (err, info) => { if (err) return done(err); t.close(); done(null, info); }); };`,
      correct: `exports.f = (to, done) => { const t = createTransport({ pool: true, host: 'x' }); t.sendMail({ to }, (err, info) => { t.close(); done(err, info); }); };`,
    },
  ],
});
