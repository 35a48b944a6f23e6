/** Kysely, read from 0.28.19. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const MODULES = ['kysely'];
const BUILDERS = [
  'selectFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'with',
  'withRecursive',
  'selectNoFrom',
  'savepoint',
  'rollbackToSavepoint',
  'releaseSavepoint',
  'withSchema',
  'withPlugin',
];

const transaction: Contract = {
  id: 'kysely.transaction',
  modules: MODULES,
  resource: 'transaction',
  type: 'ControlledTransaction',
  acquire: [
    {
      match: { method: 'execute', on: 'ControlledTransactionBuilder' },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
  ],
  release: [
    { method: 'commit().execute', async: true, endsOnReject: false },
    { method: 'rollback().execute', async: true },
  ],
  again: 'rejects',
  borrows: [...borrowing('never', BUILDERS), ...borrowing('promise', ['executeQuery'])],
  scoped: [
    { match: { method: 'execute', on: 'TransactionBuilder' }, callback: 0 },
    { match: { method: 'execute', on: 'ConnectionBuilder' }, callback: 0 },
  ],
  closedBy: [{ method: 'destroy', children: 'awaited' }],
  dispose: { symbol: 'asyncDispose', since: '0.28.0', refuse: 'on a transaction it always throws' },
  leakHurts: 'The transaction stays open with its locks, and its connection stays out of the pool.',
  docs: 'https://kysely-org.github.io/kysely-apidoc/classes/Kysely.html#startTransaction',
};

const database: Contract = {
  id: 'kysely.database',
  modules: MODULES,
  resource: 'Kysely instance',
  type: 'Kysely',
  acquire: [{ match: { construct: 'Kysely' }, resource: { at: 'return' }, fails: 'never' }],
  release: [{ method: 'destroy', async: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('never', [...BUILDERS, 'startTransaction', 'transaction', 'connection']),
    ...borrowing('promise', ['executeQuery']),
  ],
  lifetime: 'process',
  atMost: 'warning',
  dispose: { symbol: 'asyncDispose', since: '0.28.0' },
  leakHurts: 'The pool of its dialect stays open and keeps the process alive.',
  docs: 'https://kysely-org.github.io/kysely-apidoc/classes/Kysely.html#destroy',
};

const TYPINGS = `
export class Kysely<DB = any> {
  constructor(config: any);
  selectFrom(table: any): any;
  insertInto(table: any): any;
  updateTable(table: any): any;
  deleteFrom(table: any): any;
  mergeInto(table: any): any;
  with(...args: any[]): any;
  withRecursive(...args: any[]): any;
  selectNoFrom(...args: any[]): any;
  withSchema(schema: string): any;
  withPlugin(plugin: any): any;
  transaction(): TransactionBuilder<DB>;
  startTransaction(): ControlledTransactionBuilder<DB>;
  connection(): ConnectionBuilder<DB>;
  executeQuery(query: any, id?: any): Promise<any>;
  destroy(): Promise<void>;
  readonly schema: any;
  readonly fn: any;
  readonly dynamic: any;
  readonly introspection: any;
  readonly isTransaction: boolean;
  [Symbol.asyncDispose](): Promise<void>;
}
export class Transaction<DB = any> extends Kysely<DB> {}
export class ControlledTransaction<DB = any, S = any> extends Transaction<DB> {
  readonly isCommitted: boolean;
  readonly isRolledBack: boolean;
  commit(): Command<void>;
  rollback(): Command<void>;
  savepoint(name: string): Command<ControlledTransaction<DB>>;
  rollbackToSavepoint(name: string): Command<ControlledTransaction<DB>>;
  releaseSavepoint(name: string): Command<ControlledTransaction<DB>>;
}
export class Command<T> { execute(): Promise<T> }
export class TransactionBuilder<DB = any> {
  setIsolationLevel(level: string): TransactionBuilder<DB>;
  setAccessMode(mode: string): TransactionBuilder<DB>;
  execute<T>(run: (trx: Transaction<DB>) => Promise<T>): Promise<T>;
}
export class ControlledTransactionBuilder<DB = any> {
  setIsolationLevel(level: string): ControlledTransactionBuilder<DB>;
  setAccessMode(mode: string): ControlledTransactionBuilder<DB>;
  execute(): Promise<ControlledTransaction<DB>>;
}
export class ConnectionBuilder<DB = any> { execute<T>(run: (db: Kysely<DB>) => Promise<T>): Promise<T> }
export const sql: any;
export class PostgresDialect { constructor(config: any) }
export class MysqlDialect { constructor(config: any) }
export class SqliteDialect { constructor(config: any) }
export class MssqlDialect { constructor(config: any) }
`;

export const kysely: Library = {
  name: 'Kysely',
  contracts: [transaction, database],
  typings: { kysely: TYPINGS },
};
