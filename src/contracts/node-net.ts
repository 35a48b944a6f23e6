/** Sockets of Node that a program opens, with TLS and without, and sessions of HTTP/2. */
import type { AcquireForm, Contract, Library, TransferForm } from '../model/contract.js';
import { EMITTER_TYPES, borrowing } from './parts.js';

const DOCS = 'https://nodejs.org/api';

function returned(call: string): AcquireForm {
  return { match: { call }, resource: { at: 'return' }, fails: 'throws' };
}

/** Events decide how long it lives then: the other side ends it, an error does, or what listens. */
const TO_LISTENERS: readonly TransferForm[] = ['on', 'once', 'addListener'].map((method) => ({ method }));

const socket: Contract = {
  id: 'net.socket',
  modules: ['net', 'tls'],
  resource: 'socket',
  type: 'Socket',
  typeAliases: ['TLSSocket'],
  acquire: [
    returned('connect'),
    returned('createConnection'),
    // Whether it succeeds an event tells: from here on a connection may be open.
    { match: { method: 'connect', on: 'Socket' }, resource: { at: 'receiver' }, fails: 'throws' },
  ],
  release: ['destroy', 'end', 'destroySoon', 'resetAndDestroy'].map((method) => ({
    method,
    async: false,
    waits: true,
    final: true,
  })),
  iterated: 'released',
  again: 'harmless',
  borrows: [
    ...borrowing('never', [
      'write',
      'cork',
      'uncork',
      'pause',
      'resume',
      'ref',
      'setEncoding',
      'setKeepAlive',
      'setNoDelay',
      'setTimeout',
      'address',
      'off',
      'removeListener',
    ]),
  ],
  // Something else ends it, or it does not keep the process alive.
  transfers: [
    ...TO_LISTENERS,
    { method: 'unref' },
    { method: 'pipe' },
    { method: 'pipe', argument: 0 },
    { method: 'pipeline', argument: 0 },
    { method: 'connect', argument: 0, option: 'socket' },
    { method: 'TLSSocket', argument: 0 },
  ],
  atMost: 'warning',
  obligations: [{ event: 'error', why: 'without one a refused connection ends the process' }],
  leakHurts: 'The connection stays open, with its descriptor, until the other side closes it.',
  docs: `${DOCS}/net.html#class-netsocket`,
};

const session: Contract = {
  id: 'http2.session',
  modules: ['http2'],
  resource: 'HTTP/2 session',
  type: 'ClientHttp2Session',
  acquire: [returned('connect')],
  release: ['close', 'destroy'].map((method) => ({ method, async: false, waits: true, final: true })),
  again: 'harmless',
  borrows: [
    ...borrowing('sync', ['request']),
    ...borrowing('never', ['ping', 'settings', 'setTimeout', 'ref', 'goaway', 'off', 'removeListener']),
  ],
  transfers: [...TO_LISTENERS, { method: 'unref' }],
  atMost: 'warning',
  obligations: [{ event: 'error', why: 'without one a refused connection ends the process' }],
  leakHurts: 'The session stays open until the server closes it, and keeps the process alive.',
  docs: `${DOCS}/http2.html#class-clienthttp2session`,
};

const SOCKET = `
export class Socket extends Emitter {
  constructor(options?: any);
  connect(...args: any[]): this;
  end(...args: any[]): this;
  destroy(error?: any): this;
  destroySoon(): void;
  resetAndDestroy(): this;
  write(data: any, ...rest: any[]): boolean;
  pipe<T>(to: T, options?: any): T;
  cork(): void;
  uncork(): void;
  pause(): this;
  resume(): this;
  ref(): this;
  unref(): this;
  setEncoding(encoding?: any): this;
  setKeepAlive(...args: any[]): this;
  setNoDelay(on?: boolean): this;
  setTimeout(timeout: number, callback?: () => void): this;
  address(): any;
  readonly destroyed: boolean;
  readonly connecting: boolean;
  readonly readyState: string;
  readonly remoteAddress?: string;
  readonly remotePort?: number;
  [Symbol.asyncIterator](): AsyncIterableIterator<any>;
}
`;

const NET = `${EMITTER_TYPES}${SOCKET}
export class Server extends Emitter { constructor(...args: any[]); [member: string]: any }
export function connect(...args: any[]): Socket;
export function createConnection(...args: any[]): Socket;
export function createServer(...args: any[]): Server;
export function isIP(input: string): number;
export function isIPv4(input: string): boolean;
export function isIPv6(input: string): boolean;
export type AddressInfo = any;
`;

const TLS = `
import { Socket } from 'net';
export class TLSSocket extends Socket {
  constructor(socket: any, options?: any);
  readonly authorized: boolean;
  readonly authorizationError: any;
  getPeerCertificate(detailed?: boolean): any;
  getProtocol(): string | null;
}
export function connect(...args: any[]): TLSSocket;
export function createServer(...args: any[]): any;
export function createSecureContext(options?: any): any;
export const rootCertificates: readonly string[];
export type ConnectionOptions = any;
`;

const HTTP2 = `${EMITTER_TYPES}
export interface ClientHttp2Session extends Emitter {
  close(callback?: () => void): void;
  destroy(error?: any, code?: number): void;
  request(headers?: any, options?: any): any;
  ping(...args: any[]): boolean;
  settings(settings: any, callback?: any): void;
  setTimeout(timeout: number, callback?: () => void): void;
  setLocalWindowSize(size: number): void;
  goaway(...args: any[]): void;
  ref(): void;
  unref(): void;
  readonly closed: boolean;
  readonly destroyed: boolean;
  readonly connecting: boolean;
  readonly socket: any;
}
export function connect(authority: any, ...rest: any[]): ClientHttp2Session;
export function createServer(...args: any[]): any;
export function createSecureServer(...args: any[]): any;
export const constants: any;
`;

export const nodeNet: Library = {
  name: 'node:net, node:tls and node:http2',
  contracts: [socket, session],
  typings: { net: NET, tls: TLS, http2: HTTP2 },
};
