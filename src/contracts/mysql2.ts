/** mysql2, with callbacks and with promises, read from 3.24.6. */
import type { BorrowForm, Contract, Library } from '../model/contract.js';
import { CONNECTION_HURTS, MYSQL_BORROWS, MYSQL_TRANSACTION } from './mysql-parts.js';
import { EMITTER_TYPES, borrowing, calling, poolOf } from './parts.js';

const MODULES = ['mysql2', 'mysql2/promise'];
const BORROWS: readonly BorrowForm[] = [
  ...MYSQL_BORROWS,
  { method: 'execute', fails: 'promise', callback: true, emits: 'end' },
  ...calling(['reset']),
  ...borrowing('never', ['unprepare']),
  { method: 'promise', fails: 'never', gives: 'derived' },
];
const POOLS = ['Pool', 'PoolCluster', 'PoolNamespace'];

const pooledConnection: Contract = {
  id: 'mysql2.pool.connection',
  modules: MODULES,
  resource: 'pooled connection',
  type: 'PoolConnection',
  acquire: [
    {
      match: { method: 'getConnection', on: POOLS },
      resource: { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { method: 'getConnection', on: POOLS }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  makes: [
    { call: 'createPool', type: 'Pool' },
    { call: 'createPoolCluster', type: 'PoolCluster' },
  ],
  release: [
    { method: 'release', async: false },
    { method: 'releaseConnection', argument: 0, async: false },
    { method: 'destroy', async: false, endsTransaction: 'always', final: true },
    // Deprecated: it gives the connection back, as release() does.
    { method: 'end', async: true },
  ],
  again: 'corrupts',
  borrows: BORROWS,
  transaction: MYSQL_TRANSACTION,
  scoped: [{ match: { method: 'query', on: 'Pool' } }, { match: { method: 'execute', on: 'Pool' } }],
  closedBy: [{ method: 'end', children: 'reclaimed' }],
  dispose: { symbol: 'asyncDispose', since: '3.18.0' },
  pool: 'mysql2.pool',
  poolOptions: [
    { name: 'connectionLimit', default: '10', means: 'connections the pool holds at most' },
    {
      name: 'waitForConnections',
      default: 'true',
      means: 'false: getConnection() fails at once when the pool is full',
    },
    { name: 'queueLimit', default: '0', means: 'how many may wait; 0 is no limit' },
    {
      name: 'connectTimeout',
      default: '10000',
      means: 'how long opening a socket may take; waiting for the pool has no limit',
    },
  ],
  leakHurts:
    'The pool counts the connection as taken until release(); whoever comes next waits for ever, because waiting has no timeout.',
  docs: 'https://sidorares.github.io/node-mysql2/docs#using-connection-pools',
};

const connection: Contract = {
  id: 'mysql2.connection',
  modules: MODULES,
  resource: 'connection',
  type: 'Connection',
  acquire: [
    {
      match: { call: 'createConnection', from: 'mysql2/promise' },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
    { match: { call: 'createConnection' }, resource: { at: 'return' }, fails: 'never' },
  ],
  release: [
    { method: 'end', async: true, endsTransaction: 'always' },
    { method: 'destroy', async: false, endsTransaction: 'always', final: true },
  ],
  again: 'harmless',
  borrows: BORROWS,
  dispose: { symbol: 'asyncDispose', since: '3.18.0' },
  leakHurts: CONNECTION_HURTS,
  docs: 'https://sidorares.github.io/node-mysql2/docs#first-query',
};

const pool = poolOf({
  id: 'mysql2.pool',
  modules: MODULES,
  acquire: [{ match: { call: 'createPool' }, resource: { at: 'return' }, fails: 'never' }],
  takers: ['query', 'execute', 'getConnection'],
  docs: 'https://sidorares.github.io/node-mysql2/docs#using-connection-pools',
});

const TYPINGS = `${EMITTER_TYPES}
export interface QueryError extends Error { code: string; errno?: number; fatal: boolean; sqlState?: string }
export type RowDataPacket = any;
export type ResultSetHeader = any;
export type OkPacket = any;
export type FieldPacket = any;
export interface ConnectionOptions { [option: string]: any }
export interface PoolOptions extends ConnectionOptions { connectionLimit?: number; queueLimit?: number; waitForConnections?: boolean }
`;

const SHARED_METHODS = `
  escape(value: any): string;
  escapeId(value: any): string;
  format(sql: string, values?: any): string;
  destroy(): void;
  pause(): void;
  resume(): void;
  readonly threadId: number;
  config: any;
`;

const CALLBACKS = `${TYPINGS}
type Callback<T = void> = (error: QueryError | null, result?: T, fields?: any) => void;
export class Connection extends Emitter {
  query(sql: any, values?: any, callback?: (error: QueryError | null, result: any, fields: any) => void): any;
  query(sql: any, callback?: (error: QueryError | null, result: any, fields: any) => void): any;
  execute(sql: any, values?: any, callback?: (error: QueryError | null, result: any, fields: any) => void): any;
  execute(sql: any, callback?: (error: QueryError | null, result: any, fields: any) => void): any;
  beginTransaction(callback: Callback): void;
  commit(callback?: Callback): void;
  rollback(callback?: Callback): void;
  ping(callback?: Callback): void;
  connect(callback?: Callback): void;
  changeUser(options: any, callback?: Callback): void;
  end(callback?: Callback): void;
  promise(): any;
  ${SHARED_METHODS}
}
export class PoolConnection extends Connection { release(): void; connection: Connection }
export class Pool extends Emitter {
  getConnection(callback: (error: any, connection: PoolConnection) => any): void;
  releaseConnection(connection: PoolConnection): void;
  query(sql: any, values?: any, callback?: (error: QueryError | null, result: any, fields: any) => void): any;
  query(sql: any, callback?: (error: QueryError | null, result: any, fields: any) => void): any;
  execute(sql: any, values?: any, callback?: (error: QueryError | null, result: any, fields: any) => void): any;
  end(callback?: Callback): void;
  promise(): import('mysql2/promise').Pool;
  escape(value: any): string;
  config: any;
}
export class PoolNamespace { getConnection(callback: (error: any, connection: PoolConnection) => any): void }
export class PoolCluster extends Emitter {
  add(...config: any[]): void;
  of(pattern: string, selector?: string): PoolNamespace;
  getConnection(callback: (error: any, connection: PoolConnection) => any): void;
  getConnection(group: string, callback: (error: any, connection: PoolConnection) => any): void;
  getConnection(group: string, selector: string, callback: (error: any, connection: PoolConnection) => any): void;
  end(callback?: Callback): void;
}
export function createConnection(config: any): Connection;
export function createPool(config: any): Pool;
export function createPoolCluster(config?: any): PoolCluster;
export function escape(value: any): string;
export function escapeId(value: any): string;
export function format(sql: string, values?: any): string;
export function raw(sql: string): any;
`;

const PROMISES = `${TYPINGS}
export class Connection extends Emitter {
  query<T = any>(sql: any, values?: any): Promise<[T, any]>;
  execute<T = any>(sql: any, values?: any): Promise<[T, any]>;
  beginTransaction(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  ping(): Promise<void>;
  connect(): Promise<void>;
  reset(): Promise<void>;
  changeUser(options: any): Promise<void>;
  prepare(sql: any): Promise<any>;
  unprepare(sql: any): void;
  end(options?: any): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  connection: any;
  ${SHARED_METHODS}
}
export class PoolConnection extends Connection { release(): void }
export class Pool extends Emitter {
  getConnection(): Promise<PoolConnection>;
  releaseConnection(connection: PoolConnection): void;
  query<T = any>(sql: any, values?: any): Promise<[T, any]>;
  execute<T = any>(sql: any, values?: any): Promise<[T, any]>;
  end(): Promise<void>;
  escape(value: any): string;
  pool: any;
}
export class PoolNamespace { getConnection(): Promise<PoolConnection> }
export class PoolCluster extends Emitter {
  add(...config: any[]): void;
  of(pattern: string, selector?: string): PoolNamespace;
  getConnection(group?: string, selector?: string): Promise<PoolConnection>;
  end(): Promise<void>;
}
export function createConnection(config: any): Promise<Connection>;
export function createPool(config: any): Pool;
export function createPoolCluster(config?: any): PoolCluster;
export function escape(value: any): string;
export function escapeId(value: any): string;
export function format(sql: string, values?: any): string;
export function raw(sql: string): any;
`;

export const mysql2: Library = {
  name: 'mysql2',
  contracts: [pooledConnection, connection, pool],
  typings: { mysql2: CALLBACKS, 'mysql2/promise': PROMISES },
};
