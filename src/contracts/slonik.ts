/** Slonik, read from 47.3.2: it takes and gives back connections by itself. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, anyMethods, borrowing } from './parts.js';

const QUERIES = [
  ...['any', 'anyFirst', 'exists', 'many', 'manyFirst', 'maybeOne', 'maybeOneFirst', 'one', 'oneFirst'],
  ...['query', 'stream', 'transaction'],
];

const pool: Contract = {
  id: 'slonik.pool',
  modules: ['slonik'],
  resource: 'pool',
  type: 'DatabasePool',
  acquire: [{ match: { call: 'createPool' }, resource: { at: 'promise' }, fails: 'rejects' }],
  // What is at work when it is ended goes on to its end.
  release: [{ method: 'end', async: true, waits: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', [...QUERIES, 'connect']),
    ...borrowing('never', ['state', 'configuration']),
    ...QUIET_EMITTER,
  ],
  scoped: [
    { match: { method: 'connect', on: 'DatabasePool' }, callback: 0 },
    { match: { method: 'transaction', on: ['DatabasePool', 'CommonQueryMethods'] }, callback: 0 },
    { match: { method: 'stream', on: ['DatabasePool', 'CommonQueryMethods'] }, callback: 1 },
  ],
  lifetime: 'process',
  atMost: 'warning',
  leakHurts: 'Its connections stay open, count against the limit of the server, and keep the process alive.',
  docs: 'https://github.com/gajus/slonik#checking-out-a-client-from-the-connection-pool',
};

const TYPINGS = `${EMITTER_TYPES}
export interface CommonQueryMethods {
${anyMethods(QUERIES)}
}
export interface DatabasePool extends CommonQueryMethods, Emitter {
  readonly configuration: any;
  connect<T>(run: (connection: DatabasePoolConnection) => Promise<T>): Promise<T>;
  end(): Promise<void>;
  state(): any;
}
export interface DatabasePoolConnection extends CommonQueryMethods {}
export interface DatabaseTransactionConnection extends CommonQueryMethods {}
export function createPool(uri: string, options?: any): Promise<DatabasePool>;
export function createSqlTag(options?: any): any;
export const sql: any;
`;

export const slonik: Library = { name: 'Slonik', contracts: [pool], typings: { slonik: TYPINGS } };
