/** pg-promise, read from 12.7.1. */
import type { Contract, Library } from '../model/contract.js';
import { anyMethods, borrowing } from './parts.js';

const QUERIES = [
  ...['none', 'one', 'many', 'oneOrNone', 'manyOrNone', 'any', 'query', 'result', 'multi', 'multiResult'],
  ...['func', 'proc', 'map', 'each', 'stream', 'task', 'taskIf', 'tx', 'txIf'],
];

const connected: Contract = {
  id: 'pg-promise.connected',
  modules: ['pg-promise'],
  resource: 'connection',
  type: 'IConnected',
  acquire: [{ match: { method: 'connect', on: 'IDatabase' }, resource: { at: 'promise' }, fails: 'rejects' }],
  // With { direct: true } it gives a promise, which nothing hangs on.
  release: [{ method: 'done', async: false, endsTransaction: 'argument' }],
  again: 'throws',
  borrows: borrowing('promise', [...QUERIES, 'batch', 'page', 'sequence']),
  transaction: { sql: QUERIES.slice(0, 10) },
  scoped: ['task', 'taskIf', 'tx', 'txIf'].map((method) => ({
    match: { method, on: ['IDatabase', 'IConnected', 'ITask'] },
    callback: -1,
  })),
  pool: 'pg-promise.database',
  poolTakers: QUERIES,
  poolOptions: [
    { name: 'max', default: '10', means: 'clients the pool holds at most' },
    {
      name: 'connectionTimeoutMillis',
      default: '0',
      means: 'how long a query waits for a client; 0 waits for ever',
    },
  ],
  leakHurts:
    'The pool counts the client as taken until done() or a restart of the process; restarting the database does not free it.',
  docs: 'https://vitaly-t.github.io/pg-promise/Database.html#connect',
};

const TYPINGS = `
declare function pgPromise(options?: any): pgPromise.IMain;
declare namespace pgPromise {
  interface IBaseProtocol {
${anyMethods(QUERIES)}
    readonly ctx: any;
  }
  interface IConnected<E = any, C = any> extends IBaseProtocol {
    readonly client: any;
${anyMethods(['batch', 'page', 'sequence'])}
    done(kill?: boolean): void | Promise<void>;
  }
  interface IDatabase<E = any, C = any> extends IBaseProtocol {
    connect(options?: any): Promise<IConnected<E, C>>;
    readonly $config: any;
    readonly $cn: any;
    readonly $dc: any;
    readonly $pool: any;
  }
  interface ITask<E = any> extends IBaseProtocol {
${anyMethods(['batch', 'page', 'sequence'])}
  }
  interface IMain<E = {}, C = any> {
    <T = E>(cn: any, dc?: any): IDatabase<T, C> & T;
    readonly [member: string]: any;
    end(): void;
  }
  type IInitOptions<E = any, C = any> = any;
  type QueryFile = any;
}
export = pgPromise;
`;

export const pgPromise: Library = {
  name: 'pg-promise',
  contracts: [connected],
  typings: { 'pg-promise': TYPINGS },
};
