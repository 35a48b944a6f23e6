/** ssh2, read from 1.17.0 and @types/ssh2 1.15. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, calling } from './parts.js';

const client: Contract = {
  id: 'ssh2.client',
  modules: ['ssh2'],
  resource: 'SSH client',
  type: 'Client',
  // Whether it succeeds an event tells: from here on a socket may be open.
  acquire: [{ match: { method: 'connect', on: 'Client' }, resource: { at: 'receiver' }, fails: 'throws' }],
  release: [
    { method: 'end', async: false },
    { method: 'destroy', async: false },
  ],
  again: 'harmless',
  borrows: [
    ...calling([
      'exec',
      'shell',
      'sftp',
      'forwardOut',
      'forwardIn',
      'unforwardIn',
      'subsys',
      'openssh_forwardOutStreamLocal',
    ]),
    ...QUIET_EMITTER,
  ],
  lifetime: 'process',
  obligations: [{ event: 'error', why: 'without one a refused connection ends the process' }],
  leakHurts: 'The connection stays open on both sides and keeps the process alive.',
  docs: 'https://github.com/mscdex/ssh2#client-methods',
};

const TYPINGS = `${EMITTER_TYPES}
export class Client extends Emitter {
  connect(config: any): this;
  end(): this;
  destroy(): this;
  exec(command: string, ...rest: any[]): this;
  shell(...args: any[]): this;
  sftp(callback: (error: any, sftp: SFTPWrapper) => void): this;
  forwardOut(...args: any[]): this;
  forwardIn(...args: any[]): this;
  unforwardIn(...args: any[]): this;
  subsys(...args: any[]): this;
  openssh_forwardOutStreamLocal(...args: any[]): this;
}
export interface ClientChannel extends Emitter { stderr: any; close(): void; end(...args: any[]): void; [member: string]: any }
export interface SFTPWrapper extends Emitter { end(): void; [member: string]: any }
export type ConnectConfig = any;
export class Server extends Emitter { constructor(...args: any[]); [member: string]: any }
`;

export const ssh2: Library = { name: 'ssh2', contracts: [client], typings: { ssh2: TYPINGS } };
