// shape: collections
import type { Pool, PoolClient } from 'pg';
import { maybe } from '../../world.js';

// ok: all released
export async function all(pool: Pool) {
  const clients: PoolClient[] = [];
  try {
    for (let i = 0; i < 2; i++) clients.push(await pool.connect());
    await clients[0]!.query('SELECT 1');
  } finally {
    for (const client of clients) client.release();
  }
}

// leak: a connect fails after the first has succeeded
export async function partial(pool: Pool) {
  const clients: PoolClient[] = [];
  for (let i = 0; i < 2; i++) clients.push(await pool.connect());
  clients.forEach((client) => client.release());
}

// leak: deleted from the map without a release
// shape: keyed-collections
export async function deleted(pool: Pool) {
  const sessions = new Map<string, PoolClient>();
  sessions.set('a', await pool.connect());
  sessions.delete('a');
}

// ok: released, then deleted
// shape: keyed-collections
export async function releasedAndDeleted(pool: Pool) {
  const sessions = new Map<string, PoolClient>();
  sessions.set('a', await pool.connect());
  sessions.get('a')?.release();
  sessions.delete('a');
}

// leak: the release loop stops at an await that rejects
export async function releaseLoop(pool: Pool) {
  const clients = [await pool.connect()];
  for (const client of clients) {
    await client.query('DISCARD ALL');
    client.release();
  }
}

// leak: only the first
export async function onlyFirst(pool: Pool) {
  const clients: PoolClient[] = [];
  try {
    for (let i = 0; i < 2; i++) clients.push(await pool.connect());
  } finally {
    clients[0]?.release();
  }
}

// ok: returned to the caller
export async function returned(pool: Pool) {
  const clients = [await pool.connect()];
  if (maybe()) console.log(clients.length);
  return clients;
}
