// shape: use-after-release
import type { Pool } from 'pg';
import { sleep } from '../../world.js';

// leak, use-after-release: a query behind the release
export async function queryAfter(pool: Pool) {
  const client = await pool.connect();
  const { rows } = await client.query('SELECT 1');
  client.release();
  await client.query('INSERT INTO log VALUES (1)');
  return rows;
}

// use-after-release: COMMIT behind the release
export async function commitAfter(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
  await client.query('COMMIT');
}

// release-while-busy, use-after-release: a timer uses it, at the end or afterwards
export async function timerAfter(pool: Pool) {
  const client = await pool.connect();
  try {
    setTimeout(() => {
      client.query('SELECT 1').catch(() => undefined);
    }, 1000);
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// use-after-release: the catch runs a ROLLBACK on the released client
export async function rollbackAfter(pool: Pool) {
  const client = await pool.connect();
  try {
    client.release();
    await sleep(1).then(() => {
      throw new Error('late');
    });
  } catch {
    await client.query('ROLLBACK');
  }
}

// ok: looked at, not used
export async function readAfter(pool: Pool) {
  const client = await pool.connect();
  client.release();
  return typeof client;
}

// ok: the result is used, not the client
export async function resultAfter(pool: Pool) {
  const client = await pool.connect();
  try {
    const result = await client.query('SELECT 1');
    client.release();
    return result.rows.map((row) => row as unknown);
  } catch (error) {
    client.release();
    throw error;
  }
}

// use-after-release: the closure that is returned uses it
export async function returnedClosure(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
    return { close: () => client.query('SELECT 2') };
  } finally {
    client.release();
  }
}

// use-after-release: in one branch only
export async function branchAfter(pool: Pool, verbose: boolean) {
  const client = await pool.connect();
  client.release();
  if (verbose) {
    await client.query('SELECT 1');
  }
}
