/** cassandra-driver, read from 4.10.0. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing, calling } from './parts.js';

const client: Contract = {
  id: 'cassandra.client',
  modules: ['cassandra-driver'],
  resource: 'client',
  type: 'Client',
  // A client that is only used connects too, but is meant to live as long as the program.
  acquire: [
    {
      match: { method: 'connect', on: 'Client', maxArgs: 0 },
      resource: { at: 'receiver' },
      fails: 'rejects',
    },
    {
      match: { method: 'connect', on: 'Client', minArgs: 1 },
      resource: { at: 'receiver' },
      fails: 'callback',
    },
  ],
  release: [{ method: 'shutdown', async: true }],
  again: 'harmless',
  borrows: [
    ...calling(['execute', 'executeGraph', 'batch']),
    ...borrowing('never', ['eachRow', 'stream', 'getReplicas', 'getState']),
    ...QUIET_EMITTER,
  ],
  lifetime: 'process',
  leakHurts: 'Its connections to every node of the cluster stay open and keep the process alive.',
  docs: 'https://docs.datastax.com/en/developer/nodejs-driver/4.8/api/class.Client/',
};

const TYPINGS = `${EMITTER_TYPES}
export class Client extends Emitter {
  constructor(options: any);
  connect(): Promise<void>;
  connect(callback: (error: any) => void): void;
  execute(query: string, ...rest: any[]): any;
  executeGraph(traversal: string, ...rest: any[]): any;
  batch(queries: any[], ...rest: any[]): any;
  eachRow(query: string, ...rest: any[]): void;
  stream(query: string, ...rest: any[]): any;
  shutdown(): Promise<void>;
  shutdown(callback: (error: any) => void): void;
  getReplicas(keyspace: string, token: any): any[];
  getState(): any;
  readonly hosts: any;
  readonly keyspace: string;
  readonly metadata: any;
}
export const auth: any;
export const types: any;
export const mapping: any;
export const policies: any;
export const errors: any;
`;

export const cassandra: Library = {
  name: 'cassandra-driver',
  contracts: [client],
  typings: { 'cassandra-driver': TYPINGS },
};
