/** sqlite3, with callbacks, read from 6.0.1. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing, calling } from './parts.js';

const database: Contract = {
  id: 'sqlite3.database',
  modules: ['sqlite3'],
  resource: 'database',
  type: 'Database',
  acquire: [{ match: { construct: 'Database' }, resource: { at: 'return' }, fails: 'callback' }],
  release: [{ method: 'close', async: true }],
  again: 'rejects',
  againDoes: 'the second close() calls back with SQLITE_MISUSE',
  borrows: [
    ...calling(['run', 'get', 'all', 'exec', 'each', 'map', 'loadExtension', 'wait']),
    ...borrowing('never', ['serialize', 'parallelize', 'configure', 'interrupt', 'prepare']),
    ...QUIET_EMITTER,
  ],
  lifetime: 'process',
  atMost: 'warning',
  leakHurts: 'The file stays open, with its locks, until the process ends.',
  docs: 'https://github.com/TryGhost/node-sqlite3/wiki/API',
};

const TYPINGS = `${EMITTER_TYPES}
export interface RunResult { lastID: number; changes: number }
export class Statement extends Emitter {
  bind(...params: any[]): this;
  reset(callback?: () => void): this;
  finalize(callback?: (error: Error | null) => void): Database;
  run(...params: any[]): this;
  get(...params: any[]): this;
  all(...params: any[]): this;
  each(...params: any[]): this;
}
export class Database extends Emitter {
  constructor(file: string, callback?: (error: Error | null) => void);
  constructor(file: string, mode?: number, callback?: (error: Error | null) => void);
  close(callback?: (error: Error | null) => void): void;
  run(sql: string, ...params: any[]): this;
  get(sql: string, ...params: any[]): this;
  all(sql: string, ...params: any[]): this;
  each(sql: string, ...params: any[]): this;
  map(sql: string, ...params: any[]): this;
  exec(sql: string, callback?: (error: Error | null) => void): this;
  prepare(sql: string, ...params: any[]): Statement;
  serialize(callback?: () => void): void;
  parallelize(callback?: () => void): void;
  loadExtension(file: string, callback?: (error: Error | null) => void): this;
  wait(callback?: (error: Error | null) => void): this;
  configure(option: string, value: any): void;
  interrupt(): void;
}
export const OPEN_READONLY: number;
export const OPEN_READWRITE: number;
export const OPEN_CREATE: number;
export function verbose(): typeof import('sqlite3');
`;

export const sqlite3: Library = { name: 'sqlite3', contracts: [database], typings: { sqlite3: TYPINGS } };
