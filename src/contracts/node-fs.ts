/** Files of Node: descriptors, FileHandle and Dir, with callbacks, synchronous and with promises; also `graceful-fs` and `fs-extra`. */
import type { BorrowForm, CallForm, Contract, Library, TransferForm } from '../model/contract.js';
import { anyFunctions, borrowing, calling } from './parts.js';

const MODULES = ['fs', 'fs/promises', 'graceful-fs', 'fs-extra'];
const DOCS = 'https://nodejs.org/api/fs.html';

/** Functions that get a descriptor, without the `Sync` of their other form. */
const ON_DESCRIPTOR = [
  'read',
  'write',
  'readv',
  'writev',
  'fstat',
  'fsync',
  'fdatasync',
  'ftruncate',
  'futimes',
  'fchmod',
  'fchown',
  'readFile',
  'writeFile',
  'appendFile',
];

const ON_PATH = [
  'access',
  'chmod',
  'chown',
  'copyFile',
  'cp',
  'lstat',
  'lutimes',
  'link',
  'mkdir',
  'mkdtemp',
  'readdir',
  'readlink',
  'realpath',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
];

const DESCRIPTOR_BORROWS: readonly BorrowForm[] = [
  ...ON_DESCRIPTOR.map((name): BorrowForm => ({ method: `${name}Sync`, argument: 0, fails: 'sync' })),
  ...ON_DESCRIPTOR.map((name): BorrowForm => ({
    method: name,
    argument: 0,
    fails: 'promise',
    callback: true,
  })),
];

/** A stream closes the descriptor it is given, unless it is told not to. */
const TO_STREAM: readonly TransferForm[] = ['createReadStream', 'createWriteStream'].map((method) => ({
  method,
  argument: 1,
  option: 'fd',
  unless: { argument: 1, option: 'autoClose', is: false },
}));

const CALLS: readonly CallForm[] = [
  { match: { call: 'existsSync' }, fails: 'never' },
  ...[...ON_DESCRIPTOR, ...ON_PATH].map((name): CallForm => ({
    match: { call: `${name}Sync` },
    fails: 'sync',
  })),
  ...[...ON_DESCRIPTOR, ...ON_PATH].map((name): CallForm => ({
    match: { call: name },
    fails: 'promise',
    callback: true,
  })),
];

const descriptor: Contract = {
  id: 'fs.descriptor',
  modules: ['fs', 'graceful-fs', 'fs-extra'],
  resource: 'file descriptor',
  // A plain number: it is known by the call it comes from alone.
  type: '(descriptor)',
  acquire: [
    { match: { call: 'openSync' }, resource: { at: 'return' }, fails: 'throws' },
    {
      match: { call: 'open' },
      resource: { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { call: 'open', from: 'fs-extra' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [
    { method: 'closeSync', argument: 0, async: false },
    { method: 'close', argument: 0, async: true },
  ],
  again: 'corrupts',
  againDoes: 'it fails, or closes a file somebody else has opened by then',
  borrows: DESCRIPTOR_BORROWS,
  calls: CALLS,
  transfers: [
    ...TO_STREAM,
    { method: 'ReadStream', argument: 0 },
    { method: 'WriteStream', argument: 0 },
    { method: 'Socket', argument: 0, option: 'fd' },
  ],
  leakHurts: 'The process runs out of descriptors (EMFILE); then it can open neither files nor sockets.',
  docs: `${DOCS}#fsclosefd-callback`,
};

const fileHandle: Contract = {
  id: 'fs.fileHandle',
  modules: MODULES,
  resource: 'file handle',
  type: 'FileHandle',
  acquire: [{ match: { call: 'open', from: 'fs/promises' }, resource: { at: 'promise' }, fails: 'rejects' }],
  // It waits for what is at work on the handle.
  release: [{ method: 'close', async: true, waits: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', [
      'read',
      'write',
      'readv',
      'writev',
      'readFile',
      'writeFile',
      'appendFile',
      'stat',
      'sync',
      'datasync',
      'truncate',
      'utimes',
      'chmod',
      'chown',
    ]),
    ...borrowing('never', ['on', 'once', 'off']),
  ],
  transfers: [
    { method: 'createReadStream', unless: { argument: 0, option: 'autoClose', is: false } },
    { method: 'createWriteStream', unless: { argument: 0, option: 'autoClose', is: false } },
    { method: 'readLines' },
    { method: 'readableWebStream' },
  ],
  dispose: { symbol: 'asyncDispose', since: 'Node 18.18 and 20.4' },
  leakHurts:
    'The descriptor stays open until the handle is collected, which Node warns of and will make an error.',
  docs: `${DOCS}#class-filehandle`,
};

const directory: Contract = {
  id: 'fs.dir',
  modules: MODULES,
  resource: 'directory handle',
  type: 'Dir',
  acquire: [
    { match: { call: 'opendirSync' }, resource: { at: 'return' }, fails: 'throws' },
    { match: { call: 'opendir', from: 'fs/promises' }, resource: { at: 'promise' }, fails: 'rejects' },
    {
      match: { call: 'opendir' },
      resource: { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 },
      fails: 'callback',
    },
    { match: { call: 'opendir', from: 'fs-extra' }, resource: { at: 'promise' }, fails: 'rejects' },
  ],
  release: [
    { method: 'close', async: true },
    { method: 'closeSync', async: false },
  ],
  iterated: 'released',
  again: 'throws',
  borrows: [...calling(['read']), ...borrowing('sync', ['readSync'])],
  dispose: { symbol: 'asyncDispose', since: 'Node 24.1' },
  leakHurts: 'The descriptor of the directory stays open until the handle is collected.',
  docs: `${DOCS}#class-fsdir`,
};

const SYNC = [...ON_DESCRIPTOR, ...ON_PATH].map((name) => `${name}Sync`);

const FS = `
export type PathLike = any;
export interface Stats { size: number; mtimeMs: number; isFile(): boolean; isDirectory(): boolean; [member: string]: any }
export interface Dirent { name: string; isFile(): boolean; isDirectory(): boolean; [member: string]: any }
export class Dir {
  readonly path: string;
  close(): Promise<void>;
  close(callback: (error?: any) => void): void;
  closeSync(): void;
  read(): Promise<Dirent | null>;
  read(callback: (error: any, entry: Dirent | null) => void): void;
  readSync(): Dirent | null;
  [Symbol.asyncIterator](): AsyncIterableIterator<Dirent>;
}
export function open(path: PathLike, callback: (error: any, fd: number) => void): void;
export function open(path: PathLike, flags: any, callback: (error: any, fd: number) => void): void;
export function open(path: PathLike, flags: any, mode: any, callback: (error: any, fd: number) => void): void;
export function openSync(path: PathLike, flags?: any, mode?: any): number;
export function close(fd: number, callback?: (error?: any) => void): void;
export function closeSync(fd: number): void;
export function opendir(path: PathLike, callback: (error: any, dir: Dir) => void): void;
export function opendir(path: PathLike, options: any, callback: (error: any, dir: Dir) => void): void;
export function opendirSync(path: PathLike, options?: any): Dir;
export function existsSync(path: PathLike): boolean;
export function statSync(path: PathLike, options?: any): Stats;
${anyFunctions([...SYNC.filter((name) => name !== 'statSync'), ...ON_DESCRIPTOR, ...ON_PATH, 'exists', 'watch', 'watchFile', 'unwatchFile'])}
export type ReadStream = any;
export type WriteStream = any;
export type FSWatcher = any;
export function createReadStream(path: PathLike, options?: any): any;
export function createWriteStream(path: PathLike, options?: any): any;
export const constants: any;
`;

const PROMISES = `
import { Dir } from 'fs';
export interface FileHandle {
  readonly fd: number;
  close(): Promise<void>;
  read(...args: any[]): Promise<{ bytesRead: number; buffer: any }>;
  write(...args: any[]): Promise<{ bytesWritten: number; buffer: any }>;
  readv(...args: any[]): Promise<any>;
  writev(...args: any[]): Promise<any>;
  readFile(options?: any): Promise<any>;
  writeFile(data: any, options?: any): Promise<void>;
  appendFile(data: any, options?: any): Promise<void>;
  stat(options?: any): Promise<any>;
  sync(): Promise<void>;
  datasync(): Promise<void>;
  truncate(length?: number): Promise<void>;
  utimes(atime: any, mtime: any): Promise<void>;
  chmod(mode: any): Promise<void>;
  chown(uid: number, gid: number): Promise<void>;
  createReadStream(options?: any): any;
  createWriteStream(options?: any): any;
  readLines(options?: any): any;
  readableWebStream(options?: any): any;
  on(event: string, listener: (...args: any[]) => void): this;
  [Symbol.asyncDispose](): Promise<void>;
}
export function open(path: any, flags?: any, mode?: any): Promise<FileHandle>;
export function opendir(path: any, options?: any): Promise<Dir>;
${anyFunctions(['readFile', 'writeFile', 'appendFile', ...ON_PATH])}
export const constants: any;
`;

const FS_WITH_PROMISES = `${FS}\nimport * as promises from 'fs/promises';\nexport { promises };\n`;

const FS_EXTRA = `${FS}
export function open(path: any, flags: any, mode?: any): Promise<number>;
export function opendir(path: any, options?: any): Promise<Dir>;
export function close(fd: number): Promise<void>;
${anyFunctions(['ensureDir', 'ensureFile', 'remove', 'copy', 'move', 'pathExists', 'readJson', 'writeJson', 'outputFile', 'emptyDir'])}
`;

export const nodeFs: Library = {
  name: 'node:fs',
  contracts: [descriptor, fileHandle, directory],
  typings: {
    fs: FS_WITH_PROMISES,
    'fs/promises': PROMISES,
    'graceful-fs': `import fs = require('fs');\nexport = fs;`,
    'fs-extra': FS_EXTRA,
  },
};
