/** MikroORM, read from 7.1.15 (and 5 and 6, where the same call opens the pool). */
import type { Contract, Library } from '../model/contract.js';
import { borrowing } from './parts.js';

const DRIVERS = [
  ...['postgresql', 'mysql', 'mariadb', 'mssql', 'mongodb'],
  ...['sqlite', 'better-sqlite', 'libsql', 'knex', 'sql'],
];
const MODULES = ['@mikro-orm/core', ...DRIVERS.map((driver) => `@mikro-orm/${driver}`)];

const orm: Contract = {
  id: 'mikro-orm.orm',
  modules: MODULES,
  resource: 'MikroORM instance',
  type: 'MikroORM',
  acquire: [
    {
      match: { method: 'init', on: 'MikroORM', static: true },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
  ],
  release: [{ method: 'close', async: true }],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', ['connect', 'reconnect', 'isConnected', 'checkConnection']),
    ...borrowing('never', ['getMetadata', 'discoverEntity']),
    // Whoever has an entity manager has the pool.
    { method: 'em', fails: 'never', gives: 'derived' },
    { method: 'em.fork', fails: 'never', gives: 'derived' },
  ],
  lifetime: 'process',
  leakHurts: 'Its pool stays open, counts against the limit of the server, and keeps the process alive.',
  docs: 'https://mikro-orm.io/docs/usage-with-sql',
};

const TYPINGS = `
export class EntityManager { [member: string]: any }
export class MikroORM<D = any> {
  constructor(options: any);
  static init(options?: any): Promise<MikroORM>;
  em: EntityManager;
  readonly config: any;
  readonly driver: any;
  readonly schema: any;
  readonly migrator: any;
  readonly seeder: any;
  connect(): Promise<any>;
  reconnect(options?: any): Promise<void>;
  isConnected(): Promise<boolean>;
  checkConnection(): Promise<any>;
  close(force?: boolean): Promise<void>;
  getMetadata(name?: any): any;
  discoverEntity(entities: any, reset?: any): void;
  getSchemaGenerator(): any;
  getMigrator(): any;
  getSeeder(): any;
}
`;

export const mikroOrm: Library = {
  name: 'MikroORM',
  contracts: [orm],
  typings: Object.fromEntries(MODULES.map((module) => [module, TYPINGS])),
};
