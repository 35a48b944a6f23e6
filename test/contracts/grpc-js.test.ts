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
  ],
});
