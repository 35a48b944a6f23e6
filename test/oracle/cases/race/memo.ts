// shape: memo-race
import { Pool, type PoolClient } from 'pg';

// leak: two callers find no client yet, and the second one's replaces the first
export async function memoRace(pool: Pool) {
  let client: PoolClient | undefined;
  const get = async () => {
    if (!client) client = await pool.connect();
    return client;
  };
  await Promise.allSettled([get(), get()]);
  client?.release();
}

// ok: the promise is kept, not the client
export async function memoPromise(pool: Pool) {
  let pending: Promise<PoolClient> | undefined;
  const get = () => (pending ??= pool.connect());
  await Promise.allSettled([get(), get()]);
  const client = await get();
  client.release();
}

// leak: pool.end waits for the client that nobody releases
// shape: parent-closed
export async function endsPool() {
  const pool = new Pool();
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    await pool.end();
  }
}

// ok: released, then the pool is ended
// shape: parent-closed
export async function endsPoolSafe() {
  const pool = new Pool();
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
    await pool.end();
  }
}
