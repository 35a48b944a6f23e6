/** ldapjs, read from 3.0.7 and @types/ldapjs 3.0. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, calling } from './parts.js';

const client: Contract = {
  id: 'ldapjs.client',
  modules: ['ldapjs'],
  resource: 'LDAP client',
  type: 'Client',
  acquire: [{ match: { call: 'createClient' }, resource: { at: 'return' }, fails: 'throws' }],
  makes: [{ call: 'createClient', type: 'Client' }],
  release: [
    { method: 'unbind', async: true },
    { method: 'destroy', async: false },
  ],
  again: 'harmless',
  borrows: [
    ...calling(['bind', 'search', 'add', 'del', 'modify', 'modifyDN', 'compare', 'exop', 'starttls']),
    ...QUIET_EMITTER,
  ],
  obligations: [{ event: 'error', why: 'without one a lost connection ends the process' }],
  leakHurts: 'The socket to the directory stays open until the server gives it up.',
  docs: 'http://ldapjs.org/client.html',
};

const TYPINGS = `${EMITTER_TYPES}
type Done = (error: any, result?: any) => void;
export interface Client extends Emitter {
  readonly connected: boolean;
  bind(dn: string, password: string, callback: Done): void;
  bind(dn: string, password: string, controls: any, callback: Done): void;
  search(base: string, options: any, callback: (error: any, result: any) => void): void;
  search(base: string, options: any, controls: any, callback: (error: any, result: any) => void): void;
  add(name: string, entry: any, callback: Done): void;
  del(name: string, callback: Done): void;
  modify(name: string, change: any, callback: Done): void;
  modifyDN(name: string, newName: string, callback: Done): void;
  compare(name: string, attribute: string, value: string, callback: Done): void;
  exop(name: string, value: any, callback: Done): void;
  starttls(options: any, controls: any, callback: Done): void;
  unbind(callback?: (error?: any) => void): void;
  destroy(error?: any): void;
}
export function createClient(options?: any): Client;
export function createServer(options?: any): any;
export type ClientOptions = any;
export type SearchOptions = any;
export class Change { constructor(change?: any) }
export class Attribute { constructor(options?: any) }
`;

export const ldapjs: Library = { name: 'ldapjs', contracts: [client], typings: { ldapjs: TYPINGS } };
