/** nodemailer, read from 10.6.1 and @types/nodemailer 8.0.2: only a transport with a pool keeps connections. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing, calling } from './parts.js';

const transport: Contract = {
  id: 'nodemailer.transport',
  modules: ['nodemailer'],
  resource: 'pooled transport',
  type: 'Transporter',
  typeAliases: ['Mail'],
  acquire: [
    {
      match: { call: 'createTransport', onlyIf: { argument: 0, option: 'pool', is: true } },
      resource: { at: 'return' },
      fails: 'throws',
    },
  ],
  release: [{ method: 'close', async: false, waits: true }],
  again: 'harmless',
  borrows: [...calling(['sendMail', 'verify']), ...borrowing('never', ['isIdle', 'use']), ...QUIET_EMITTER],
  lifetime: 'process',
  atMost: 'warning',
  poolOptions: [{ name: 'maxConnections', default: '5', means: 'connections to the server at most' }],
  leakHurts: 'Its connections stay open, and keep the process alive, until the server closes them.',
  docs: 'https://nodemailer.com/smtp/pooled/',
};

const TYPINGS = `${EMITTER_TYPES}
export interface Transporter extends Emitter {
  sendMail(mail: any): Promise<any>;
  sendMail(mail: any, callback: (error: any, info: any) => void): void;
  verify(): Promise<true>;
  verify(callback: (error: any, success: any) => void): void;
  close(): void;
  isIdle(): boolean;
  use(step: string, plugin: any): this;
  set(key: string, value: any): any;
  get(key: string): any;
  readonly options: any;
}
export function createTransport(options?: any, defaults?: any): Transporter;
export function createTestAccount(...args: any[]): any;
export function getTestMessageUrl(info: any): string | false;
export type SendMailOptions = any;
export type SentMessageInfo = any;
export type TransportOptions = any;
`;

export const nodemailer: Library = {
  name: 'nodemailer',
  contracts: [transport],
  typings: { nodemailer: TYPINGS },
};
