/** @grpc/grpc-js, read from 1.14.7. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const client: Contract = {
  id: 'grpc.client',
  modules: ['@grpc/grpc-js', 'grpc'],
  resource: 'gRPC client',
  type: 'Client',
  typeAliases: ['ServiceClient'],
  acquire: [
    { match: { construct: 'Client' }, resource: { at: 'return' }, fails: 'throws' },
    { match: { construct: 'ServiceClient' }, resource: { at: 'return' }, fails: 'throws' },
  ],
  // Clients of services that are loaded at run time have no type: whoever gets credentials and an address is one.
  builtFrom: { argument: 1, type: 'ChannelCredentials' },
  release: [
    { method: 'close', async: false },
    { method: 'closeClient', argument: 0, async: false },
  ],
  again: 'harmless',
  borrows: borrowing('never', ['getChannel', 'waitForReady']),
  lifetime: 'process',
  atMost: 'warning',
  leakHurts: 'The channel keeps its connection and its timers until the process ends.',
  docs: 'https://grpc.github.io/grpc/node/grpc.Client.html',
};

const TYPINGS = `
export class Client {
  constructor(address: string, credentials: any, options?: any);
  close(): void;
  getChannel(): any;
  waitForReady(deadline: any, callback: (error?: Error) => void): void;
}
export interface ServiceClient extends Client { [method: string]: any }
export interface ServiceClientConstructor { new (address: string, credentials: any, options?: any): ServiceClient; service: any }
export interface GrpcObject { [name: string]: any }
export function loadPackageDefinition(definition: any): GrpcObject;
export function makeClientConstructor(methods: any, name: string, options?: any): ServiceClientConstructor;
export function makeGenericClientConstructor(methods: any, name: string, options?: any): ServiceClientConstructor;
export class Server { [method: string]: any }
export class Metadata { [method: string]: any }
export class ChannelCredentials {
  static createSsl(...args: any[]): ChannelCredentials;
  static createInsecure(): ChannelCredentials;
  static createFromSecureContext(...args: any[]): ChannelCredentials;
  compose(credentials: any): ChannelCredentials;
}
export const credentials: {
  createSsl(...args: any[]): ChannelCredentials;
  createInsecure(): ChannelCredentials;
  combineChannelCredentials(channel: ChannelCredentials, ...rest: any[]): ChannelCredentials;
  [name: string]: any;
};
export function closeClient(client: any): void;
export function waitForClientReady(client: any, deadline: any, callback: (error?: Error) => void): void;
export const ServerCredentials: any;
export const status: any;
`;

export const grpcJs: Library = {
  name: '@grpc/grpc-js',
  contracts: [client],
  typings: { '@grpc/grpc-js': TYPINGS, grpc: TYPINGS },
};
