/** ioredis, read from 6.0.0 (the same calls since 4). */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing, calling } from './parts.js';

const client: Contract = {
  id: 'ioredis.client',
  modules: ['ioredis'],
  resource: 'Redis client',
  type: 'Redis',
  acquire: [
    ...[0, 1, 2].map((argument) => ({
      match: {
        construct: 'Redis',
        minArgs: argument === 0 ? 0 : argument + 1,
        maxArgs: argument === 0 ? 1 : argument + 1,
        unless: { argument, option: 'lazyConnect', is: true },
      },
      resource: { at: 'return' as const },
      fails: 'never' as const,
    })),
    {
      match: { method: 'connect', on: 'Redis' },
      resource: { at: 'receiver' },
      fails: 'rejects',
    },
    { match: { method: 'duplicate', on: 'Redis' }, resource: { at: 'return' }, fails: 'never' },
    {
      match: { method: 'monitor', on: 'Redis', minArgs: 1 },
      resource: { at: 'callback', argument: 0, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { method: 'monitor', on: 'Redis' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  makes: [{ call: 'default', type: 'Redis' }],
  release: [
    { method: 'quit', async: true },
    { method: 'disconnect', async: false, final: true },
  ],
  again: 'rejects',
  againDoes: 'a second quit() rejects, because the connection is closed',
  borrows: [
    ...calling([
      'get',
      'set',
      'del',
      'ping',
      'subscribe',
      'psubscribe',
      'unsubscribe',
      'publish',
      'eval',
      'info',
    ]),
    ...borrowing('never', ['pipeline', 'multi', 'defineCommand']),
    ...QUIET_EMITTER,
  ],
  tells: { isCluster: false },
  reusable: true,
  lifetime: 'process',
  obligations: [{ event: 'error', why: 'without one every connection error is printed, and nobody reacts' }],
  leakHurts: 'The client reconnects for ever: it keeps its connection to the server and the process alive.',
  docs: 'https://github.com/redis/ioredis#connect-to-redis',
};

/** Of a cluster; the same calls. */
const cluster: Contract = {
  ...client,
  id: 'ioredis.cluster',
  resource: 'Redis cluster',
  type: 'Cluster',
  acquire: [
    { match: { construct: 'Cluster' }, resource: { at: 'return' }, fails: 'never' },
    { match: { method: 'connect', on: 'Cluster' }, resource: { at: 'receiver' }, fails: 'rejects' },
    { match: { method: 'duplicate', on: 'Cluster' }, resource: { at: 'return' }, fails: 'never' },
  ],
  makes: [],
  tells: { isCluster: true },
};

const METHODS = `
  constructor(...options: any[]);
  connect(callback?: (error?: any) => void): Promise<void>;
  disconnect(reconnect?: boolean): void;
  quit(callback?: (error?: any, result?: any) => void): Promise<'OK'>;
  duplicate(options?: any): this;
  readonly status: string;
  readonly options: any;
  get(key: any, callback?: (error?: any, result?: any) => void): Promise<string | null>;
  set(...args: any[]): Promise<any>;
  del(...args: any[]): Promise<number>;
  ping(...args: any[]): Promise<any>;
  info(...args: any[]): Promise<any>;
  eval(...args: any[]): Promise<any>;
  publish(...args: any[]): Promise<number>;
  subscribe(...args: any[]): Promise<any>;
  psubscribe(...args: any[]): Promise<any>;
  unsubscribe(...args: any[]): Promise<any>;
  pipeline(...args: any[]): any;
  multi(...args: any[]): any;
  defineCommand(name: string, definition: any): void;
`;

const TYPINGS = `${EMITTER_TYPES}
declare class Base extends Emitter {${METHODS}}
declare class Redis extends Base {
  monitor(): Promise<Redis>;
  monitor(callback: (error: any, monitor: Redis) => void): Promise<Redis>;
  [command: string]: any;
}
declare namespace Redis {
  class Redis extends Base {
    monitor(): Promise<Redis>;
    monitor(callback: (error: any, monitor: Redis) => void): Promise<Redis>;
    [command: string]: any;
  }
  class Cluster extends Base { nodes(role?: string): Redis[]; [command: string]: any }
  type RedisOptions = any;
  type ClusterOptions = any;
  type ClusterNode = any;
}
export = Redis;
`;

export const ioredis: Library = {
  name: 'ioredis',
  contracts: [client, cluster],
  typings: { ioredis: TYPINGS },
};
