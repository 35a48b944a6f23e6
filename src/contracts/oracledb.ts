/** oracledb, read from 26.0.0 and @types/oracledb 7.0. */
import type { BorrowForm, Contract, Library } from '../model/contract.js';
import { borrowing, calling } from './parts.js';

const MODULES = ['oracledb'];
const DOCS = 'https://node-oracledb.readthedocs.io/en/latest/user_guide/connection_handling.html';
const BORROWS: readonly BorrowForm[] = [
  ...calling(['execute', 'executeMany', 'commit', 'rollback', 'ping', 'changePassword', 'break']),
  ...calling(['createLob', 'getDbObjectClass', 'getStatementInfo', 'getQueue']),
  ...borrowing('sync', ['queryStream', 'getSodaDatabase', 'isHealthy']),
];

const connection: Contract = {
  id: 'oracledb.connection',
  modules: MODULES,
  resource: 'connection',
  type: 'Connection',
  acquire: [
    {
      match: { method: 'getConnection', on: 'Pool' },
      resource: { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { method: 'getConnection', on: 'Pool' }, resource: { at: 'promise' }, fails: 'rejects' },
    {
      match: { call: 'getConnection' },
      resource: { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { call: 'getConnection' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [
    // What is not committed is rolled back.
    { method: 'close', async: true },
    { method: 'release', async: true },
  ],
  again: 'rejects',
  borrows: BORROWS,
  // Without a time to wait for them the pool refuses to close while connections are out.
  closedBy: [
    { method: 'close', children: 'reclaimed' },
    { method: 'terminate', children: 'reclaimed' },
  ],
  dispose: { symbol: 'asyncDispose', since: '7.0.0' },
  pool: 'oracledb.pool',
  poolOptions: [
    { name: 'poolMax', default: '4', means: 'connections the pool holds at most' },
    { name: 'queueTimeout', default: '60000', means: 'how long getConnection() waits for one' },
    { name: 'queueMax', default: '500', means: 'how many may wait' },
  ],
  leakHurts:
    'A pool has four connections by default: with four leaks everybody waits a minute for an error, and the pool cannot be closed.',
  docs: DOCS,
};

const resultSet: Contract = {
  id: 'oracledb.resultSet',
  modules: MODULES,
  resource: 'result set',
  type: 'ResultSet',
  acquire: [
    {
      match: {
        method: 'execute',
        on: 'Connection',
        onlyIf: { argument: 2, option: 'resultSet', is: true },
      },
      resource: { at: 'promise', path: 'resultSet' },
      fails: 'rejects',
    },
  ],
  release: [{ method: 'close', async: true }],
  again: 'rejects',
  borrows: calling(['getRow', 'getRows']),
  transfers: [{ method: 'toQueryStream' }],
  closedBy: [
    { method: 'close', children: 'reclaimed' },
    { method: 'release', children: 'reclaimed' },
  ],
  dispose: { symbol: 'asyncDispose', since: '7.0.0' },
  atMost: 'warning',
  leakHurts: 'Its cursor stays open as long as the connection; with 300 of them the server says ORA-01000.',
  docs: 'https://node-oracledb.readthedocs.io/en/latest/api_manual/resultset.html#resultset.close',
};

const pool: Contract = {
  id: 'oracledb.pool',
  modules: MODULES,
  resource: 'pool',
  type: 'Pool',
  acquire: [
    {
      match: { call: 'createPool' },
      resource: { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { call: 'createPool' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [
    { method: 'close', async: true },
    { method: 'terminate', async: true },
  ],
  again: 'rejects',
  borrows: [...calling(['getConnection', 'reconfigure']), ...borrowing('never', ['getStatistics'])],
  lifetime: 'process',
  leakHurts: 'Its connections stay open and count against the limit of the server.',
  docs: DOCS,
};

const TYPINGS = `
export interface ResultSet<T = any> {
  readonly metaData: any[];
  close(callback?: (error: any) => void): Promise<void>;
  getRow(callback?: (error: any, row: T) => void): Promise<T>;
  getRows(...args: any[]): Promise<T[]>;
  toQueryStream(): any;
  [Symbol.asyncDispose](): Promise<void>;
  [Symbol.asyncIterator](): AsyncIterableIterator<T>;
}
export interface Result<T = any> { readonly rows?: T[]; readonly outBinds?: any; readonly rowsAffected?: number; readonly metaData?: any[]; readonly resultSet?: ResultSet<T>; readonly lastRowid?: string }
export interface Connection {
  execute<T = any>(sql: string, ...rest: any[]): Promise<Result<T>>;
  executeMany<T = any>(sql: string, ...rest: any[]): Promise<any>;
  queryStream<T = any>(sql: string, ...rest: any[]): any;
  commit(callback?: (error: any) => void): Promise<void>;
  rollback(callback?: (error: any) => void): Promise<void>;
  ping(callback?: (error: any) => void): Promise<void>;
  changePassword(...args: any[]): Promise<void>;
  break(callback?: (error: any) => void): Promise<void>;
  createLob(...args: any[]): Promise<any>;
  getDbObjectClass(...args: any[]): Promise<any>;
  getStatementInfo(...args: any[]): Promise<any>;
  getQueue(...args: any[]): Promise<any>;
  getSodaDatabase(): any;
  isHealthy(): boolean;
  close(): Promise<void>;
  close(options: any): Promise<void>;
  close(callback: (error: any) => void): void;
  close(options: any, callback: (error: any) => void): void;
  release(): Promise<void>;
  release(options: any): Promise<void>;
  release(callback: (error: any) => void): void;
  [Symbol.asyncDispose](): Promise<void>;
  action?: string;
  module?: string;
  clientId?: string;
  currentSchema?: string;
  callTimeout?: number;
  stmtCacheSize: number;
  readonly oracleServerVersion: number;
  readonly oracleServerVersionString: string;
}
export interface Pool {
  getConnection(options?: any): Promise<Connection>;
  getConnection(callback: (error: any, connection: Connection) => void): void;
  getConnection(options: any, callback: (error: any, connection: Connection) => void): void;
  close(...args: any[]): Promise<void>;
  terminate(...args: any[]): Promise<void>;
  reconfigure(...args: any[]): Promise<void>;
  getStatistics(): any;
  readonly poolAlias?: string;
  readonly connectionsInUse: number;
  readonly connectionsOpen: number;
  readonly status: number;
  [Symbol.asyncDispose](): Promise<void>;
}
export function getConnection(options?: any): Promise<Connection>;
export function getConnection(callback: (error: any, connection: Connection) => void): void;
export function getConnection(options: any, callback: (error: any, connection: Connection) => void): void;
export function createPool(options: any): Promise<Pool>;
export function createPool(options: any, callback: (error: any, pool: Pool) => void): void;
export function getPool(alias?: string): Pool;
export function initOracleClient(options?: any): void;
export let autoCommit: boolean;
export let outFormat: number;
export let fetchAsString: any[];
export let fetchAsBuffer: any[];
export let maxRows: number;
export let poolMax: number;
export let poolMin: number;
export const OUT_FORMAT_OBJECT: number;
export const OUT_FORMAT_ARRAY: number;
export const OBJECT: number;
export const ARRAY: number;
export const BIND_IN: number;
export const BIND_OUT: number;
export const BIND_INOUT: number;
export const STRING: any;
export const NUMBER: any;
export const DATE: any;
export const CURSOR: any;
export const BUFFER: any;
export const CLOB: any;
export const BLOB: any;
`;

export const oracledb: Library = {
  name: 'oracledb',
  contracts: [connection, resultSet, pool],
  typings: { oracledb: TYPINGS },
};
