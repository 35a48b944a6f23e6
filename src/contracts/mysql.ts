/** mysql, read from 2.18.1 and @types/mysql 2.15. */
import type { Contract, Library } from '../model/contract.js';
import { CONNECTION_HURTS, MYSQL_BORROWS, MYSQL_TRANSACTION } from './mysql-parts.js';
import { EMITTER_TYPES, poolOf } from './parts.js';

const pooledConnection: Contract = {
  id: 'mysql.pool.connection',
  modules: ['mysql'],
  resource: 'pooled connection',
  type: 'PoolConnection',
  acquire: [
    {
      match: { method: 'getConnection', on: ['Pool', 'PoolCluster', 'PoolNamespace'] },
      resource: { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
  ],
  makes: [
    { call: 'createPool', type: 'Pool' },
    { call: 'createPoolCluster', type: 'PoolCluster' },
  ],
  release: [
    { method: 'release', async: false },
    { method: 'releaseConnection', argument: 0, async: false },
    { method: 'destroy', async: false, endsTransaction: 'always', final: true },
    { method: 'end', async: false },
  ],
  again: 'corrupts',
  againDoes: 'it throws, or two borrowers share it',
  borrows: MYSQL_BORROWS,
  transaction: MYSQL_TRANSACTION,
  scoped: [{ match: { method: 'query', on: 'Pool' } }],
  closedBy: [{ method: 'end', children: 'reclaimed' }],
  pool: 'mysql.pool',
  poolOptions: [
    { name: 'connectionLimit', default: '10', means: 'connections the pool holds at most' },
    { name: 'queueLimit', default: '0', means: 'how many may wait; 0 is no limit' },
    {
      name: 'acquireTimeout',
      default: '10000',
      means: 'how long opening a socket may take; waiting for the pool has no limit',
    },
  ],
  leakHurts:
    'The pool counts the connection as taken until release(); whoever comes next waits for ever, because waiting has no timeout.',
  docs: 'https://github.com/mysqljs/mysql#pooling-connections',
};

/** Nothing is open before the first connect() or query(). */
const connection: Contract = {
  id: 'mysql.connection',
  modules: ['mysql'],
  resource: 'connection',
  type: 'Connection',
  acquire: [
    {
      match: { method: 'connect', on: 'Connection', minArgs: 1 },
      resource: { at: 'receiver' },
      fails: 'callback',
    },
    {
      match: { method: 'connect', on: 'Connection', maxArgs: 0 },
      resource: { at: 'receiver' },
      fails: 'never',
    },
  ],
  creates: [{ call: 'createConnection' }],
  makes: [{ call: 'createConnection', type: 'Connection' }],
  release: [
    { method: 'end', async: true, endsTransaction: 'always' },
    { method: 'destroy', async: false, endsTransaction: 'always', final: true },
  ],
  again: 'harmless',
  againDoes: 'the second end() calls back with an error',
  borrows: MYSQL_BORROWS,
  leakHurts: CONNECTION_HURTS,
  docs: 'https://github.com/mysqljs/mysql#establishing-connections',
};

const pool = poolOf({
  id: 'mysql.pool',
  modules: ['mysql'],
  acquire: [{ match: { call: 'createPool' }, resource: { at: 'return' }, fails: 'never' }],
  takers: ['query', 'getConnection'],
  docs: 'https://github.com/mysqljs/mysql#closing-all-the-connections-in-a-pool',
});

const TYPINGS = `${EMITTER_TYPES}
export interface MysqlError extends Error { code: string; errno: number; fatal: boolean }
export type QueryCallback = (error: MysqlError | null, results?: any, fields?: any[]) => void;
export interface ConnectionConfig { [option: string]: any }
export interface PoolConfig extends ConnectionConfig { connectionLimit?: number; queueLimit?: number; acquireTimeout?: number }
export interface Connection extends Emitter {
  connect(options?: any, callback?: (error: MysqlError, ...args: any[]) => void): void;
  query(sql: any, callback?: QueryCallback): any;
  query(sql: any, values: any, callback?: QueryCallback): any;
  beginTransaction(callback: (error: MysqlError) => void): void;
  beginTransaction(options: any, callback: (error: MysqlError) => void): void;
  commit(callback: (error: MysqlError) => void): void;
  rollback(callback?: (error: MysqlError) => void): void;
  ping(callback: (error: MysqlError) => void): void;
  changeUser(options: any, callback?: (error: MysqlError) => void): void;
  end(callback?: (error?: MysqlError) => void): void;
  destroy(): void;
  pause(): void;
  resume(): void;
  escape(value: any): string;
  escapeId(value: any): string;
  format(sql: string, values?: any): string;
  threadId: number | null;
  config: any;
  state: string;
}
export interface PoolConnection extends Connection { release(): void }
export interface Pool extends Emitter {
  getConnection(callback: (error: MysqlError, connection: PoolConnection) => void): void;
  query(sql: any, callback?: QueryCallback): any;
  query(sql: any, values: any, callback?: QueryCallback): any;
  acquireConnection(connection: PoolConnection, callback: (error: MysqlError, connection: PoolConnection) => void): void;
  releaseConnection(connection: PoolConnection): void;
  end(callback?: (error: MysqlError) => void): void;
  escape(value: any): string;
  escapeId(value: any): string;
  format(sql: string, values?: any): string;
  config: any;
}
export interface PoolNamespace { getConnection(callback: (error: MysqlError, connection: PoolConnection) => void): void }
export interface PoolCluster extends Emitter {
  add(...config: any[]): void;
  of(pattern: string, selector?: string): Pool;
  getConnection(callback: (error: MysqlError, connection: PoolConnection) => void): void;
  getConnection(pattern: string, callback: (error: MysqlError, connection: PoolConnection) => void): void;
  getConnection(pattern: string, selector: string, callback: (error: MysqlError, connection: PoolConnection) => void): void;
  end(callback?: (error: MysqlError) => void): void;
}
export function createConnection(config: any): Connection;
export function createPool(config: any): Pool;
export function createPoolCluster(config?: any): PoolCluster;
export function escape(value: any): string;
export function escapeId(value: any): string;
export function format(sql: string, values?: any): string;
export function raw(sql: string): any;
`;

export const mysql: Library = {
  name: 'mysql',
  contracts: [pooledConnection, connection, pool],
  typings: { mysql: TYPINGS },
};
