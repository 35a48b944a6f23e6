/** Knex, read from 3.3.0. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, anyMethods, borrowing } from './parts.js';

const MODULES = ['knex'];
/** They make a query, which nothing is sent of before somebody waits for it. */
const BUILDERS = [
  ...['from', 'into', 'table', 'with', 'withRecursive', 'withSchema', 'queryBuilder'],
  ...['select', 'distinct', 'insert', 'update', 'del', 'delete', 'truncate', 'where', 'count', 'max', 'min'],
];

const transaction: Contract = {
  id: 'knex.transaction',
  modules: MODULES,
  resource: 'transaction',
  type: 'Transaction',
  acquire: [{ match: { method: 'transaction', on: 'Knex' }, resource: { at: 'promise' }, fails: 'rejects' }],
  release: [
    // A commit that fails gives the connection back too, and says nothing.
    { method: 'commit', async: true, final: true },
    { method: 'rollback', async: true, final: true },
  ],
  again: 'harmless',
  borrows: [
    ...borrowing('never', [...BUILDERS, 'isCompleted', 'transactionProvider', 'ref']),
    ...borrowing('promise', ['raw', 'batchInsert', 'savepoint']),
    ...QUIET_EMITTER,
  ],
  scoped: [
    { match: { method: 'transaction', on: 'Knex', minArgs: 1 }, callback: 0 },
    { match: { method: 'savepoint', on: 'Transaction' }, callback: 0 },
  ],
  closedBy: [
    // One inside another ends with it; destroy() of the instance waits.
    { method: 'commit', children: 'reclaimed' },
    { method: 'rollback', children: 'reclaimed' },
    { method: 'destroy', children: 'awaited' },
  ],
  pool: 'knex.instance',
  poolOptions: [
    { name: 'pool.max', default: '10', means: 'connections the pool holds at most' },
    {
      name: 'acquireConnectionTimeout',
      default: '60000',
      means: 'how long a query waits for a connection',
    },
  ],
  leakHurts:
    'The transaction keeps a connection of the pool, and its locks, until commit or rollback; destroy() waits for it.',
  docs: 'https://knexjs.org/guide/transactions.html',
};

const instance: Contract = {
  id: 'knex.instance',
  modules: MODULES,
  resource: 'Knex instance',
  type: 'Knex',
  acquire: [{ match: { call: 'knex' }, resource: { at: 'return' }, fails: 'throws' }],
  release: [{ method: 'destroy', async: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('never', [...BUILDERS, 'transactionProvider', 'ref']),
    ...borrowing('promise', ['raw', 'batchInsert', 'transaction']),
    ...QUIET_EMITTER,
  ],
  lifetime: 'process',
  atMost: 'warning',
  leakHurts: 'Its pool stays open, counts against the limit of the server, and keeps the process alive.',
  docs: 'https://knexjs.org/guide/#initializing-the-library',
};

const TYPINGS = `${EMITTER_TYPES}
declare function knex(config: any): knex.Knex;
declare namespace knex {
  export { knex, knex as default };
  export interface Knex<R = any, T = any> extends Emitter {
    (table?: any, options?: any): any;
${anyMethods(BUILDERS)}
    raw(sql: any, ...bindings: any[]): any;
    ref(name: string): any;
    batchInsert(table: any, data: any, chunkSize?: number): any;
    transactionProvider(config?: any): Knex.TransactionProvider;
    transaction(config?: any): Promise<Knex.Transaction>;
    transaction(scope?: null, config?: any): Promise<Knex.Transaction>;
    transaction<S>(scope: (trx: Knex.Transaction) => any, config?: any): Promise<S>;
    initialize(config?: any): void;
    destroy(callback: Function): void;
    destroy(): Promise<void>;
    readonly schema: any;
    readonly migrate: any;
    readonly seed: any;
    readonly fn: any;
    client: any;
    readonly isTransaction?: boolean;
  }
  export namespace Knex {
    type Config<T = any> = any;
    type QueryBuilder<R = any, T = any> = any;
    type SchemaBuilder = any;
    type CreateTableBuilder = any;
    type TransactionProvider = () => Promise<Transaction>;
    interface Transaction<R = any, T = any> extends Knex<R, T> {
      readonly executionPromise: Promise<any>;
      readonly parentTransaction?: Transaction;
      isCompleted(): boolean;
      commit(value?: any): any;
      rollback(error?: any): any;
      savepoint<S = any>(scope: (trx: Transaction) => any): Promise<S>;
    }
  }
}
export = knex;
`;

export const knex: Library = {
  name: 'Knex',
  contracts: [transaction, instance],
  typings: { knex: TYPINGS },
};
