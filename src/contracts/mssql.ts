/** mssql, read from 12.7.14 and @types/mssql 12.3. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing, calling } from './parts.js';

const MODULES = ['mssql', 'mssql/msnodesqlv8'];
const DOCS = 'https://github.com/tediousjs/node-mssql';

const transaction: Contract = {
  id: 'mssql.transaction',
  modules: MODULES,
  resource: 'transaction',
  type: 'Transaction',
  acquire: [
    {
      match: { method: 'begin', on: 'Transaction' },
      resource: { at: 'receiver', isResult: true },
      fails: 'callback',
    },
  ],
  creates: [{ method: 'transaction', on: 'ConnectionPool' }],
  release: [
    // A commit that fails gives the connection back too; the rollback that follows it then only rejects.
    { method: 'commit', async: true, final: true },
    { method: 'rollback', async: true },
  ],
  again: 'rejects',
  borrows: [...borrowing('never', ['request']), ...QUIET_EMITTER],
  reusable: true,
  closedBy: [{ method: 'close', children: 'awaited' }],
  pool: 'mssql.pool',
  poolOptions: [
    { name: 'pool.max', default: '10', means: 'connections the pool holds at most' },
    {
      name: 'pool.acquireTimeoutMillis',
      default: '30000',
      means: 'how long a request waits for a connection',
    },
  ],
  leakHurts: 'The transaction keeps a connection of the pool, and its locks, until commit or rollback.',
  docs: `${DOCS}#transaction`,
};

const prepared: Contract = {
  id: 'mssql.preparedStatement',
  modules: MODULES,
  resource: 'prepared statement',
  type: 'PreparedStatement',
  acquire: [
    {
      match: { method: 'prepare', on: 'PreparedStatement' },
      resource: { at: 'receiver', isResult: true },
      fails: 'callback',
    },
  ],
  release: [{ method: 'unprepare', async: true }],
  again: 'rejects',
  borrows: [...calling(['execute']), ...borrowing('sync', ['input', 'output']), ...QUIET_EMITTER],
  reusable: true,
  leakHurts: 'It keeps a connection of the pool from prepare() to unprepare().',
  docs: `${DOCS}#prepared-statement`,
};

const pool: Contract = {
  id: 'mssql.pool',
  modules: MODULES,
  resource: 'connection pool',
  type: 'ConnectionPool',
  acquire: [
    {
      match: { method: 'connect', on: 'ConnectionPool' },
      resource: { at: 'receiver', isResult: true },
      fails: 'callback',
    },
  ],
  release: [{ method: 'close', async: true }],
  again: 'harmless',
  borrows: [
    ...calling(['query', 'batch']),
    ...borrowing('never', ['request', 'transaction']),
    ...QUIET_EMITTER,
  ],
  reusable: true,
  lifetime: 'process',
  leakHurts: 'Its connections stay open and keep the process alive.',
  docs: `${DOCS}#connection-pools`,
};

const TYPINGS = `${EMITTER_TYPES}
export class ConnectionPool extends Emitter {
  constructor(config: any, callback?: (error?: any) => void);
  readonly connected: boolean;
  readonly connecting: boolean;
  connect(): Promise<ConnectionPool>;
  connect(callback: (error: any) => void): void;
  close(): Promise<void>;
  close(callback: (error: any) => void): void;
  query(...args: any[]): Promise<any>;
  batch(...args: any[]): Promise<any>;
  request(): Request;
  transaction(): Transaction;
  readonly size: number;
  readonly available: number;
  readonly borrowed: number;
  readonly pending: number;
}
export class Request extends Emitter {
  constructor(parent?: any);
  input(...args: any[]): this;
  output(...args: any[]): this;
  query(...args: any[]): Promise<any>;
  batch(...args: any[]): Promise<any>;
  bulk(...args: any[]): Promise<any>;
  execute(...args: any[]): Promise<any>;
  cancel(): void;
}
export class Transaction extends Emitter {
  constructor(connection?: ConnectionPool);
  begin(isolation?: any): Promise<Transaction>;
  begin(isolation: any, callback: (error?: any) => void): Transaction;
  commit(): Promise<void>;
  commit(callback: (error?: any) => void): void;
  rollback(): Promise<void>;
  rollback(callback: (error?: any) => void): void;
  request(): Request;
}
export class PreparedStatement extends Emitter {
  constructor(parent?: any);
  input(...args: any[]): this;
  output(...args: any[]): this;
  prepare(statement?: string): Promise<void>;
  prepare(statement: string, callback: (error?: any) => void): PreparedStatement;
  execute(values: any): Promise<any>;
  execute(values: any, callback: (error?: any, result?: any) => void): any;
  unprepare(): Promise<void>;
  unprepare(callback: (error?: any) => void): PreparedStatement;
}
export function connect(config: any): Promise<ConnectionPool>;
export function query(...args: any[]): Promise<any>;
export function close(): Promise<void>;
export const Int: any;
export const VarChar: any;
export const NVarChar: any;
export const DateTime: any;
export const Bit: any;
export const MAX: any;
export const ISOLATION_LEVEL: any;
export type config = any;
`;

export const mssql: Library = {
  name: 'mssql',
  contracts: [transaction, prepared, pool],
  typings: { mssql: TYPINGS, 'mssql/msnodesqlv8': TYPINGS },
};
