/** TypeORM, read from 1.1.1 (and 0.3, where DataSource was also called Connection). */
import type { AcquireForm, Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

/** A runner holds nothing before one of these: each of them connects first, and may fail after that. */
const CONNECTING: readonly AcquireForm[] = [
  'connect',
  'startTransaction',
  'query',
  'stream',
  'getTable',
  'getTables',
  'hasTable',
  'hasColumn',
  'hasDatabase',
  'getDatabases',
  'createTable',
  'dropTable',
  'addColumn',
  'dropColumn',
  'clearDatabase',
  'getCurrentDatabase',
  'createDatabase',
  'dropDatabase',
].map((method) => ({
  match: { method, on: 'QueryRunner' },
  resource: { at: 'receiver' },
  fails: 'rejects',
  heldOnFailure: method !== 'connect',
}));

const queryRunner: Contract = {
  id: 'typeorm.queryRunner',
  modules: ['typeorm'],
  resource: 'query runner',
  type: 'QueryRunner',
  acquire: CONNECTING,
  creates: [{ method: 'createQueryRunner', on: ['DataSource', 'Connection', 'Driver'] }],
  release: [{ method: 'release', async: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', [
      'connect',
      'startTransaction',
      'commitTransaction',
      'rollbackTransaction',
      'query',
      'stream',
    ]),
  ],
  transaction: {
    sql: ['query'],
    begins: ['startTransaction'],
    ends: ['commitTransaction', 'rollbackTransaction'],
  },
  scoped: [
    { match: { method: 'transaction', on: ['DataSource', 'Connection', 'EntityManager'] }, callback: -1 },
  ],
  closedBy: [
    { method: 'destroy', children: 'reclaimed' },
    { method: 'close', children: 'reclaimed' },
  ],
  dispose: {
    symbol: 'asyncDispose',
    since: '1.0.0',
    refuse: 'it commits an open transaction, even after an error',
  },
  pool: 'typeorm.dataSource',
  leakHurts:
    'The runner keeps a client of the driver’s pool until release(); an empty PostgreSQL pool lets everybody wait for ever.',
  docs: 'https://typeorm.io/docs/query-runner/',
};

const dataSource: Contract = {
  id: 'typeorm.dataSource',
  modules: ['typeorm'],
  resource: 'data source',
  type: 'DataSource',
  typeAliases: ['Connection'],
  acquire: [
    {
      match: { method: 'initialize', on: 'DataSource' },
      resource: { at: 'receiver', isResult: true },
      fails: 'rejects',
    },
    {
      match: { method: 'connect', on: ['DataSource', 'Connection'] },
      resource: { at: 'receiver', isResult: true },
      fails: 'rejects',
    },
    { match: { call: 'createConnection' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [
    { method: 'destroy', async: true },
    { method: 'close', async: true },
  ],
  again: 'rejects',
  borrows: borrowing('promise', [
    'query',
    'synchronize',
    'runMigrations',
    'undoLastMigration',
    'showMigrations',
    'dropDatabase',
    'transaction',
  ]),
  lifetime: 'process',
  leakHurts: 'Its pool of connections stays open and keeps the process alive.',
  docs: 'https://typeorm.io/docs/data-source/data-source',
};

const TYPINGS = `
export interface QueryRunner {
  readonly connection: DataSource;
  readonly dataSource: DataSource;
  readonly manager: EntityManager;
  readonly isReleased: boolean;
  readonly isTransactionActive: boolean;
  data: any;
  connect(): Promise<any>;
  release(): Promise<void>;
  startTransaction(isolationLevel?: string): Promise<void>;
  commitTransaction(): Promise<void>;
  rollbackTransaction(): Promise<void>;
  query(query: string, parameters?: any): Promise<any>;
  stream(query: string, parameters?: any[], onEnd?: Function, onError?: Function): Promise<any>;
  clearDatabase(database?: string): Promise<void>;
  getDatabases(): Promise<string[]>;
  getCurrentDatabase(): Promise<string | undefined>;
  getTable(path: string): Promise<any>;
  getTables(paths?: string[]): Promise<any[]>;
  hasDatabase(database: string): Promise<boolean>;
  hasTable(table: any): Promise<boolean>;
  hasColumn(table: any, name: string): Promise<boolean>;
  createDatabase(database: string, ifNotExists?: boolean): Promise<void>;
  dropDatabase(database: string, ifExists?: boolean): Promise<void>;
  createTable(table: any, ...rest: any[]): Promise<void>;
  dropTable(table: any, ...rest: any[]): Promise<void>;
  addColumn(table: any, column: any): Promise<void>;
  dropColumn(table: any, column: any): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  [method: string]: any;
}
export interface Driver { createQueryRunner(mode: string): QueryRunner; [member: string]: any }
export class EntityManager {
  readonly connection: DataSource;
  readonly queryRunner?: QueryRunner;
  transaction<T>(run: (manager: EntityManager) => Promise<T>): Promise<T>;
  transaction<T>(isolation: string, run: (manager: EntityManager) => Promise<T>): Promise<T>;
  query(query: string, parameters?: any): Promise<any>;
  save(...args: any[]): Promise<any>;
  insert(...args: any[]): Promise<any>;
  update(...args: any[]): Promise<any>;
  delete(...args: any[]): Promise<any>;
  remove(...args: any[]): Promise<any>;
  find(...args: any[]): Promise<any[]>;
  findOne(...args: any[]): Promise<any>;
  findOneBy(...args: any[]): Promise<any>;
  findOneOrFail(...args: any[]): Promise<any>;
  count(...args: any[]): Promise<number>;
  getRepository(target: any): any;
  withRepository(repository: any): any;
  createQueryBuilder(...args: any[]): any;
  create(...args: any[]): any;
}
export class DataSource {
  constructor(options: any);
  readonly options: any;
  readonly isInitialized: boolean;
  readonly isConnected: boolean;
  readonly manager: EntityManager;
  driver: Driver;
  initialize(): Promise<this>;
  connect(): Promise<this>;
  destroy(): Promise<void>;
  close(): Promise<void>;
  synchronize(drop?: boolean): Promise<void>;
  dropDatabase(): Promise<void>;
  runMigrations(options?: any): Promise<any[]>;
  undoLastMigration(options?: any): Promise<void>;
  showMigrations(): Promise<boolean>;
  transaction<T>(run: (manager: EntityManager) => Promise<T>): Promise<T>;
  transaction<T>(isolation: string, run: (manager: EntityManager) => Promise<T>): Promise<T>;
  query(query: string, parameters?: any): Promise<any>;
  createQueryRunner(mode?: string): QueryRunner;
  createQueryBuilder(...args: any[]): any;
  createEntityManager(queryRunner?: QueryRunner): EntityManager;
  getRepository<T = any>(target: any): Repository<T>;
  getMetadata(target: any): any;
  hasMetadata(target: any): boolean;
  readonly entityMetadatas: any[];
}
export class Connection extends DataSource {}
export class Repository<T = any> { readonly manager: EntityManager; [method: string]: any }
export function createConnection(...options: any[]): Promise<Connection>;
export function getConnection(name?: string): Connection;
export function getManager(name?: string): EntityManager;
export function getRepository(target: any, name?: string): any;
export type ConnectionOptions = any;
export type DataSourceOptions = any;
`;

export const typeorm: Library = {
  name: 'TypeORM',
  contracts: [queryRunner, dataSource],
  typings: { typeorm: TYPINGS },
};
