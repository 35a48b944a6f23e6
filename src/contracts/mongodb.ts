/** The MongoDB driver and mongoose, read from mongodb 7.9.0 and mongoose 9.12.1. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing } from './parts.js';

const MODULES = ['mongodb', 'mongoose'];
const DENO = 'deno.land/x/mongo';

const session: Contract = {
  id: 'mongodb.session',
  modules: MODULES,
  resource: 'session',
  type: 'ClientSession',
  acquire: [
    { match: { method: 'startSession', on: 'MongoClient' }, resource: { at: 'return' }, fails: 'throws' },
    {
      match: { method: 'startSession', on: ['Connection', 'Mongoose', 'Model'] },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
    { match: { call: 'startSession', from: 'mongoose' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [{ method: 'endSession', async: true, endsTransaction: 'always' }],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', ['commitTransaction', 'abortTransaction', 'withTransaction']),
    ...borrowing('sync', ['startTransaction']),
    ...borrowing('never', ['inTransaction', 'advanceOperationTime', 'advanceClusterTime', 'equals']),
    ...QUIET_EMITTER,
  ],
  scoped: [
    { match: { method: 'withSession', on: ['MongoClient', 'Connection'] }, callback: -1 },
    { match: { method: 'transaction', on: 'Connection' }, callback: 0 },
  ],
  closedBy: [{ method: 'close', children: 'reclaimed' }],
  dispose: { symbol: 'asyncDispose', since: '6.9.0' },
  atMost: 'warning',
  leakHurts:
    'The server keeps the session for 30 minutes, and an open transaction with its locks for a minute; the client never uses the session again.',
  docs: 'https://www.mongodb.com/docs/drivers/node/current/crud/transactions/',
};

const client: Contract = {
  id: 'mongodb.client',
  modules: ['mongodb', DENO],
  resource: 'client',
  type: 'MongoClient',
  acquire: [
    {
      match: { method: 'connect', on: 'MongoClient', static: true },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
    {
      match: { method: 'connect', on: 'MongoClient' },
      resource: { at: 'receiver', isResult: true },
      fails: 'rejects',
    },
  ],
  release: [{ method: 'close', async: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', ['withSession', 'bulkWrite', 'listDatabases', 'runCommand']),
    { method: 'db', fails: 'never', gives: 'derived' },
    { method: 'database', fails: 'never', gives: 'derived' },
    ...QUIET_EMITTER,
  ],
  reusable: true,
  lifetime: 'process',
  dispose: { symbol: 'asyncDispose', since: '6.9.0' },
  poolOptions: [
    { name: 'maxPoolSize', default: '100', means: 'connections to each server at most' },
    {
      name: 'waitQueueTimeoutMS',
      default: '0',
      means: 'how long an operation waits for a connection; 0 waits for ever',
    },
    { name: 'maxIdleTimeMS', default: '0', means: 'when an unused connection is closed; 0 never' },
  ],
  leakHurts: 'Its connections and monitors stay open and keep the process alive.',
  docs: 'https://www.mongodb.com/docs/drivers/node/current/connect/',
};

const connection: Contract = {
  id: 'mongoose.connection',
  modules: ['mongoose'],
  resource: 'connection',
  type: 'Connection',
  // Without an address nothing is open before openUri().
  acquire: [{ match: { call: 'createConnection', minArgs: 1 }, resource: { at: 'return' }, fails: 'never' }],
  release: [
    { method: 'close', async: true },
    { method: 'destroy', async: true },
  ],
  again: 'harmless',
  borrows: [
    { method: 'asPromise', fails: 'promise', gives: 'resource', endsOnReject: true },
    ...borrowing('promise', ['openUri', 'dropDatabase', 'startSession', 'transaction']),
    ...borrowing('never', ['model', 'collection', 'useDb', 'set', 'get', 'plugin']),
    ...QUIET_EMITTER,
  ],
  lifetime: 'process',
  leakHurts: 'Its pool of connections stays open and keeps the process alive.',
  docs: 'https://mongoosejs.com/docs/connections.html#multiple_connections',
};

const MONGODB = `${EMITTER_TYPES}
export interface TransactionOptions { [option: string]: any }
export interface ClientSessionOptions { [option: string]: any }
export interface MongoClientOptions { maxPoolSize?: number; [option: string]: any }
export class ClientSession extends Emitter {
  endSession(options?: any): Promise<void>;
  startTransaction(options?: TransactionOptions): void;
  commitTransaction(): Promise<void>;
  abortTransaction(): Promise<void>;
  withTransaction<T = any>(fn: (session: ClientSession) => Promise<T>, options?: TransactionOptions): Promise<T>;
  inTransaction(): boolean;
  advanceOperationTime(time: any): void;
  advanceClusterTime(time: any): void;
  equals(session: ClientSession): boolean;
  readonly hasEnded: boolean;
  readonly transaction: any;
  readonly id: any;
  [Symbol.asyncDispose](): Promise<void>;
}
export class MongoClient extends Emitter {
  constructor(url: string, options?: MongoClientOptions);
  static connect(url: string, options?: MongoClientOptions): Promise<MongoClient>;
  connect(): Promise<this>;
  close(force?: boolean): Promise<void>;
  db(name?: string, options?: any): Db;
  startSession(options?: ClientSessionOptions): ClientSession;
  withSession<T = any>(run: (session: ClientSession) => Promise<T>): Promise<T>;
  withSession<T = any>(options: ClientSessionOptions, run: (session: ClientSession) => Promise<T>): Promise<T>;
  bulkWrite(...args: any[]): Promise<any>;
  watch(pipeline?: any[], options?: any): any;
  readonly options: any;
  [Symbol.asyncDispose](): Promise<void>;
}
export class Db { collection<T = any>(name: string, options?: any): Collection<T>; [method: string]: any }
export class Collection<T = any> { [method: string]: any }
export class ObjectId { constructor(id?: any); toHexString(): string; [method: string]: any }
export const ObjectID: typeof ObjectId;
export class MongoError extends Error { code?: number | string; hasErrorLabel(label: string): boolean }
export class MongoServerError extends MongoError {}
export type Document = any;
export type Filter<T> = any;
`;

/** The driver of Deno's registry, as of 0.31: the client gets its address when it connects. */
const DENO_MONGO = `
export class MongoClient {
  constructor();
  connect(options: any): Promise<Database>;
  close(): void;
  database(name?: string): Database;
  listDatabases(options?: any): Promise<any[]>;
  runCommand(db: string, body: any): Promise<any>;
  readonly buildInfo: any;
}
export class Database { collection<T = any>(name: string): Collection<T>; [method: string]: any }
export class Collection<T = any> { [method: string]: any }
export class Bson { [member: string]: any }
export class ObjectId { [member: string]: any }
export type ConnectOptions = any;
`;

const MONGOOSE = `${EMITTER_TYPES}
import type { ClientSession, MongoClient } from 'mongodb';
export type { ClientSession };
export class Connection extends Emitter {
  startSession(options?: any): Promise<ClientSession>;
  withSession<T = any>(run: (session: ClientSession) => Promise<T>): Promise<T>;
  transaction<T = any>(run: (session: ClientSession) => Promise<T>, options?: any): Promise<T>;
  openUri(uri: string, options?: any): Promise<Connection>;
  asPromise(): Promise<this>;
  close(force?: boolean): Promise<void>;
  destroy(force?: boolean): Promise<void>;
  dropDatabase(): Promise<void>;
  model(...args: any[]): any;
  collection(name: string): any;
  useDb(name: string, options?: any): Connection;
  getClient(): MongoClient;
  set(key: string, value: any): any;
  get(key: string): any;
  plugin(...args: any[]): Connection;
  readonly readyState: number;
  readonly db: any;
}
export class Mongoose {
  connect(uri: string, options?: any): Promise<Mongoose>;
  disconnect(): Promise<void>;
  createConnection(uri?: string, options?: any): Connection;
  startSession(options?: any): Promise<ClientSession>;
  readonly connection: Connection;
  [member: string]: any;
}
export interface Model<T = any> { new (doc?: any): any; startSession(options?: any): Promise<ClientSession>; [method: string]: any }
export class Schema<T = any> { constructor(...args: any[]); [method: string]: any; static Types: any }
export function connect(uri: string, options?: any): Promise<Mongoose>;
export function disconnect(): Promise<void>;
export function createConnection(uri?: string, options?: any): Connection;
export function startSession(options?: any): Promise<ClientSession>;
export function model<T = any>(...args: any[]): Model<T>;
export function set(...args: any[]): any;
export const connection: Connection;
export const connections: Connection[];
export const models: any;
export const Types: any;
export const mongo: any;
export type Document = any;
export type Types = any;
`;

export const mongodb: Library = {
  name: 'MongoDB and mongoose',
  contracts: [client, session, connection],
  typings: { mongodb: MONGODB, mongoose: MONGOOSE, [DENO]: DENO_MONGO },
};
