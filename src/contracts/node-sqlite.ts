/** The SQLite of Node itself, read from the documentation and types of Node 24. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing, methodsOf } from './parts.js';

const database: Contract = {
  id: 'node-sqlite.database',
  modules: ['node:sqlite'],
  resource: 'database',
  type: 'DatabaseSync',
  acquire: [
    {
      match: { construct: 'DatabaseSync', unless: { argument: 1, option: 'open', is: false } },
      resource: { at: 'return' },
      fails: 'throws',
    },
    { match: { method: 'open', on: 'DatabaseSync' }, resource: { at: 'receiver' }, fails: 'throws' },
  ],
  release: [{ method: 'close', async: false }],
  again: 'throws',
  borrows: borrowing('sync', [
    'prepare',
    'exec',
    'function',
    'aggregate',
    'loadExtension',
    'createSession',
    'applyChangeset',
  ]),
  calls: methodsOf('StatementSync', 'sync', ['run', 'get', 'all', 'iterate']),
  reusable: true,
  lifetime: 'process',
  atMost: 'warning',
  dispose: { symbol: 'dispose', since: 'Node 22.15 and 24.0' },
  leakHurts: 'The file stays open, with its locks, until the object is collected or the process ends.',
  docs: 'https://nodejs.org/api/sqlite.html#databaseclose',
};

const TYPINGS = `
export class DatabaseSync {
  constructor(path: any, options?: any);
  open(): void;
  close(): void;
  exec(sql: string): void;
  prepare(sql: string, options?: any): StatementSync;
  function(name: string, ...rest: any[]): void;
  aggregate(name: string, options: any): void;
  loadExtension(path: string): void;
  createSession(options?: any): any;
  applyChangeset(changeset: any, options?: any): boolean;
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  [Symbol.dispose](): void;
}
export class StatementSync {
  run(...params: any[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...params: any[]): any;
  all(...params: any[]): any[];
  iterate(...params: any[]): IterableIterator<any>;
}
export function backup(source: DatabaseSync, path: any, options?: any): Promise<number>;
`;

export const nodeSqlite: Library = {
  name: 'node:sqlite',
  contracts: [database],
  typings: { 'node:sqlite': TYPINGS },
};
