/** ws, read from 8.23.0 and @types/ws 8.18. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing, calling } from './parts.js';

const socket: Contract = {
  id: 'ws.socket',
  modules: ['ws'],
  resource: 'web socket',
  type: 'WebSocket',
  acquire: [{ match: { construct: 'WebSocket' }, resource: { at: 'return' }, fails: 'throws' }],
  makes: [{ call: 'default', type: 'WebSocket' }],
  release: [
    { method: 'close', async: false },
    { method: 'terminate', async: false },
  ],
  again: 'harmless',
  borrows: [
    ...calling(['send', 'ping', 'pong']),
    ...borrowing('never', ['pause', 'resume', 'addEventListener', 'removeEventListener']),
    ...QUIET_EMITTER,
  ],
  lifetime: 'process',
  obligations: [{ event: 'error', why: 'without one a failed connection ends the process' }],
  leakHurts: 'The socket stays open until the other side closes it.',
  docs: 'https://github.com/websockets/ws/blob/master/doc/ws.md#websocketclosecode-reason',
};

const TYPINGS = `${EMITTER_TYPES}
declare class WebSocket extends Emitter {
  constructor(address: any, protocols?: any, options?: any);
  static readonly CONNECTING: 0;
  static readonly OPEN: 1;
  static readonly CLOSING: 2;
  static readonly CLOSED: 3;
  readonly readyState: 0 | 1 | 2 | 3;
  readonly url: string;
  binaryType: string;
  onopen: any;
  onclose: any;
  onerror: any;
  onmessage: any;
  close(code?: number, reason?: any): void;
  terminate(): void;
  send(data: any, callback?: (error?: Error) => void): void;
  send(data: any, options: any, callback?: (error?: Error) => void): void;
  ping(data?: any, mask?: boolean, callback?: (error: Error) => void): void;
  pong(data?: any, mask?: boolean, callback?: (error: Error) => void): void;
  pause(): void;
  resume(): void;
  addEventListener(event: string, listener: (event: any) => void, options?: any): void;
  removeEventListener(event: string, listener: (event: any) => void): void;
}
declare namespace WebSocket {
  class Server extends Emitter { constructor(options?: any, callback?: () => void); clients: Set<any>; close(callback?: (error?: Error) => void): void; handleUpgrade(...args: any[]): void; [member: string]: any }
  class WebSocketServer extends Server {}
  class WebSocket extends Emitter {
    constructor(address: any, protocols?: any, options?: any);
    static readonly OPEN: 1;
    readonly readyState: 0 | 1 | 2 | 3;
    close(code?: number, reason?: any): void;
    terminate(): void;
    send(data: any, ...rest: any[]): void;
    ping(...args: any[]): void;
    [member: string]: any;
  }
  type RawData = any;
  type Data = any;
  type ClientOptions = any;
}
export = WebSocket;
`;

export const ws: Library = { name: 'ws', contracts: [socket], typings: { ws: TYPINGS } };
