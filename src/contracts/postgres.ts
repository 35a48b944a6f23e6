/** Postgres.js (`postgres`), read from 3.4.9. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const MODULES = ['postgres'];
/** They make a query or a part of one: nothing is sent before somebody waits for it. */
const BUILDERS = ['unsafe', 'file', 'json', 'array', 'typed'];

const reserved: Contract = {
  id: 'postgres.reserved',
  modules: MODULES,
  resource: 'reserved connection',
  type: 'ReservedSql',
  acquire: [{ match: { method: 'reserve', on: 'Sql' }, resource: { at: 'promise' }, fails: 'rejects' }],
  release: [{ method: 'release', async: false }],
  // It takes the connection away from whoever has it by then, and offers it to the next.
  again: 'corrupts',
  borrows: [...borrowing('never', BUILDERS), ...borrowing('promise', ['notify'])],
  scoped: [
    { match: { method: 'begin', on: 'Sql' }, callback: -1 },
    { match: { method: 'savepoint', on: 'TransactionSql' }, callback: -1 },
  ],
  closedBy: [{ method: 'end', children: 'awaited' }],
  pool: 'postgres.sql',
  poolTakers: ['begin'],
  poolOptions: [
    { name: 'max', default: '10', means: 'connections the pool holds at most' },
    {
      name: 'connect_timeout',
      default: '30',
      means: 'seconds that opening a socket may take; waiting for the pool has no limit',
    },
  ],
  leakHurts:
    'The connection is out of the pool until release(); whoever comes next waits for ever, and so does end() without a timeout.',
  docs: 'https://github.com/porsager/postgres#reserving-connections',
};

const sql: Contract = {
  id: 'postgres.sql',
  modules: MODULES,
  resource: 'pool',
  type: 'Sql',
  acquire: [{ match: { call: 'postgres' }, resource: { at: 'return' }, fails: 'throws' }],
  // What is at work when it is ended goes on to its end.
  release: [
    { method: 'end', async: true, waits: true },
    { method: 'close', async: true, waits: true },
  ],
  again: 'harmless',
  borrows: [
    ...borrowing('never', BUILDERS),
    ...borrowing('promise', ['begin', 'reserve', 'notify', 'listen', 'subscribe']),
  ],
  lifetime: 'process',
  atMost: 'warning',
  leakHurts: 'Its connections stay open, count against the limit of the server, and keep the process alive.',
  docs: 'https://github.com/porsager/postgres#teardown--cleanup',
};

const TYPINGS = `
declare function postgres(options?: any): postgres.Sql;
declare function postgres(url: string, options?: any): postgres.Sql;
declare namespace postgres {
  interface ListenMeta { unlisten(): Promise<void>; readonly state: any }
  interface ISql {
    (template: any, ...values: any[]): any;
    unsafe(query: string, parameters?: any, options?: any): any;
    file(path: any, ...rest: any[]): any;
    json(value: any): any;
    array(value: any, type?: number): any;
    typed: any;
    readonly types: any;
    notify(channel: string, payload: string): any;
  }
  interface Sql<T = any> extends ISql {
    readonly options: any;
    readonly parameters: any;
    readonly CLOSE: any;
    readonly END: any;
    readonly PostgresError: any;
    end(options?: { timeout?: number }): Promise<void>;
    close(): Promise<void>;
    listen(channel: string, listener: (value: string) => void, onlisten?: () => void): Promise<ListenMeta>;
    subscribe(event: string, listener: (row: any, info: any) => void, onsubscribe?: () => void, onerror?: () => any): Promise<any>;
    largeObject(...options: any[]): Promise<any>;
    begin<R>(run: (sql: TransactionSql) => R | Promise<R>): Promise<any>;
    begin<R>(options: string, run: (sql: TransactionSql) => R | Promise<R>): Promise<any>;
    reserve(): Promise<ReservedSql>;
  }
  interface TransactionSql<T = any> extends ISql {
    savepoint<R>(run: (sql: TransactionSql) => R | Promise<R>): Promise<any>;
    savepoint<R>(name: string, run: (sql: TransactionSql) => R | Promise<R>): Promise<any>;
    prepare(name: string): any;
  }
  interface ReservedSql<T = any> extends Sql<T> { release(): void }
  class PostgresError extends Error { readonly code: string; readonly detail: string; [field: string]: any }
  type Options<T = any> = any;
  type Row = any;
  type RowList<T = any> = any;
}
export = postgres;
`;

export const postgres: Library = {
  name: 'Postgres.js',
  contracts: [reserved, sql],
  typings: { postgres: TYPINGS },
};
