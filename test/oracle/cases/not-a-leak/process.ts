// shape: shutdown
import type { Pool, PoolClient } from 'pg';
import { work } from '../../world.js';

// ok: given back when the process is told to end
export async function subscribe(pool: Pool) {
  const client = await pool.connect();
  process.once('SIGTERM', () => client.release());
}

// leak: work that may reject comes before the handler
export async function subscribeLate(pool: Pool) {
  const client = await pool.connect();
  await work('subscribe');
  process.once('SIGTERM', () => client.release());
}

let current: PoolClient | undefined;

// ok: the module keeps it for the life of the process
// shape: module-singleton
export function remember(pool: Pool): Promise<void> {
  return pool.connect().then((client) => {
    current = client;
  });
}

// leak: asked whether the module has one, and dropped
// shape: module-singleton
export async function forget(pool: Pool) {
  const client = await pool.connect();
  if (current !== undefined) console.log('there is one already', client.listenerCount('error'));
}

// ok: a release that counts, and calls the old one
// shape: monkey-patched
export async function counted(pool: Pool) {
  let count = 0;
  const client = await pool.connect();
  const release = client.release.bind(client);
  client.release = (error) => {
    count++;
    release(error);
  };
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
  return count;
}
