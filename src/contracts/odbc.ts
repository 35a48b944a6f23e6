/** odbc, read from 2.6.0. */
import type { BorrowForm, Contract, Library } from '../model/contract.js';
import { borrowing, calling } from './parts.js';

const MODULES = ['odbc'];
const DOCS = 'https://github.com/IBM/node-odbc#readme';
const BORROWS: readonly BorrowForm[] = [
  ...calling([
    'query',
    'callProcedure',
    'createStatement',
    'primaryKeys',
    'foreignKeys',
    'tables',
    'columns',
  ]),
  ...calling(['setIsolationLevel', 'beginTransaction', 'commit', 'rollback', 'cancel']),
  ...borrowing('never', ['autocommit', 'connected']),
];

const pooledConnection: Contract = {
  id: 'odbc.pool.connection',
  modules: MODULES,
  resource: 'pooled connection',
  type: 'Connection',
  acquire: [
    {
      match: { method: 'connect', on: 'Pool', minArgs: 1 },
      resource: { at: 'callback', argument: 0, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { method: 'connect', on: 'Pool' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [{ method: 'close', async: true }],
  // It is put among the free ones once more, so that two get it.
  again: 'corrupts',
  borrows: BORROWS,
  transaction: { begins: ['beginTransaction'], ends: ['commit', 'rollback'] },
  scoped: [{ match: { method: 'query', on: 'Pool' } }],
  pool: 'odbc.pool',
  poolTakers: ['query'],
  poolOptions: [
    { name: 'maxSize', default: 'no limit', means: 'connections the pool holds at most' },
    { name: 'initialSize', default: '10', means: 'connections it opens at once' },
  ],
  leakHurts: 'The connection never comes back: the pool opens ten more, until the server or maxSize says no.',
  docs: DOCS,
};

const connection: Contract = {
  id: 'odbc.connection',
  modules: MODULES,
  resource: 'connection',
  type: 'Connection',
  acquire: [
    {
      match: { call: 'connect', minArgs: 2 },
      resource: { at: 'callback', argument: 1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { call: 'connect' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [{ method: 'close', async: true }],
  again: 'rejects',
  borrows: BORROWS,
  leakHurts: 'The connection stays open, and counts against the limit of the server, until the process ends.',
  docs: DOCS,
};

const cursor: Contract = {
  id: 'odbc.cursor',
  modules: MODULES,
  resource: 'cursor',
  type: 'Cursor',
  acquire: [
    {
      match: {
        method: 'query',
        on: 'Connection',
        onlyIf: { argument: -1, option: 'cursor', is: true },
      },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
  ],
  release: [{ method: 'close', async: true }],
  again: 'rejects',
  borrows: calling(['fetch']),
  closedBy: [{ method: 'close', children: 'reclaimed' }],
  atMost: 'warning',
  leakHurts: 'The server keeps the result, and the connection can run nothing else with many drivers.',
  docs: DOCS,
};

const statement: Contract = {
  id: 'odbc.statement',
  modules: MODULES,
  resource: 'statement',
  type: 'Statement',
  acquire: [
    {
      match: { method: 'createStatement', on: 'Connection', maxArgs: 0 },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
  ],
  release: [{ method: 'close', async: true }],
  again: 'rejects',
  borrows: calling(['prepare', 'bind', 'execute', 'cancel']),
  closedBy: [{ method: 'close', children: 'reclaimed' }],
  atMost: 'warning',
  leakHurts: 'Its handle stays allocated, in the process and on the server, as long as the connection.',
  docs: DOCS,
};

const pool: Contract = {
  id: 'odbc.pool',
  modules: MODULES,
  resource: 'pool',
  type: 'Pool',
  acquire: [
    {
      match: { call: 'pool', minArgs: 2 },
      resource: { at: 'callback', argument: 1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { call: 'pool' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [{ method: 'close', async: true }],
  again: 'harmless',
  borrows: calling(['query', 'connect']),
  lifetime: 'process',
  leakHurts: 'Its connections stay open and count against the limit of the server.',
  docs: DOCS,
};

const TYPINGS = `
export interface Statement {
  prepare(sql: string, callback?: any): Promise<void>;
  bind(parameters: any[], callback?: any): Promise<void>;
  execute(callback?: any): Promise<any>;
  cancel(callback?: any): Promise<void>;
  close(callback?: any): Promise<void>;
}
export interface Cursor {
  readonly noData: boolean;
  fetch(callback?: any): Promise<any>;
  close(callback?: any): Promise<void>;
}
export interface Connection {
  query(sql: string, ...rest: any[]): Promise<any>;
  callProcedure(...args: any[]): Promise<any>;
  createStatement(callback?: (error: any, statement: Statement) => void): Promise<Statement>;
  primaryKeys(...args: any[]): Promise<any>;
  foreignKeys(...args: any[]): Promise<any>;
  tables(...args: any[]): Promise<any>;
  columns(...args: any[]): Promise<any>;
  setIsolationLevel(level: number, callback?: any): Promise<void>;
  beginTransaction(callback?: any): Promise<void>;
  commit(callback?: any): Promise<void>;
  rollback(callback?: any): Promise<void>;
  cancel(callback?: any): Promise<void>;
  close(callback?: (error: any) => void): Promise<void>;
  connected(): boolean;
  autocommit(): boolean;
}
export interface Pool {
  connect(): Promise<Connection>;
  connect(callback: (error: any, connection: Connection) => void): void;
  query(sql: string, ...rest: any[]): Promise<any>;
  close(callback?: (error: any) => void): Promise<void>;
}
export function connect(connection: any): Promise<Connection>;
export function connect(connection: any, callback: (error: any, connection: Connection) => void): void;
export function pool(options: any): Promise<Pool>;
export function pool(options: any, callback: (error: any, pool: Pool) => void): void;
export const SQL_TXN_READ_UNCOMMITTED: number;
export const SQL_TXN_READ_COMMITTED: number;
export const SQL_TXN_REPEATABLE_READ: number;
export const SQL_TXN_SERIALIZABLE: number;
`;

export const odbc: Library = {
  name: 'odbc',
  contracts: [pooledConnection, connection, cursor, statement, pool],
  typings: { odbc: TYPINGS },
};
