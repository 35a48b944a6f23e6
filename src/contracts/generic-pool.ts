/** generic-pool, read from 3.9.0. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES } from './parts.js';

const pooled: Contract = {
  id: 'generic-pool.resource',
  modules: ['generic-pool'],
  resource: 'pooled resource',
  // Of whatever type the pool is: it is known by the call it comes from alone.
  type: '(resource)',
  acquire: [{ match: { method: 'acquire', on: 'Pool' }, resource: { at: 'promise' }, fails: 'rejects' }],
  makes: [{ call: 'createPool', type: 'Pool' }],
  release: [
    { method: 'release', argument: 0, async: true },
    { method: 'destroy', argument: 0, async: true },
  ],
  again: 'rejects',
  borrows: [],
  scoped: [{ match: { method: 'use', on: 'Pool' }, callback: 0 }],
  closedBy: [{ method: 'drain', children: 'awaited' }],
  pool: 'generic-pool.pool',
  poolOptions: [
    { name: 'max', default: '1', means: 'resources the pool holds at most' },
    { name: 'acquireTimeoutMillis', default: 'none', means: 'how long acquire() waits; without it for ever' },
  ],
  leakHurts:
    'The pool counts it as taken until release(); whoever comes next waits for ever, and so does drain().',
  docs: 'https://github.com/coopernurse/node-pool#poolacquire',
};

const TYPINGS = `${EMITTER_TYPES}
export class Pool<T = any> extends Emitter {
  acquire(priority?: number): Promise<T>;
  release(resource: T): Promise<void>;
  destroy(resource: T): Promise<void>;
  use<U>(run: (resource: T) => U): Promise<U>;
  isBorrowedResource(resource: T): boolean;
  start(): void;
  ready(): Promise<void>;
  drain(): Promise<void>;
  clear(): Promise<void>;
  readonly size: number;
  readonly available: number;
  readonly borrowed: number;
  readonly pending: number;
}
export interface Factory<T> { create(): Promise<T>; destroy(client: T): Promise<void>; validate?(client: T): Promise<boolean> }
export interface Options { max?: number; min?: number; acquireTimeoutMillis?: number; [option: string]: any }
export function createPool<T = any>(factory: Factory<T>, options?: Options): Pool<T>;
`;

export const genericPool: Library = {
  name: 'generic-pool',
  contracts: [pooled],
  typings: { 'generic-pool': TYPINGS },
};
