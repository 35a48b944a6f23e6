/** mariadb, with promises and with callbacks, read from 3.5.4. */
import type { Contract, Library } from '../model/contract.js';
import { CONNECTION_HURTS, MYSQL_BORROWS, MYSQL_TRANSACTION } from './mysql-parts.js';
import { EMITTER_TYPES, calling, poolOf } from './parts.js';

const MODULES = ['mariadb', 'mariadb/callback'];
const POOLS = ['Pool', 'PoolCluster', 'FilteredPoolCluster'];
const BORROWS = [
  ...MYSQL_BORROWS,
  ...calling(['execute', 'reset', 'batch', 'importFile', 'serverVersion', 'prepare']),
];

const pooledConnection: Contract = {
  id: 'mariadb.pool.connection',
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
    // Going back to the pool rolls back, unless the pool has noControlAfterUse.
    { method: 'release', async: true, endsTransaction: 'always' },
    { method: 'end', async: true, endsTransaction: 'always' },
    { method: 'close', async: true, endsTransaction: 'always' },
    { method: 'destroy', async: false, endsTransaction: 'always', final: true },
  ],
  again: 'harmless',
  borrows: BORROWS,
  transaction: MYSQL_TRANSACTION,
  scoped: [
    { match: { method: 'query', on: 'Pool' } },
    { match: { method: 'execute', on: 'Pool' } },
    { match: { method: 'batch', on: 'Pool' } },
  ],
  closedBy: [{ method: 'end', children: 'kept' }],
  dispose: { symbol: 'asyncDispose', since: '3.5.1' },
  pool: 'mariadb.pool',
  poolOptions: [
    { name: 'connectionLimit', default: '10', means: 'connections the pool holds at most' },
    { name: 'acquireTimeout', default: '10000', means: 'how long getConnection() waits for a connection' },
    {
      name: 'leakDetectionTimeout',
      default: '0',
      means: 'after which time the driver logs a connection that is still out; 0 never',
    },
  ],
  leakHurts:
    'The pool counts the connection as taken until release(); then every getConnection() fails after 10 seconds.',
  docs: 'https://github.com/mariadb-corporation/mariadb-connector-nodejs/blob/main/documentation/promise-api.md#pool-api',
};

const connection: Contract = {
  id: 'mariadb.connection',
  modules: MODULES,
  resource: 'connection',
  type: 'Connection',
  acquire: [
    {
      match: { call: 'createConnection', from: 'mariadb/callback' },
      resource: { at: 'return' },
      fails: 'never',
    },
    { match: { call: 'createConnection' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [
    { method: 'end', async: true, endsTransaction: 'always' },
    { method: 'close', async: true, endsTransaction: 'always' },
    { method: 'destroy', async: false, endsTransaction: 'always', final: true },
  ],
  again: 'harmless',
  borrows: BORROWS,
  dispose: { symbol: 'asyncDispose', since: '3.5.1' },
  leakHurts: CONNECTION_HURTS,
  docs: 'https://github.com/mariadb-corporation/mariadb-connector-nodejs/blob/main/documentation/promise-api.md#createconnectionoptions--promise',
};

const pool = poolOf({
  id: 'mariadb.pool',
  modules: MODULES,
  acquire: [{ match: { call: 'createPool' }, resource: { at: 'return' }, fails: 'never' }],
  takers: ['query', 'execute', 'batch', 'getConnection'],
  docs: 'https://github.com/mariadb-corporation/mariadb-connector-nodejs/blob/main/documentation/promise-api.md#pool-api',
});

const TYPINGS = `${EMITTER_TYPES}
export interface SqlError extends Error { code: string | null; errno: number; fatal: boolean; sqlState?: string | null }
export interface ConnectionConfig { [option: string]: any }
export interface PoolConfig extends ConnectionConfig { connectionLimit?: number; acquireTimeout?: number }
`;

const PROMISES = `${TYPINGS}
export interface Connection extends Emitter {
  query<T = any>(sql: any, values?: any): Promise<T>;
  execute<T = any>(sql: any, values?: any): Promise<T>;
  batch<T = any>(sql: any, values?: any): Promise<T>;
  prepare(sql: any): Promise<any>;
  importFile(config: any): Promise<void>;
  queryStream(sql: any, values?: any): any;
  beginTransaction(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  ping(): Promise<void>;
  reset(): Promise<void>;
  changeUser(options?: any): Promise<void>;
  isValid(): boolean;
  end(): Promise<void>;
  close(): Promise<void>;
  destroy(): void;
  escape(value: any): string;
  escapeId(value: string): string;
  serverVersion(): string;
  readonly threadId: number | null;
  readonly info: any;
  [Symbol.asyncDispose](): Promise<void>;
}
export interface PoolConnection extends Connection { release(): Promise<void> }
export interface Pool extends Emitter {
  getConnection(): Promise<PoolConnection>;
  query<T = any>(sql: any, values?: any): Promise<T>;
  execute<T = any>(sql: any, values?: any): Promise<T>;
  batch<T = any>(sql: any, values?: any): Promise<T>;
  end(): Promise<void>;
  activeConnections(): number;
  totalConnections(): number;
  idleConnections(): number;
  taskQueueSize(): number;
  escape(value: any): string;
  escapeId(value: string): string;
  closed: boolean;
}
export interface FilteredPoolCluster {
  getConnection(): Promise<PoolConnection>;
  query<T = any>(sql: any, values?: any): Promise<T>;
}
export interface PoolCluster {
  add(id: string, config: any): void;
  end(): Promise<void>;
  of(pattern: string, selector?: string): FilteredPoolCluster;
  getConnection(pattern?: string, selector?: string): Promise<PoolConnection>;
}
export function createConnection(config: any): Promise<Connection>;
export function createPool(config: any): Pool;
export function createPoolCluster(config?: any): PoolCluster;
export function importFile(config: any): Promise<void>;
`;

const CALLBACKS = `${TYPINGS}
type Callback<T = any> = (error: SqlError | null, result?: T, meta?: any) => void;
export interface Connection extends Emitter {
  connect(callback: (error: SqlError | null) => void): void;
  query(sql: any, callback?: Callback): any;
  query(sql: any, values: any, callback?: Callback): any;
  execute(sql: any, callback?: Callback): any;
  execute(sql: any, values: any, callback?: Callback): any;
  batch(sql: any, values?: any, callback?: Callback): void;
  beginTransaction(callback: (error: SqlError | null) => void): void;
  commit(callback: (error: SqlError | null) => void): void;
  rollback(callback: (error: SqlError | null) => void): void;
  ping(callback: (error: SqlError | null) => void): void;
  end(callback?: (error: SqlError | null) => void): void;
  destroy(): void;
}
export interface PoolConnection extends Connection { release(callback?: (error: SqlError | null) => void): void }
export interface Pool extends Emitter {
  getConnection(callback: (error: SqlError | null, connection?: PoolConnection) => void): void;
  query(sql: any, callback?: Callback): any;
  query(sql: any, values: any, callback?: Callback): any;
  end(callback?: (error: SqlError | null) => void): void;
}
export interface PoolCluster {
  add(id: string, config: any): void;
  getConnection(callback: (error: SqlError | null, connection?: PoolConnection) => void): void;
  getConnection(pattern: string, callback: (error: SqlError | null, connection?: PoolConnection) => void): void;
  getConnection(pattern: string, selector: string, callback: (error: SqlError | null, connection?: PoolConnection) => void): void;
  end(callback?: (error: SqlError | null) => void): void;
}
export function createConnection(config: any): Connection;
export function createPool(config: any): Pool;
export function createPoolCluster(config?: any): PoolCluster;
`;

export const mariadb: Library = {
  name: 'mariadb',
  contracts: [pooledConnection, connection, pool],
  typings: { mariadb: PROMISES, 'mariadb/callback': CALLBACKS },
};
