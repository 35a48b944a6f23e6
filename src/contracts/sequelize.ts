/** Sequelize, read from 6.37.8. */
import type { Contract, Library } from '../model/contract.js';
import { anyFunctions, borrowing } from './parts.js';

const MODULES = ['sequelize', 'sequelize-typescript'];

const transaction: Contract = {
  id: 'sequelize.transaction',
  modules: MODULES,
  resource: 'transaction',
  type: 'Transaction',
  acquire: [
    { match: { method: 'transaction', on: 'Sequelize' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [
    // A commit that fails destroys the connection; the rollback that follows it then only rejects.
    { method: 'commit', async: true, final: true },
    { method: 'rollback', async: true },
  ],
  again: 'rejects',
  borrows: borrowing('never', ['afterCommit']),
  scoped: [{ match: { method: 'transaction', on: 'Sequelize', minArgs: 1 }, callback: -1 }],
  closedBy: [{ method: 'close', children: 'awaited' }],
  // No pool: with { transaction } it is a savepoint, for which nothing is taken.
  poolOptions: [
    { name: 'pool.max', default: '5', means: 'connections the pool holds at most' },
    { name: 'pool.acquire', default: '60000', means: 'how long a query waits for a connection' },
  ],
  leakHurts:
    'The transaction keeps one of the five connections of the pool, and its locks; close() waits for it.',
  docs: 'https://sequelize.org/docs/v6/other-topics/transactions/',
};

const connection: Contract = {
  id: 'sequelize.connection',
  modules: MODULES,
  resource: 'pooled connection',
  type: 'Connection',
  acquire: [
    {
      match: { method: 'getConnection', on: 'ConnectionManager' },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
  ],
  release: [{ method: 'releaseConnection', argument: 0, async: false }],
  again: 'harmless',
  borrows: [],
  closedBy: [{ method: 'close', children: 'awaited' }],
  pool: 'sequelize.instance',
  leakHurts: 'It is one of the five connections of the pool until releaseConnection(); close() waits for it.',
  docs: 'https://sequelize.org/docs/v6/other-topics/connection-pool/',
};

const instance: Contract = {
  id: 'sequelize.instance',
  modules: MODULES,
  resource: 'Sequelize instance',
  type: 'Sequelize',
  acquire: [{ match: { construct: 'Sequelize' }, resource: { at: 'return' }, fails: 'throws' }],
  release: [{ method: 'close', async: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', ['authenticate', 'sync', 'query', 'drop', 'truncate', 'databaseVersion']),
    ...borrowing('sync', ['define', 'model']),
    ...borrowing('never', ['getDialect', 'getDatabaseName', 'getQueryInterface', 'isDefined', 'escape']),
  ],
  lifetime: 'process',
  atMost: 'warning',
  leakHurts: 'Its pool stays open, counts against the limit of the server, and keeps the process alive.',
  docs: 'https://sequelize.org/docs/v6/getting-started/',
};

const TYPINGS = `
declare class Sequelize {
  constructor(...options: any[]);
  transaction(options?: Sequelize.TransactionOptions): Promise<Sequelize.Transaction>;
  transaction<T>(run: (t: Sequelize.Transaction) => PromiseLike<T>): Promise<T>;
  transaction<T>(options: Sequelize.TransactionOptions, run: (t: Sequelize.Transaction) => PromiseLike<T>): Promise<T>;
  readonly connectionManager: Sequelize.ConnectionManager;
  authenticate(options?: any): Promise<void>;
  sync(options?: any): Promise<this>;
  query(sql: any, options?: any): Promise<any>;
  drop(options?: any): Promise<any>;
  truncate(options?: any): Promise<any>;
  databaseVersion(options?: any): Promise<string>;
  define(name: string, ...rest: any[]): any;
  model(name: string): any;
  isDefined(name: string): boolean;
  getDialect(): string;
  getDatabaseName(): string;
  getQueryInterface(): any;
  escape(value: any): string;
  close(): Promise<void>;
  [member: string]: any;
  static useCLS(namespace: any): any;
}
declare namespace Sequelize {
  export { Sequelize };
  export interface TransactionOptions { transaction?: Transaction | null; isolationLevel?: any; [option: string]: any }
  export class Transaction {
    commit(): Promise<void>;
    rollback(): Promise<void>;
    afterCommit(run: (transaction: this) => any): void;
    readonly finished?: string;
    readonly LOCK: any;
    static readonly LOCK: any;
    static readonly ISOLATION_LEVELS: any;
    static readonly TYPES: any;
  }
  export interface Connection {}
  export class ConnectionManager {
    getConnection(options?: any): Promise<Connection>;
    releaseConnection(connection: Connection): void;
    close(): Promise<void>;
  }
  export class Model<A = any, C = any> { static sequelize?: Sequelize; readonly sequelize: Sequelize; [member: string]: any; static [member: string]: any }
  export const Op: any;
  export const DataTypes: any;
  export const QueryTypes: any;
  export const literal: any;
  export const fn: any;
  export const col: any;
  export const where: any;
}
export = Sequelize;
`;

const DECORATORS = ['Table', 'Column', 'ForeignKey', 'BelongsTo', 'HasMany', 'HasOne', 'BelongsToMany'];
const TYPESCRIPT = `
import { Model as BaseModel, Sequelize as Base } from 'sequelize';
export class Sequelize extends Base { addModels(...models: any[]): void }
export class Model<A = any, C = any> extends BaseModel<A, C> {}
${anyFunctions(DECORATORS)}
export const DataType: any;
`;

export const sequelize: Library = {
  name: 'Sequelize',
  contracts: [transaction, connection, instance],
  typings: { sequelize: TYPINGS, 'sequelize-typescript': TYPESCRIPT },
};
