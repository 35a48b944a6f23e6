/**
 * Resources without a known library: recognised by the pair of calls that takes and gives back. Where no type is known,
 * both halves must stand in the same function; a name alone proves nothing.
 */
import type { BorrowForm, Contract } from '../model/contract.js';

const QUIET: readonly BorrowForm[] = [
  'on',
  'once',
  'off',
  'addListener',
  'removeListener',
  'removeAllListeners',
].map((method) => ({ method, fails: 'never' }));

const TAKING = ['connect', 'getConnection', 'acquire', 'reserve', 'getClient'];

/** `const c = await pool.connect(); … c.release()` */
export const STRUCTURAL_POOLED: Contract = {
  id: 'structural.pooled',
  modules: [],
  resource: 'pooled connection',
  type: '',
  acquire: TAKING.map((method) => ({
    match: { method, on: '' },
    resource: { at: 'promise' },
    fails: 'rejects',
  })),
  release: [{ method: 'release', async: false }],
  again: 'throws',
  borrows: QUIET,
  docs: 'https://node-postgres.com/apis/pool',
};

/** `interface Pool { connect(): Promise<Connection> }`, where a connection has a `release()`. */
export const STRUCTURAL_DECLARED: Contract = {
  ...STRUCTURAL_POOLED,
  id: 'structural.declared',
  again: 'harmless',
  againDoes: 'what that does, its own code decides',
  atMost: 'warning',
};

/** `const c = new Client(); await c.connect(); … c.end()` */
export const STRUCTURAL_CLIENT: Contract = {
  id: 'structural.client',
  modules: [],
  resource: 'client',
  type: '',
  acquire: [{ match: { method: 'connect', on: '' }, resource: { at: 'receiver' }, fails: 'rejects' }],
  release: ['end', 'close', 'disconnect', 'quit', 'destroy'].map((method) => ({ method, async: true })),
  again: 'harmless',
  borrows: QUIET,
  docs: 'https://node-postgres.com/apis/client',
};

/** What a function gives that says `@acquires`, where no contract knows its type; the calls that release are read from it. */
export const STATED: Contract = {
  id: 'stated.resource',
  modules: [],
  resource: 'resource',
  type: '',
  acquire: [],
  release: [],
  again: 'harmless',
  borrows: QUIET,
  docs: '',
};

/**
 * Methods whose names no other library has: on a value without a type they are meant, if the same function also
 * releases, or does with the result what only that resource is for.
 */
export const DISTINCTIVE: ReadonlySet<string> = new Set(['openSync', 'startSession', 'createQueryRunner']);
