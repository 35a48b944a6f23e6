// shape: borrow-or-create
import type { Pool, PoolClient } from 'pg';
import { load } from '../../world.js';

interface Options {
  client?: PoolClient;
  limit: number;
}

// ok: the options may bring a client
export async function list(pool: Pool, options: Options) {
  const client = options.client ?? (await pool.connect());
  const isOwn = options.client === undefined;
  try {
    return await client.query('SELECT * FROM t LIMIT $1', [options.limit]);
  } finally {
    if (isOwn) client.release();
  }
}

// leak: the options may bring a client, and the own one is lost when the limit cannot be loaded
export async function listLate(pool: Pool, options: Options) {
  const client = options.client ?? (await pool.connect());
  const limit = await load(options.limit);
  try {
    return await client.query('SELECT * FROM t LIMIT $1', [limit]);
  } finally {
    if (!options.client) client.release();
  }
}

// ok: two ways in one function
export async function listTwoWays(pool: Pool, given?: PoolClient) {
  if (given) return given.query('SELECT * FROM t');
  const client = await pool.connect();
  try {
    return await client.query('SELECT * FROM t');
  } finally {
    client.release();
  }
}

// leak: the given one is released, the own one is not
export async function listWrong(pool: Pool, given?: PoolClient) {
  const client = given ?? (await pool.connect());
  try {
    await client.query('SELECT * FROM t');
  } finally {
    if (given) given.release();
  }
}
