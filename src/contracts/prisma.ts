/** Prisma, read from @prisma/client 7.10.0 (and 5 and 6, whose client is generated into the package). */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

// What `prisma generate` writes stands beside the package.
const MODULES = ['@prisma/client', '.prisma', '.prisma/client'];

const client: Contract = {
  id: 'prisma.client',
  modules: MODULES,
  resource: 'Prisma client',
  type: 'PrismaClient',
  acquire: [{ match: { construct: 'PrismaClient' }, resource: { at: 'return' }, fails: 'throws' }],
  // It connects again when it is used again.
  release: [{ method: '$disconnect', async: true, final: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', ['$connect', '$transaction', '$queryRaw', '$executeRaw', '$queryRawUnsafe']),
    ...borrowing('promise', ['$executeRawUnsafe']),
    ...borrowing('never', ['$on', '$use']),
    { method: '$extends', fails: 'never', gives: 'derived' },
  ],
  scoped: [{ match: { method: '$transaction', on: 'PrismaClient' }, callback: 0 }],
  lifetime: 'process',
  atMost: 'warning',
  leakHurts:
    'Each client has a pool of its own; its connections stay open and count against the limit of the server.',
  docs: 'https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections',
};

const TYPINGS = `
export class PrismaClient<O = any, L = any, E = any> {
  constructor(options?: any);
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
  $transaction<T = any>(run: any, options?: any): Promise<T>;
  $queryRaw<T = any>(query: any, ...values: any[]): Promise<T>;
  $queryRawUnsafe<T = any>(query: string, ...values: any[]): Promise<T>;
  $executeRaw(query: any, ...values: any[]): Promise<number>;
  $executeRawUnsafe(query: string, ...values: any[]): Promise<number>;
  $on(event: any, listener: (event: any) => void): any;
  $use(middleware: any): void;
  $extends(extension: any): any;
  readonly [model: string]: any;
}
export declare namespace Prisma { type TransactionClient = any }
export const Prisma: any;
`;

export const prisma: Library = {
  name: 'Prisma',
  contracts: [client],
  typings: { '@prisma/client': TYPINGS },
};
