/** nats, read from 2.29.3. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const connection: Contract = {
  id: 'nats.connection',
  modules: ['nats'],
  resource: 'NATS connection',
  type: 'NatsConnection',
  acquire: [{ match: { call: 'connect' }, resource: { at: 'promise' }, fails: 'rejects' }],
  release: [
    { method: 'drain', async: true, waits: true },
    { method: 'close', async: true },
  ],
  again: 'harmless',
  againDoes: 'it is closed already',
  borrows: [
    ...borrowing('promise', ['flush', 'request', 'rtt', 'jetstreamManager']),
    ...borrowing('sync', ['publish', 'respondMessage']),
    ...borrowing('never', ['isClosed', 'isDraining', 'getServer', 'status', 'stats']),
    { method: 'jetstream', fails: 'sync', gives: 'derived' },
  ],
  transfers: [
    // What is subscribed to, and whoever waits for its end, keeps it for as long as it lasts.
    { method: 'subscribe' },
    { method: 'closed' },
  ],
  lifetime: 'process',
  leakHurts: 'The connection stays open, connects again when it is lost, and keeps the process alive.',
  docs: 'https://github.com/nats-io/nats.js',
};

const TYPINGS = `
export interface NatsConnection {
  close(): Promise<void>;
  drain(): Promise<void>;
  closed(): Promise<void | Error>;
  flush(): Promise<void>;
  request(subject: string, payload?: any, options?: any): Promise<Msg>;
  requestMany(subject: string, payload?: any, options?: any): Promise<AsyncIterable<Msg>>;
  rtt(): Promise<number>;
  publish(subject: string, payload?: any, options?: any): void;
  respondMessage(message: Msg): boolean;
  subscribe(subject: string, options?: any): Subscription;
  isClosed(): boolean;
  isDraining(): boolean;
  getServer(): string;
  status(): AsyncIterable<any>;
  stats(): any;
  jetstream(options?: any): any;
  jetstreamManager(options?: any): Promise<any>;
  readonly services: any;
  readonly info?: any;
}
export interface Subscription extends AsyncIterable<Msg> { unsubscribe(max?: number): void; drain(): Promise<void>; isClosed(): boolean; [member: string]: any }
export interface Msg { data: any; subject: string; respond(payload?: any, options?: any): boolean; json<T = any>(): T; string(): string; [member: string]: any }
export interface Codec<T> { encode(value: T): any; decode(value: any): T }
export function connect(options?: any): Promise<NatsConnection>;
export function StringCodec(): Codec<string>;
export function JSONCodec<T = any>(): Codec<T>;
export function headers(): any;
export const Empty: any;
export const AckPolicy: any;
export const RetentionPolicy: any;
export const StorageType: any;
export type ConnectionOptions = any;
`;

export const nats: Library = { name: 'nats', contracts: [connection], typings: { nats: TYPINGS } };
