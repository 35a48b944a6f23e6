// shape: keyed-collections
import type { Pool, PoolClient } from 'pg';
import { work } from '../../world.js';

// ok: entries of a map
export async function perTenant(pool: Pool, names: string[]) {
  const byTenant = new Map<string, PoolClient>();
  try {
    for (const name of names) byTenant.set(name, await pool.connect());
    for (const [name, client] of byTenant) await client.query('SELECT $1', [name]);
  } finally {
    for (const [, client] of byTenant) client.release();
  }
}

// leak: work between the set and the release
export async function perTenantLost(pool: Pool, names: string[]) {
  const byTenant = new Map<string, PoolClient>();
  for (const name of names) byTenant.set(name, await pool.connect());
  await work(byTenant.size);
  byTenant.forEach((client) => client.release());
}

// ok: a record by name
export async function perShard(pool: Pool) {
  const shards: Record<string, PoolClient> = {};
  try {
    shards['a'] = await pool.connect();
    shards['b'] = await pool.connect();
    await shards['a'].query('SELECT 1');
  } finally {
    for (const client of Object.values(shards)) client.release();
  }
}

// leak: a record by name, one shard is forgotten
export async function perShardLost(pool: Pool) {
  const shards: { a?: PoolClient; b?: PoolClient } = {};
  try {
    shards.a = await pool.connect();
    shards.b = await pool.connect();
  } finally {
    shards.a?.release();
  }
}

// double-release: in the map and in the set
export async function twoIndexes(pool: Pool) {
  const client = await pool.connect();
  const byId = new Map([[1, client]]);
  const all = new Set([client]);
  byId.get(1)?.release();
  for (const one of all) one.release();
}
