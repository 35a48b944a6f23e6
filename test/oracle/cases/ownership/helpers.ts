// shape: helper
import type { Pool, PoolClient } from 'pg';
import { work } from '../../world.js';

async function closeAll(client: PoolClient): Promise<void> {
  client.release();
}

async function borrow(client: PoolClient): Promise<void> {
  await client.query('SELECT 1');
}

function finish(client: PoolClient, keep: boolean): void {
  if (!keep) client.release();
}

async function take(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  return client;
}

// ok: the helper releases
export async function helperReleases(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    await closeAll(client);
  }
}

// leak: the helper only borrows
export async function helperBorrows(pool: Pool) {
  const client = await pool.connect();
  await borrow(client);
}

// leak: the helper is told to keep it
// shape: helper-flag
export async function keeps(pool: Pool) {
  const client = await pool.connect();
  finish(client, true);
}

// ok: the helper is told not to keep it
// shape: helper-flag
export async function keepsNot(pool: Pool) {
  const client = await pool.connect();
  finish(client, false);
}

// ok: taken by a helper, released here
// shape: helper,no-release
export async function taken(pool: Pool) {
  const client = await take(pool);
  try {
    await work();
  } finally {
    client.release();
  }
}

// leak: taken by a helper, forgotten here
// shape: helper,no-release
export async function takenForgotten(pool: Pool) {
  const client = await take(pool);
  await work(client);
}

// double-release: the helper and the finally
// shape: helper,double-release
export async function helperAndFinally(pool: Pool) {
  const client = await pool.connect();
  try {
    await closeAll(client);
  } finally {
    client.release();
  }
}
