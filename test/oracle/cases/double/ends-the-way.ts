// shape: double-release
import type { Pool } from 'pg';
import { work } from '../../world.js';

// double-release: the second one throws, so that what stands behind it is never reached
export async function neverReached(pool: Pool) {
  const client = await pool.connect();
  client.release();
  client.release();
  const other = await pool.connect();
  await work();
  other.release();
}

// double-release, leak: the second one throws past the release of another client
export async function throwsPast(pool: Pool, replica: Pool) {
  const other = await replica.connect();
  const client = await pool.connect().catch((error) => {
    other.release();
    throw error;
  });
  client.release();
  client.release();
  other.release();
}

// double-release: caught, and the other client is given back there
export async function caught(pool: Pool, replica: Pool) {
  const client = await pool.connect();
  client.release();
  const other = await replica.connect();
  try {
    client.release();
  } catch {
    other.release();
    return;
  }
  await work();
}
