/** tedious, read from 19.2.2. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing, calling } from './parts.js';

const connection: Contract = {
  id: 'tedious.connection',
  modules: ['tedious'],
  resource: 'connection',
  type: 'Connection',
  acquire: [
    { match: { method: 'connect', on: 'Connection' }, resource: { at: 'receiver' }, fails: 'callback' },
  ],
  release: [{ method: 'close', async: false, endsTransaction: 'always' }],
  again: 'harmless',
  borrows: [
    ...calling(['beginTransaction', 'commitTransaction', 'rollbackTransaction', 'saveTransaction', 'reset']),
    ...borrowing('never', [
      'execSql',
      'execSqlBatch',
      'execBulkLoad',
      'callProcedure',
      'prepare',
      'unprepare',
      'execute',
      'newBulkLoad',
      'cancel',
    ]),
    ...QUIET_EMITTER,
  ],
  transaction: { begins: ['beginTransaction'], ends: ['commitTransaction', 'rollbackTransaction'] },
  obligations: [{ event: 'error', why: 'without one a lost connection ends the process' }],
  leakHurts: 'The connection stays open on the server until the process ends.',
  docs: 'https://tediousjs.github.io/tedious/api-connection.html#function_close',
};

const TYPINGS = `${EMITTER_TYPES}
export class Connection extends Emitter {
  constructor(config: any);
  connect(listener?: (error?: Error) => void): void;
  close(): void;
  beginTransaction(callback: (error?: any, descriptor?: any) => void, name?: string, isolation?: number): void;
  commitTransaction(callback: (error?: any) => void, name?: string): void;
  rollbackTransaction(callback: (error?: any) => void, name?: string): void;
  saveTransaction(callback: (error?: any) => void, name: string): void;
  reset(callback: (error?: any) => void): void;
  execSql(request: Request): void;
  execSqlBatch(request: Request): void;
  execBulkLoad(bulkLoad: any, rows?: any): void;
  callProcedure(request: Request): void;
  prepare(request: Request): void;
  unprepare(request: Request): void;
  execute(request: Request, parameters?: any): void;
  newBulkLoad(...args: any[]): any;
  cancel(): boolean;
  closed: boolean;
  state: any;
}
export class Request extends Emitter {
  constructor(sql: string | undefined, callback: (error?: any, rowCount?: number, rows?: any) => void, options?: any);
  addParameter(...args: any[]): void;
  addOutputParameter(...args: any[]): void;
}
export const TYPES: any;
export const ISOLATION_LEVEL: any;
`;

export const tedious: Library = { name: 'tedious', contracts: [connection], typings: { tedious: TYPINGS } };
