/** ldapts, read from 8.2.0. */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const OPERATIONS = ['search', 'searchPaginated', 'add', 'del', 'modify', 'modifyDN', 'compare', 'exop'];

const client: Contract = {
  id: 'ldapts.client',
  modules: ['ldapts'],
  resource: 'LDAP client',
  type: 'Client',
  // A bind that is refused leaves the socket open; so does a search without bind.
  acquire: ['bind', 'startTLS', 'search', 'add', 'del', 'modify', 'modifyDN', 'compare', 'exop'].map(
    (method) => ({
      match: { method, on: 'Client' },
      resource: { at: 'receiver' },
      fails: 'rejects',
      heldOnFailure: true,
    }),
  ),
  release: [{ method: 'unbind', async: true }],
  again: 'harmless',
  borrows: borrowing('promise', ['bind', 'startTLS', ...OPERATIONS]),
  reusable: true,
  dispose: { symbol: 'asyncDispose', since: '7.1.0' },
  leakHurts:
    'The socket to the directory stays open, bound to the account it was bound with, until the server gives it up.',
  docs: 'https://github.com/ldapts/ldapts#unbind',
};

const TYPINGS = `
export class Client {
  constructor(options: any);
  readonly isConnected: boolean;
  startTLS(options?: any, controls?: any): Promise<void>;
  bind(dn: any, password?: string, controls?: any): Promise<void>;
  unbind(): Promise<void>;
  search(base: any, options?: any, controls?: any): Promise<{ searchEntries: any[]; searchReferences: any[] }>;
  searchPaginated(base: any, options?: any, controls?: any): AsyncGenerator<any>;
  add(dn: any, attributes: any, controls?: any): Promise<void>;
  del(dn: any, controls?: any): Promise<void>;
  modify(dn: any, changes: any, controls?: any): Promise<void>;
  modifyDN(dn: any, newDN: any, controls?: any): Promise<void>;
  compare(dn: any, attribute: string, value: string, controls?: any): Promise<boolean>;
  exop(oid: string, value?: any, controls?: any): Promise<any>;
  [Symbol.asyncDispose](): Promise<void>;
}
export class Attribute { constructor(options?: any) }
export class Change { constructor(options?: any) }
export class InvalidCredentialsError extends Error {}
export type SearchOptions = any;
export type Entry = any;
`;

export const ldapts: Library = { name: 'ldapts', contracts: [client], typings: { ldapts: TYPINGS } };
