// shape: returned
import type { Pool, PoolClient } from 'pg';
import { work } from '../../world.js';

// ok: returned bare
export async function open(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  return client;
}

// ok: returned without await
export function openDirect(pool: Pool) {
  return pool.connect();
}

// leak: the set-up step fails before the return
// shape: factory-setup
export async function openConfigured(pool: Pool) {
  const client = await pool.connect();
  await client.query("SET search_path TO 'app'");
  return client;
}

// ok: the set-up step is guarded
// shape: factory-setup
export async function openGuarded(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query("SET search_path TO 'app'");
    return client;
  } catch (error) {
    client.release();
    throw error;
  }
}

// ok: in an object
export async function openInObject(pool: Pool) {
  const client = await pool.connect();
  return { client, since: 0 };
}

// ok: in a tuple with its release
// shape: returned,disposer-bag
export async function openTuple(pool: Pool) {
  const client = await pool.connect();
  return [client, () => client.release()] as const;
}

// ok: a bag of functions that closes it
// shape: disposer-bag
export async function openBag(pool: Pool) {
  const client = await pool.connect();
  return {
    run: (sql: string) => client.query(sql),
    close: () => client.release(),
  };
}

// leak: a bag of functions without one that closes
// shape: disposer-bag
export async function openBagForgotten(pool: Pool) {
  const client = await pool.connect();
  return {
    run: (sql: string) => client.query(sql),
  };
}

// ok: the caller's function borrows, this one releases
// shape: with-client
export async function withClient(pool: Pool, fn: (client: PoolClient) => Promise<void>) {
  const client = await pool.connect();
  try {
    return await fn(client);
  } finally {
    client.release();
  }
}

// leak: the caller's function rejects
// shape: with-client
export async function withClientBare(pool: Pool, fn: (client: PoolClient) => Promise<void>) {
  const client = await pool.connect();
  const result = await fn(client);
  client.release();
  return result;
}

// ok: a disposer is returned
// shape: disposer-bag
export async function disposer(pool: Pool) {
  const client = await pool.connect();
  return () => {
    client.release();
  };
}

// leak: returned on one way, forgotten on the other
export async function sometimes(pool: Pool, keep: boolean) {
  const client = await pool.connect();
  if (keep) return client;
  await work().catch(() => undefined);
  return undefined;
}

// ok: resolved to the caller
// shape: promisified,returned
export function promised(pool: Pool) {
  return new Promise<PoolClient>((resolve, reject) => {
    pool.connect().then(resolve, reject);
  });
}
