/** amqplib, with promises and with callbacks, read from 2.3.1 and @types/amqplib 0.10.8. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing, calling } from './parts.js';

const MODULES = ['amqplib', 'amqplib/callback_api'];
const DOCS = 'https://amqp-node.github.io/amqplib/channel_api.html';
const CONNECTIONS = ['ChannelModel', 'Connection'];

const connection: Contract = {
  id: 'amqplib.connection',
  modules: MODULES,
  resource: 'AMQP connection',
  type: 'ChannelModel',
  acquire: [
    {
      match: { call: 'connect', from: 'amqplib/callback_api' },
      resource: { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { call: 'connect' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [{ method: 'close', async: true }],
  again: 'throws',
  borrows: [...calling(['createChannel', 'createConfirmChannel', 'updateSecret']), ...QUIET_EMITTER],
  lifetime: 'process',
  obligations: [{ event: 'error', why: 'without one a lost connection ends the process' }],
  leakHurts: 'The connection and its heartbeat stay, on both sides, until the process ends.',
  docs: `${DOCS}#model_close`,
};

const channel: Contract = {
  id: 'amqplib.channel',
  modules: MODULES,
  resource: 'channel',
  type: 'Channel',
  typeAliases: ['ConfirmChannel'],
  acquire: ['createChannel', 'createConfirmChannel'].flatMap((method) => [
    {
      match: { method, on: CONNECTIONS, minArgs: 1 },
      resource: { at: 'callback' as const, argument: -1, parameter: 1, errorParameter: 0 },
      fails: 'callback' as const,
    },
    { match: { method, on: CONNECTIONS }, resource: { at: 'promise' as const }, fails: 'rejects' as const },
  ]),
  release: [{ method: 'close', async: true }],
  again: 'throws',
  borrows: [
    ...calling([
      'assertQueue',
      'checkQueue',
      'deleteQueue',
      'purgeQueue',
      'bindQueue',
      'unbindQueue',
      'assertExchange',
      'checkExchange',
      'deleteExchange',
      'bindExchange',
      'unbindExchange',
      'get',
      'prefetch',
      'recover',
      'cancel',
      'waitForConfirms',
    ]),
    // Its function is called for every message, as long as the channel is open.
    { method: 'consume', fails: 'promise' },
    ...borrowing('sync', ['publish', 'sendToQueue', 'ack', 'ackAll', 'nack', 'nackAll', 'reject']),
    ...QUIET_EMITTER,
  ],
  closedBy: [{ method: 'close', children: 'reclaimed' }],
  lifetime: 'process',
  obligations: [{ event: 'error', why: 'without one an error of the channel ends the process' }],
  leakHurts: 'A connection has a limited number of channels (2047 on RabbitMQ); then createChannel() fails.',
  docs: `${DOCS}#channel_close`,
};

const CHANNEL = `
export interface Channel extends Emitter {
  close(): Promise<void>;
  close(callback: (error: any) => void): void;
  assertQueue(queue?: string, options?: any, callback?: any): any;
  checkQueue(queue: string, callback?: any): any;
  deleteQueue(queue: string, options?: any, callback?: any): any;
  purgeQueue(queue: string, callback?: any): any;
  bindQueue(queue: string, source: string, pattern: string, args?: any, callback?: any): any;
  unbindQueue(queue: string, source: string, pattern: string, args?: any, callback?: any): any;
  assertExchange(exchange: string, type: string, options?: any, callback?: any): any;
  checkExchange(exchange: string, callback?: any): any;
  deleteExchange(exchange: string, options?: any, callback?: any): any;
  bindExchange(destination: string, source: string, pattern: string, args?: any, callback?: any): any;
  unbindExchange(destination: string, source: string, pattern: string, args?: any, callback?: any): any;
  publish(exchange: string, key: string, content: any, options?: any): boolean;
  sendToQueue(queue: string, content: any, options?: any): boolean;
  consume(queue: string, onMessage: (message: any) => void, options?: any, callback?: any): any;
  cancel(tag: string, callback?: any): any;
  get(queue: string, options?: any, callback?: any): any;
  ack(message: any, allUpTo?: boolean): void;
  ackAll(): void;
  nack(message: any, allUpTo?: boolean, requeue?: boolean): void;
  nackAll(requeue?: boolean): void;
  reject(message: any, requeue?: boolean): void;
  prefetch(count: number, global?: boolean): any;
  recover(callback?: any): any;
}
export interface ConfirmChannel extends Channel { waitForConfirms(callback?: any): any }
export type ConsumeMessage = any;
export type Message = any;
export type Options = any;
`;

const PROMISES = `${EMITTER_TYPES}${CHANNEL}
export interface ChannelModel extends Emitter {
  close(): Promise<void>;
  createChannel(): Promise<Channel>;
  createConfirmChannel(): Promise<ConfirmChannel>;
  updateSecret(secret: any, reason: string): Promise<void>;
  connection: any;
}
export type Connection = ChannelModel;
export function connect(url: any, options?: any): Promise<ChannelModel>;
export const credentials: any;
`;

const CALLBACKS = `${EMITTER_TYPES}${CHANNEL}
export interface Connection extends Emitter {
  close(callback?: (error: any) => void): void;
  createChannel(callback: (error: any, channel: Channel) => void): void;
  createConfirmChannel(callback: (error: any, channel: ConfirmChannel) => void): void;
}
export function connect(url: any, callback: (error: any, connection: Connection) => void): void;
export function connect(url: any, options: any, callback: (error: any, connection: Connection) => void): void;
export const credentials: any;
`;

export const amqplib: Library = {
  name: 'amqplib',
  contracts: [connection, channel],
  typings: { amqplib: PROMISES, 'amqplib/callback_api': CALLBACKS },
};
