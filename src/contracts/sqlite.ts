/** `sqlite`, which gives promises where sqlite3 calls back, read from 5.1.1. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const database: Contract = {
  id: 'sqlite.database',
  modules: ['sqlite'],
  resource: 'database',
  type: 'Database',
  acquire: [
    { match: { call: 'open' }, resource: { at: 'promise' }, fails: 'rejects' },
    { match: { method: 'open', on: 'Database' }, resource: { at: 'receiver' }, fails: 'rejects' },
  ],
  release: [{ method: 'close', async: true }],
  again: 'rejects',
  againDoes: 'the second close() rejects with SQLITE_MISUSE',
  borrows: [
    ...borrowing('promise', ['run', 'get', 'all', 'exec', 'each', 'prepare', 'migrate', 'loadExtension']),
    ...borrowing('never', ['configure', 'serialize', 'parallelize', 'getDatabaseInstance', 'on']),
  ],
  reusable: true,
  lifetime: 'process',
  atMost: 'warning',
  leakHurts: 'The file stays open, with its locks, until the process ends.',
  docs: 'https://github.com/kriasoft/node-sqlite#readme',
};

const TYPINGS = `
export class Statement {
  bind(...params: any[]): Promise<void>;
  reset(): Promise<void>;
  finalize(): Promise<void>;
  run(...params: any[]): Promise<any>;
  get(...params: any[]): Promise<any>;
  all(...params: any[]): Promise<any>;
  each(...params: any[]): Promise<number>;
}
export class Database<D = any, S = any> {
  constructor(config: any);
  readonly config: any;
  readonly db: any;
  on(event: string, listener: any): void;
  getDatabaseInstance(): any;
  open(): Promise<void>;
  close(): Promise<void>;
  configure(option: any, value: any): any;
  run(sql: any, ...params: any[]): Promise<any>;
  get<T = any>(sql: any, ...params: any[]): Promise<T | undefined>;
  all<T = any>(sql: any, ...params: any[]): Promise<T>;
  each(sql: any, ...params: any[]): Promise<number>;
  exec(sql: any): Promise<void>;
  prepare(sql: any, ...params: any[]): Promise<Statement>;
  loadExtension(path: string): Promise<void>;
  migrate(options?: any): Promise<void>;
  serialize(): void;
  parallelize(): void;
}
export function open<D = any, S = any>(config: any, options?: any): Promise<Database<D, S>>;
`;

export const sqlite: Library = { name: 'sqlite', contracts: [database], typings: { sqlite: TYPINGS } };
