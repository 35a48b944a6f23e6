/** snowflake-sdk, read from 3.3.0. */
import type { BorrowForm, Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const connection: Contract = {
  id: 'snowflake-sdk.connection',
  modules: ['snowflake-sdk'],
  resource: 'connection',
  type: 'Connection',
  acquire: [
    {
      match: { method: 'connect', on: 'Connection' },
      resource: { at: 'receiver', isResult: true },
      fails: 'callback',
    },
    {
      match: { method: 'connectAsync', on: 'Connection' },
      resource: { at: 'receiver', isResult: true },
      fails: 'rejects',
    },
  ],
  creates: [{ call: 'createConnection' }, { call: 'deserializeConnection' }],
  release: [{ method: 'destroy', async: true }],
  again: 'harmless',
  againDoes: 'the second destroy() calls back with an error',
  borrows: [
    ...['execute', 'fetchResult'].map((method): BorrowForm => ({
      ...{ method, fails: 'promise', callbackOption: 'complete', isQueued: true },
    })),
    ...borrowing('never', ['isUp', 'getId']),
    ...borrowing('promise', ['isValidAsync', 'getQueryStatus', 'getResultsFromQueryId']),
  ],
  scoped: [{ match: { method: 'use', on: 'Pool' }, callback: 0 }],
  lifetime: 'process',
  atMost: 'warning',
  leakHurts: 'The session stays open on the server for four hours, and its sockets keep the process alive.',
  docs: 'https://docs.snowflake.com/en/developer-guide/node-js/nodejs-driver-connect',
};

const TYPINGS = `
export interface RowStatement { streamRows(options?: any): any; cancel(callback?: any): void; [member: string]: any }
export interface Connection {
  isUp(): boolean;
  getId(): string;
  isValidAsync(): Promise<boolean>;
  connect(callback?: (error: any, connection: Connection) => void): Connection;
  connectAsync(callback?: (error: any, connection: Connection) => void): Promise<Connection>;
  execute(options: any): RowStatement;
  fetchResult(options: any): RowStatement;
  destroy(callback?: (error: any, connection: Connection) => void): void;
  getQueryStatus(id: string): Promise<string>;
  getQueryStatusThrowIfError(id: string): Promise<string>;
  getResultsFromQueryId(options: any): Promise<any>;
  setupOcspPrivateLink(host: string): void;
  isStillRunning(status: string): boolean;
  isAnError(status: string): boolean;
}
export function createConnection(options?: any): Connection;
export function createPool(options?: any, poolOptions?: any): import('generic-pool').Pool<Connection>;
export function configure(options?: any): void;
export function serializeConnection(connection: Connection): string;
export function deserializeConnection(options: any, serialized: string): Connection;
`;

export const snowflakeSdk: Library = {
  name: 'snowflake-sdk',
  contracts: [connection],
  typings: { 'snowflake-sdk': TYPINGS },
};
