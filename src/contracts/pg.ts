/**
 * node-postgres (`pg`, `pg-pool`), read from pg 8.23.1 and pg-pool 3.14.0, and what is the same by another name:
 * `@neondatabase/serverless` 1.2.0 and `@vercel/postgres` 0.10.0.
 */
import type { BorrowForm, Contract, Library } from '../model/contract.js';

const MODULES = ['pg', 'pg-pool', '@neondatabase/serverless', '@vercel/postgres'];

const QUERY: BorrowForm = { method: 'query', fails: 'promise', callback: true };

/** A template of Vercel's. */
const SQL: BorrowForm = { method: 'sql', fails: 'promise' };

/** EventEmitter and accessors: they never throw. */
const QUIET: readonly BorrowForm[] = [
  'on',
  'once',
  'off',
  'addListener',
  'removeListener',
  'removeAllListeners',
  'setMaxListeners',
  'listenerCount',
  'ref',
  'unref',
  'setTypeParser',
  'getTypeParser',
  'escapeIdentifier',
  'escapeLiteral',
].map((method) => ({ method, fails: 'never' }));

const pooledClient: Contract = {
  id: 'pg.pool.client',
  modules: MODULES,
  resource: 'pooled client',
  type: 'PoolClient',
  typeAliases: ['VercelPoolClient'],
  acquire: [
    {
      match: { method: 'connect', on: 'Pool', maxArgs: 0 },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
    {
      match: { method: 'connect', on: 'Pool', minArgs: 1 },
      resource: { at: 'callback', argument: 0, parameter: 1, errorParameter: 0, releaseParameter: 2 },
      fails: 'callback',
    },
  ],
  release: [{ method: 'release', async: false, endsTransaction: 'argument' }],
  again: 'throws',
  // `end()` closes the socket, but the pool goes on counting the client as taken until `release()`.
  borrows: [QUERY, SQL, { method: 'end', fails: 'promise', callback: true }, ...QUIET],
  worksInTurn: true,
  transaction: { sql: ['query'] },
  pool: 'pg.pool',
  poolTakers: ['query'],
  poolOptions: [
    { name: 'max', default: '10', means: 'clients the pool holds at most' },
    {
      name: 'connectionTimeoutMillis',
      default: '0',
      means: 'how long connect() waits for a client; 0 waits for ever',
    },
    { name: 'idleTimeoutMillis', default: '10000', means: 'when an unused client is closed' },
  ],
  leakHurts:
    'The pool counts the client as taken until release() or a restart of the process; restarting the database does not free it.',
  docs: 'https://node-postgres.com/apis/pool',
};

const client: Contract = {
  id: 'pg.client',
  modules: MODULES,
  resource: 'client',
  type: 'Client',
  acquire: [
    {
      match: { method: 'connect', on: 'Client', maxArgs: 0 },
      resource: { at: 'receiver' },
      fails: 'rejects',
    },
    {
      match: { method: 'connect', on: 'Client', minArgs: 1 },
      resource: { at: 'receiver' },
      fails: 'callback',
    },
  ],
  creates: [{ call: 'createClient', from: '@vercel/postgres' }],
  release: [{ method: 'end', async: true }],
  again: 'harmless',
  borrows: [QUERY, SQL, ...QUIET],
  worksInTurn: true,
  leakHurts:
    'The connection stays open and counts against max_connections of the server until the process ends.',
  docs: 'https://node-postgres.com/apis/client',
};

const TYPINGS = `
export interface QueryResult<R = any> { rows: R[]; rowCount: number | null; fields: any[]; command: string; oid: number }
export interface QueryConfig { text: string; values?: any[]; name?: string; rowMode?: string }
export interface Notification { processId: number; channel: string; payload?: string }
declare class Emitter {
  on(event: string, listener: (...args: any[]) => void): this;
  once(event: string, listener: (...args: any[]) => void): this;
  off(event: string, listener: (...args: any[]) => void): this;
  addListener(event: string, listener: (...args: any[]) => void): this;
  removeListener(event: string, listener: (...args: any[]) => void): this;
  removeAllListeners(event?: string): this;
  emit(event: string, ...args: any[]): boolean;
}
export class ClientBase extends Emitter {
  constructor(config?: any);
  connect(): Promise<void>;
  connect(callback: (error: Error) => void): void;
  query<R = any>(query: string | QueryConfig, values?: any[]): Promise<QueryResult<R>>;
  query<R = any>(query: string | QueryConfig, callback: (error: Error, result: QueryResult<R>) => void): void;
  query<R = any>(query: string | QueryConfig, values: any[], callback: (error: Error, result: QueryResult<R>) => void): void;
  query<T extends object>(query: T): T;
  escapeIdentifier(text: string): string;
  escapeLiteral(text: string): string;
}
export class Client extends ClientBase {
  readonly database?: string;
  readonly host: string;
  readonly port: number;
  end(): Promise<void>;
  end(callback: (error: Error) => void): void;
}
export interface PoolClient extends ClientBase { release(error?: Error | boolean): void; end(): Promise<void> }
export interface PoolConfig { max?: number; min?: number; connectionString?: string; connectionTimeoutMillis?: number; idleTimeoutMillis?: number; [option: string]: any }
export interface ClientConfig { connectionString?: string; [option: string]: any }
export class Pool extends Emitter {
  constructor(config?: PoolConfig);
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options: any;
  connect(): Promise<PoolClient>;
  connect(callback: (error: Error | undefined, client: PoolClient | undefined, done: (release?: any) => void) => void): void;
  end(): Promise<void>;
  end(callback: () => void): void;
  query<R = any>(query: string | QueryConfig, values?: any[]): Promise<QueryResult<R>>;
  query<R = any>(query: string | QueryConfig, callback: (error: Error, result: QueryResult<R>) => void): void;
  query<R = any>(query: string | QueryConfig, values: any[], callback: (error: Error, result: QueryResult<R>) => void): void;
}
export class DatabaseError extends Error { code: string | undefined; detail: string | undefined; constraint: string | undefined }
export const types: any;
export const defaults: any;
export const native: any;
`;

export const pg: Library = {
  name: 'node-postgres',
  contracts: [pooledClient, client],
  typings: {
    // No default export: `import pg from 'pg'` then means the module itself, types included.
    pg: TYPINGS,
    '@neondatabase/serverless': `${TYPINGS}
export const neonConfig: any;
export function neon(...options: any[]): any;
`,
    '@vercel/postgres': `
import { Client, ClientBase, Pool } from '@neondatabase/serverless';
export { Client, Pool };
export interface VercelClientBase extends ClientBase { sql(strings: any, ...values: any[]): Promise<any> }
export interface VercelPoolClient extends VercelClientBase { release(error?: Error | boolean): void }
export class VercelClient extends Client { sql(strings: any, ...values: any[]): Promise<any> }
export class VercelPool extends Pool {
  connect(): Promise<VercelPoolClient>;
  connect(callback: (error: Error, client: VercelPoolClient, done: (release?: any) => void) => void): void;
  sql(strings: any, ...values: any[]): Promise<any>;
}
export function createClient(config?: any): VercelClient;
export function createPool(config?: any): VercelPool;
export function postgresConnectionString(type?: string): string | undefined;
export const sql: VercelPool & ((strings: any, ...values: any[]) => Promise<any>);
export const db: VercelPool & ((strings: any, ...values: any[]) => Promise<any>);
`,
    'pg-pool': `
import { Pool } from 'pg';
declare class PgPool extends Pool {}
export = PgPool;
`,
  },
};
