/** ssh2-sftp-client, read from 12.1.1 and @types/ssh2-sftp-client 9.0.6. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const ASKING = [
  'list',
  'exists',
  'stat',
  'realPath',
  'get',
  'fastGet',
  'put',
  'fastPut',
  'append',
  'cwd',
  'mkdir',
  'rmdir',
  'delete',
  'rename',
  'posixRename',
  'chmod',
  'uploadDir',
  'downloadDir',
  'rcopy',
];

const client: Contract = {
  id: 'ssh2-sftp-client.client',
  modules: ['ssh2-sftp-client'],
  resource: 'SFTP client',
  type: 'sftp',
  acquire: [{ match: { method: 'connect', on: 'sftp' }, resource: { at: 'receiver' }, fails: 'rejects' }],
  release: [{ method: 'end', async: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', ASKING),
    ...borrowing('never', ['on', 'removeListener', 'createReadStream', 'createWriteStream']),
  ],
  reusable: true,
  lifetime: 'process',
  leakHurts: 'The connection stays open on both sides and keeps the process alive.',
  docs: 'https://github.com/theophilusx/ssh2-sftp-client#orgf4f96c5',
};

const TYPINGS = `
declare class sftp {
  constructor(name?: string, callbacks?: any);
  connect(options: any): Promise<any>;
  end(): Promise<boolean>;
${ASKING.map((name) => `  ${name}(...args: any[]): Promise<any>;`).join('\n')}
  on(event: string, listener: (...args: any[]) => void): void;
  removeListener(event: string, listener: (...args: any[]) => void): void;
  createReadStream(path: string, options?: any): any;
  createWriteStream(path: string, options?: any): any;
}
declare namespace sftp {
  type ConnectOptions = any;
  type FileInfo = any;
}
export = sftp;
`;

export const ssh2SftpClient: Library = {
  name: 'ssh2-sftp-client',
  contracts: [client],
  typings: { 'ssh2-sftp-client': TYPINGS },
};
