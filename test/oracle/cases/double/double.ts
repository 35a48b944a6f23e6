// shape: double-release
import type { Pool } from 'pg';
import { work } from '../../world.js';

// double-release: catch and finally
export async function catchAndFinally(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } catch (error) {
    client.release();
    throw error;
  } finally {
    client.release();
  }
}

// double-release: an early return releases, the finally again
export async function earlyAndFinally(pool: Pool, skip: boolean) {
  const client = await pool.connect();
  try {
    if (skip) {
      client.release();
      return;
    }
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// double-release: a closure and the finally
export async function closureAndFinally(pool: Pool) {
  const client = await pool.connect();
  const close = () => {
    client.release();
  };
  try {
    await client.query('SELECT 1');
    close();
  } finally {
    client.release();
  }
}

// double-release: released in the try, and in the catch when something behind it rejects
export async function tryAndCatch(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
    client.release();
    await work();
  } catch {
    client.release();
  }
}

// ok: the release is the last thing in the try
export async function lastInTry(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
    client.release();
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

// double-release: twice in a row
export async function twice(pool: Pool) {
  const client = await pool.connect();
  client.release();
  client.release();
}

// double-release: by two names
export async function twoNames(pool: Pool) {
  const client = await pool.connect();
  const same = client;
  same.release();
  client.release();
}

// double-release: in the chain and behind it
export async function chainAndAfter(pool: Pool) {
  const client = await pool.connect();
  await client.query('SELECT 1').finally(() => client.release());
  client.release();
}

// ok: one of two clients each
export async function oneEach(pool: Pool) {
  const first = await pool.connect();
  first.release();
  const second = await pool.connect();
  second.release();
}
