/** redis (node-redis), read from 6.3.1 (the same calls since 4). */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing } from './parts.js';

const TYPES = [
  'RedisClient',
  'RedisClientType',
  'RedisCluster',
  'RedisClusterType',
  'RedisClientPool',
  'RedisClientPoolType',
];

const client: Contract = {
  id: 'redis.client',
  modules: ['redis', '@redis/client'],
  resource: 'Redis client',
  type: 'RedisClientType',
  typeAliases: TYPES.filter((type) => type !== 'RedisClientType'),
  acquire: [
    {
      match: { method: 'connect', on: TYPES },
      resource: { at: 'receiver', isResult: true },
      fails: 'rejects',
    },
  ],
  creates: [
    { call: 'createClient' },
    { call: 'createCluster' },
    { call: 'createClientPool' },
    { method: 'duplicate', on: TYPES },
  ],
  makes: [{ call: 'createClient', type: 'RedisClientType' }],
  release: [
    { method: 'close', async: true },
    { method: 'quit', async: true },
    { method: 'disconnect', async: true },
    { method: 'destroy', async: false },
  ],
  again: 'rejects',
  borrows: [
    ...borrowing('promise', [
      'get',
      'set',
      'del',
      'ping',
      'publish',
      'subscribe',
      'pSubscribe',
      'unsubscribe',
      'sendCommand',
    ]),
    ...borrowing('never', ['multi', 'withTypeMapping']),
    ...QUIET_EMITTER,
  ],
  reusable: true,
  lifetime: 'process',
  scoped: [{ match: { method: 'execute', on: ['RedisClientPool', 'RedisClientPoolType'] }, callback: 0 }],
  obligations: [{ event: 'error', why: 'without one a lost connection ends the process' }],
  poolOptions: [
    { name: 'maximum', default: '100', means: 'connections of a client pool at most' },
    { name: 'acquireTimeout', default: '3000', means: 'how long a task waits for a connection' },
  ],
  leakHurts: 'The client reconnects for ever: it keeps its connection to the server and the process alive.',
  docs: 'https://github.com/redis/node-redis#disconnecting',
};

const TYPINGS = `${EMITTER_TYPES}
export class RedisClient extends Emitter {
  connect(): Promise<this>;
  close(): Promise<void>;
  quit(): Promise<string>;
  disconnect(): Promise<void>;
  destroy(): void;
  duplicate(options?: any): RedisClientType;
  sendCommand(...args: any[]): Promise<any>;
  get(key: any): Promise<any>;
  set(...args: any[]): Promise<any>;
  del(...args: any[]): Promise<number>;
  ping(...args: any[]): Promise<any>;
  publish(...args: any[]): Promise<number>;
  subscribe(...args: any[]): Promise<void>;
  pSubscribe(...args: any[]): Promise<void>;
  unsubscribe(...args: any[]): Promise<void>;
  multi(): any;
  withTypeMapping(mapping: any): any;
  readonly isOpen: boolean;
  readonly isReady: boolean;
  [command: string]: any;
}
export type RedisClientType = RedisClient;
export class RedisCluster extends RedisClient {}
export type RedisClusterType = RedisCluster;
export class RedisClientPool extends RedisClient { execute<T>(run: (client: RedisClient) => T): Promise<T> }
export type RedisClientPoolType = RedisClientPool;
export type RedisClientOptions = any;
export function createClient(options?: any): RedisClientType;
export function createCluster(options: any): RedisClusterType;
export function createClientPool(options?: any, pool?: any): RedisClientPoolType;
export function commandOptions(options: any): any;
`;

export const redis: Library = {
  name: 'redis',
  contracts: [client],
  typings: { redis: TYPINGS, '@redis/client': TYPINGS },
};
