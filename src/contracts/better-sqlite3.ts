/** better-sqlite3, read from 12.11.1 and @types/better-sqlite3. */
import type { CallForm, Contract, Library } from '../model/contract.js';
import { borrowing, givingItself, methodsOf } from './parts.js';

const MODULES = ['better-sqlite3'];
const STATEMENT: readonly CallForm[] = methodsOf('Statement', 'sync', [
  'run',
  'get',
  'all',
  'iterate',
  'pluck',
  'expand',
  'raw',
  'bind',
]);

const database: Contract = {
  id: 'better-sqlite3.database',
  modules: MODULES,
  resource: 'database',
  type: 'Database',
  typeAliases: ['BetterSqlite3'],
  acquire: [{ match: { construct: 'Database' }, resource: { at: 'return' }, fails: 'throws' }],
  makes: [{ call: 'default', type: 'Database' }],
  release: [{ method: 'close', async: false }],
  again: 'harmless',
  borrows: [
    ...borrowing('sync', ['prepare', 'pragma', 'serialize']),
    ...givingItself('sync', [
      'exec',
      'function',
      'aggregate',
      'table',
      'loadExtension',
      'defaultSafeIntegers',
      'unsafeMode',
    ]),
    ...borrowing('promise', ['backup']),
    ...borrowing('never', ['transaction']),
  ],
  calls: STATEMENT,
  scoped: [{ match: { method: 'transaction', on: 'Database' }, callback: 0 }],
  lifetime: 'process',
  atMost: 'warning',
  leakHurts:
    'The file and its write-ahead log stay open, with their locks, until the object is collected or the process ends.',
  docs: 'https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md#close---this',
};

const TYPINGS = `
declare class Database {
  constructor(file?: string | any, options?: any);
  readonly open: boolean;
  readonly inTransaction: boolean;
  readonly name: string;
  readonly memory: boolean;
  readonly readonly: boolean;
  prepare(sql: string): Database.Statement;
  transaction<F extends (...args: any[]) => any>(fn: F): F & { immediate: F; deferred: F; exclusive: F };
  exec(sql: string): this;
  pragma(sql: string, options?: any): any;
  function(name: string, ...rest: any[]): this;
  aggregate(name: string, options: any): this;
  table(name: string, factory: any): this;
  loadExtension(path: string): this;
  serialize(options?: any): any;
  backup(file: string, options?: any): Promise<any>;
  defaultSafeIntegers(toggle?: boolean): this;
  unsafeMode(unsafe?: boolean): this;
  close(): this;
}
declare namespace Database {
  interface Statement {
    run(...params: any[]): { changes: number; lastInsertRowid: number | bigint };
    get(...params: any[]): any;
    all(...params: any[]): any[];
    iterate(...params: any[]): IterableIterator<any>;
    pluck(toggle?: boolean): this;
    expand(toggle?: boolean): this;
    raw(toggle?: boolean): this;
    bind(...params: any[]): this;
    columns(): any[];
    readonly source: string;
  }
  type Database = import('better-sqlite3');
  type Options = any;
  type RunResult = any;
  class SqliteError extends Error { code: string }
}
export = Database;
`;

export const betterSqlite3: Library = {
  name: 'better-sqlite3',
  contracts: [database],
  typings: { 'better-sqlite3': TYPINGS },
};
