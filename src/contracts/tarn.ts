/** tarn, the pool of knex and mssql, read from 3.1.2. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES } from './parts.js';

const pooled: Contract = {
  id: 'tarn.resource',
  modules: ['tarn'],
  resource: 'pooled resource',
  // Of whatever type the pool is: it is known by the call it comes from alone.
  type: '(resource)',
  acquire: [
    {
      match: { method: 'acquire', on: 'Pool' },
      resource: { at: 'promise', of: 'promise' },
      fails: 'rejects',
    },
  ],
  release: [{ method: 'release', argument: 0, async: false }],
  again: 'harmless',
  againDoes: 'the second release returns false',
  borrows: [],
  closedBy: [{ method: 'destroy', children: 'awaited' }],
  pool: 'tarn.pool',
  poolOptions: [
    { name: 'max', default: 'required', means: 'resources the pool holds at most' },
    { name: 'acquireTimeoutMillis', default: '30000', means: 'how long acquire() waits' },
  ],
  leakHurts:
    'The pool counts it as taken until release(); then every acquire() fails after 30 seconds, and destroy() waits for ever.',
  docs: 'https://github.com/vincit/tarn.js#usage',
};

const TYPINGS = `${EMITTER_TYPES}
export interface PendingOperation<T> { readonly promise: Promise<T>; readonly isRejected: boolean; abort(): void }
export class Pool<T = any> extends Emitter {
  constructor(options: any);
  acquire(): PendingOperation<T>;
  release(resource: T): boolean;
  destroy(): Promise<any>;
  check(): void;
  isEmpty(): boolean;
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
  numPendingCreates(): number;
}
export class TimeoutError extends Error {}
`;

export const tarn: Library = { name: 'tarn', contracts: [pooled], typings: { tarn: TYPINGS } };
