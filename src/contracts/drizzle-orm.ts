/** Drizzle, read from 0.45.4: for a transaction it takes a connection of the driver, and gives it back. */
import type { Contract, Library } from '../model/contract.js';
import { anyFunctions, anyMethods } from './parts.js';

const METHODS = ['select', 'selectDistinct', 'insert', 'update', 'delete', 'execute', 'transaction', 'with'];
const DRIVERS: Readonly<Record<string, string>> = {
  'node-postgres': 'PgDatabase',
  'postgres-js': 'PgDatabase',
  'neon-serverless': 'PgDatabase',
  'neon-http': 'PgDatabase',
  'vercel-postgres': 'PgDatabase',
  pglite: 'PgDatabase',
  mysql2: 'MySqlDatabase',
  'better-sqlite3': 'BaseSQLiteDatabase',
  libsql: 'BaseSQLiteDatabase',
};

const transaction: Contract = {
  id: 'drizzle-orm.transaction',
  modules: ['drizzle-orm', ...Object.keys(DRIVERS).map((driver) => `drizzle-orm/${driver}`)],
  resource: 'transaction',
  type: 'PgTransaction',
  typeAliases: ['MySqlTransaction', 'SQLiteTransaction'],
  // What has to be given back is of the driver, and so is its contract.
  acquire: [],
  release: [],
  again: 'harmless',
  borrows: [],
  scoped: [
    {
      match: { method: 'transaction', on: ['PgDatabase', 'MySqlDatabase', 'BaseSQLiteDatabase'] },
      callback: 0,
    },
  ],
  docs: 'https://orm.drizzle.team/docs/transactions',
};

function typingsOf(database: string): string {
  return `
export class ${database} {
${anyMethods(METHODS)}
  readonly $client: any;
  readonly query: any;
}
export function drizzle(...options: any[]): ${database};
`;
}

const OPERATORS = [
  'eq',
  'ne',
  'and',
  'or',
  'not',
  'gt',
  'gte',
  'lt',
  'lte',
  'inArray',
  'isNull',
  'like',
  'asc',
  'desc',
];

export const drizzleOrm: Library = {
  name: 'Drizzle',
  contracts: [transaction],
  typings: {
    'drizzle-orm': `${anyFunctions([...OPERATORS, 'relations'])}\nexport const sql: any;`,
    ...Object.fromEntries(
      Object.entries(DRIVERS).map(([driver, database]) => [`drizzle-orm/${driver}`, typingsOf(database)]),
    ),
  },
};
