/** @grpc/grpc-js, against its own types. */
import { grpcJs } from '../../src/contracts/grpc-js.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: grpcJs,
  packages: ['@grpc/grpc-js'],
  cases: [
    {
      name: 'client',
      setUp: `import { Client, credentials } from '@grpc/grpc-js';`,
      leak: `export async function f(wait: () => Promise<void>) { const c = new Client('x', credentials.createInsecure()); await wait(); c.close(); }`,
      correct: `export async function f(wait: () => Promise<void>) { const c = new Client('x', credentials.createInsecure()); try { await wait(); } finally { c.close(); } }`,
    },
    {
      name: 'client of a service that is loaded at run time',
      language: 'js',
      setUp: `const grpc = require('@grpc/grpc-js'); const proto = grpc.loadPackageDefinition({}).demo;`,
      leak: `exports.f = async function f(name, wait) { const c = new proto[name]('x', grpc.credentials.createInsecure()); await wait(); grpc.closeClient(c); };`,
      correct: `exports.f = async function f(name, wait) { const c = new proto[name]('x', grpc.credentials.createInsecure()); try { await wait(); } finally { grpc.closeClient(c); } };`,
    },
  ],
});
