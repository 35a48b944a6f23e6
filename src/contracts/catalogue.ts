/** The libraries the analysis knows: one file each, all data. Sorted by the name of the file, one line per library. */
import type { Contract, Library } from '../model/contract.js';
import { amqplib } from './amqplib.js';
import { basicFtp } from './basic-ftp.js';
import { betterSqlite3 } from './better-sqlite3.js';
import { cassandra } from './cassandra.js';
import { drizzleOrm } from './drizzle-orm.js';
import { genericPool } from './generic-pool.js';
import { grpcJs } from './grpc-js.js';
import { ioredis } from './ioredis.js';
import { kafkajs } from './kafkajs.js';
import { knex } from './knex.js';
import { kysely } from './kysely.js';
import { ldapjs } from './ldapjs.js';
import { ldapts } from './ldapts.js';
import { mariadb } from './mariadb.js';
import { mikroOrm } from './mikro-orm.js';
import { mongodb } from './mongodb.js';
import { mssql } from './mssql.js';
import { mysql } from './mysql.js';
import { mysql2 } from './mysql2.js';
import { nats } from './nats.js';
import { nodeFs } from './node-fs.js';
import { nodeNet } from './node-net.js';
import { nodeSqlite } from './node-sqlite.js';
import { nodemailer } from './nodemailer.js';
import { odbc } from './odbc.js';
import { oracledb } from './oracledb.js';
import { pgPromise } from './pg-promise.js';
import { pg } from './pg.js';
import { playwright } from './playwright.js';
import { postgres } from './postgres.js';
import { prisma } from './prisma.js';
import { puppeteer } from './puppeteer.js';
import { redis } from './redis.js';
import { sequelize } from './sequelize.js';
import { slonik } from './slonik.js';
import { snowflakeSdk } from './snowflake-sdk.js';
import { sqlite } from './sqlite.js';
import { sqlite3 } from './sqlite3.js';
import { ssh2 } from './ssh2.js';
import { ssh2SftpClient } from './ssh2-sftp-client.js';
import { tarn } from './tarn.js';
import { tedious } from './tedious.js';
import { typeorm } from './typeorm.js';
import { undici } from './undici.js';
import { ws } from './ws.js';

// prettier-ignore
export const LIBRARIES: readonly Library[] = [
  amqplib,
  basicFtp,
  betterSqlite3,
  cassandra,
  drizzleOrm,
  genericPool,
  grpcJs,
  ioredis,
  kafkajs,
  knex,
  kysely,
  ldapjs,
  ldapts,
  mariadb,
  mikroOrm,
  mongodb,
  mssql,
  mysql,
  mysql2,
  nats,
  nodeFs,
  nodeNet,
  nodeSqlite,
  nodemailer,
  odbc,
  oracledb,
  pg,
  pgPromise,
  playwright,
  postgres,
  prisma,
  puppeteer,
  redis,
  sequelize,
  slonik,
  snowflakeSdk,
  sqlite,
  sqlite3,
  ssh2,
  ssh2SftpClient,
  tarn,
  tedious,
  typeorm,
  undici,
  ws,
];

export const CONTRACTS: readonly Contract[] = LIBRARIES.flatMap((library) => library.contracts);

const TYPINGS: ReadonlyMap<string, string> = new Map(
  LIBRARIES.flatMap((library) => Object.entries(library.typings)),
);

/** Declaration text for a module of the catalogue, for programs that have none installed. */
export function findTypings(module: string): string | undefined {
  return TYPINGS.get(module);
}
