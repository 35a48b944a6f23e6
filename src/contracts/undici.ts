/** undici, read from 7.30.2: bodies of answers, and clients of one server. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, borrowing } from './parts.js';

const DOCS = 'https://undici.nodejs.org/#';

/** Without a body there is nothing to read. */
const IS_HEAD = { option: 'method', is: 'HEAD' };

const body: Contract = {
  id: 'undici.body',
  modules: ['undici'],
  resource: 'body of an answer',
  type: 'BodyReadable',
  acquire: [
    {
      match: { call: 'request', unless: { argument: 1, ...IS_HEAD } },
      resource: { at: 'promise', path: 'body' },
      fails: 'rejects',
    },
    {
      match: { method: 'request', on: 'Dispatcher', unless: { argument: 0, ...IS_HEAD } },
      resource: { at: 'promise', path: 'body' },
      fails: 'rejects',
    },
  ],
  release: [
    ...['dump', 'text', 'json', 'arrayBuffer', 'bytes', 'blob'].map((method) => ({ method, async: true })),
    ...['destroy', 'resume'].map((method) => ({ method, async: false })),
  ],
  iterated: 'released',
  again: 'harmless',
  againDoes: 'what is read already stays read',
  borrows: borrowing('never', ['setEncoding', 'isPaused', 'listenerCount', 'off', 'removeListener']),
  transfers: [
    // Whoever listens reads it, and a stream it is piped to does.
    ...['on', 'once', 'addListener', 'pipe'].map((method) => ({ method })),
    { method: 'pipeline', argument: 0 },
  ],
  // Most functions that get one read it.
  lifetime: 'process',
  atMost: 'warning',
  leakHurts:
    'The connection is not used again until the body is collected; with a limit on connections the next request waits for ever.',
  docs: `${DOCS}/?id=garbage-collection`,
};

const client: Contract = {
  id: 'undici.client',
  modules: ['undici'],
  resource: 'HTTP client',
  type: 'Client',
  typeAliases: ['Pool'],
  acquire: ['Client', 'Pool'].map((construct) => ({
    match: { construct },
    resource: { at: 'return' as const },
    fails: 'throws' as const,
  })),
  release: [
    { method: 'close', async: true, waits: true },
    { method: 'destroy', async: true },
  ],
  again: 'harmless',
  againDoes: 'a second close() rejects, and changes nothing',
  borrows: borrowing('never', ['on', 'once', 'off', 'compose']),
  lifetime: 'process',
  atMost: 'warning',
  leakHurts: 'Its connections stay open until they have been idle for long enough.',
  docs: `${DOCS}/docs/api/Client?id=clientclosecallback`,
};

const TYPINGS = `${EMITTER_TYPES}
export class BodyReadable extends Emitter {
  text(): Promise<string>;
  json(): Promise<any>;
  blob(): Promise<any>;
  bytes(): Promise<any>;
  arrayBuffer(): Promise<ArrayBuffer>;
  dump(options?: any): Promise<void>;
  destroy(error?: any): this;
  resume(): this;
  pipe(destination: any, options?: any): any;
  setEncoding(encoding: any): this;
  isPaused(): boolean;
  [Symbol.asyncIterator](): AsyncIterableIterator<any>;
  [member: string]: any;
}
export interface ResponseData { statusCode: number; headers: any; body: BodyReadable; trailers: any; opaque: any; context: any }
export class Dispatcher extends Emitter {
  request(options: any): Promise<ResponseData>;
  request(options: any, callback: (error: any, data: ResponseData) => void): void;
  stream(options: any, factory: any, callback?: any): any;
  pipeline(options: any, handler: any): any;
  connect(options: any, callback?: any): any;
  upgrade(options: any, callback?: any): any;
  dispatch(options: any, handler: any): boolean;
  compose(...interceptors: any[]): Dispatcher;
  close(): Promise<void>;
  close(callback: () => void): void;
  destroy(error?: any): Promise<void>;
}
export class Client extends Dispatcher { constructor(url: any, options?: any) }
export class Pool extends Dispatcher { constructor(url: any, options?: any) }
export class BalancedPool extends Dispatcher { constructor(url: any, options?: any) }
export class Agent extends Dispatcher { constructor(options?: any) }
export class ProxyAgent extends Dispatcher { constructor(options: any) }
export class RetryAgent extends Dispatcher { constructor(agent: any, options?: any) }
export class EnvHttpProxyAgent extends Dispatcher { constructor(options?: any) }
export class MockAgent extends Dispatcher { constructor(options?: any); [member: string]: any }
export class FormData { constructor(...args: any[]); [member: string]: any }
export class Headers { constructor(...args: any[]); [member: string]: any }
export class WebSocket { constructor(...args: any[]); [member: string]: any }
export function request(url: any, options?: any): Promise<ResponseData>;
export function stream(url: any, options: any, factory: any): Promise<any>;
export function pipeline(url: any, options: any, handler: any): any;
export function fetch(url: any, options?: any): Promise<any>;
export function setGlobalDispatcher(dispatcher: Dispatcher): void;
export function getGlobalDispatcher(): Dispatcher;
export const errors: any;
export const interceptors: any;
`;

export const undici: Library = { name: 'undici', contracts: [body, client], typings: { undici: TYPINGS } };
