/** basic-ftp, read from 6.2.6. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const ASKING = [
  'send',
  'sendIgnoringError',
  'useTLS',
  'login',
  'useDefaultSettings',
  'pwd',
  'features',
  'cd',
  'cdup',
  'lastMod',
  'size',
  'rename',
  'remove',
  'uploadFrom',
  'appendFrom',
  'downloadTo',
  'list',
  'removeDir',
  'clearWorkingDir',
  'uploadFromDir',
  'downloadToDir',
  'ensureDir',
  'removeEmptyDir',
];

const client: Contract = {
  id: 'basic-ftp.client',
  modules: ['basic-ftp'],
  resource: 'FTP client',
  type: 'Client',
  acquire: [
    {
      // Connects first and logs in then: with a wrong password it rejects, and the socket is open.
      match: { method: 'access', on: 'Client' },
      resource: { at: 'receiver' },
      fails: 'rejects',
      heldOnFailure: true,
    },
    ...['connect', 'connectImplicitTLS'].map((method) => ({
      match: { method, on: 'Client' },
      resource: { at: 'receiver' as const },
      fails: 'rejects' as const,
    })),
  ],
  release: [{ method: 'close', async: false }],
  again: 'harmless',
  borrows: [...borrowing('promise', ASKING), ...borrowing('never', ['trackProgress'])],
  reusable: true,
  leakHurts: 'The control connection stays open until the server gives up on it; servers allow few of them.',
  docs: 'https://github.com/patrickjuchli/basic-ftp#client-api',
};

const TYPINGS = `
export class Client {
  constructor(timeout?: number, options?: any);
  access(options?: any): Promise<any>;
  connect(host?: string, port?: number): Promise<any>;
  connectImplicitTLS(host?: string, port?: number, options?: any): Promise<any>;
  close(): void;
${ASKING.map((name) => `  ${name}(...args: any[]): Promise<any>;`).join('\n')}
  trackProgress(handler?: (info: any) => void): void;
  readonly closed: boolean;
  readonly ftp: any;
  parseList: any;
  prepareTransfer: any;
}
export class FTPError extends Error { readonly code: number }
export class FileInfo { [member: string]: any }
export type AccessOptions = any;
export type FTPResponse = any;
`;

export const basicFtp: Library = {
  name: 'basic-ftp',
  contracts: [client],
  typings: { 'basic-ftp': TYPINGS },
};
