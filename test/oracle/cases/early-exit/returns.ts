// shape: early-return
import type { Pool } from 'pg';
import { maybe } from '../../world.js';

// leak: an early return before the try
export async function returnBeforeTry(pool: Pool, skip: boolean) {
  const client = await pool.connect();
  if (skip) return undefined;
  try {
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// ok: an early return inside the try
export async function returnInTry(pool: Pool, skip: boolean) {
  const client = await pool.connect();
  try {
    if (skip) return undefined;
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// ok: the early return comes before the acquire
export async function returnBeforeAcquire(pool: Pool, skip: boolean) {
  if (skip) return undefined;
  const client = await pool.connect();
  try {
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// leak: not found returns without a release
export async function notFound(pool: Pool, id: number) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT * FROM t WHERE id = $1', [id]);
    if (rows.length === 0 || maybe()) {
      return null;
    }
    client.release();
    return rows[0];
  } catch (error) {
    client.release();
    throw error;
  }
}

// leak: a throw before the try
// shape: explicit-throw
export async function throwBeforeTry(pool: Pool, name: string | undefined) {
  const client = await pool.connect();
  if (name === undefined) throw new Error('name is required');
  try {
    await client.query('INSERT INTO t VALUES ($1)', [name]);
  } finally {
    client.release();
  }
}

// ok: each way out releases
// shape: catch-and-after,early-return
export async function releaseEachWay(pool: Pool, skip: boolean) {
  const client = await pool.connect();
  if (skip) {
    client.release();
    return undefined;
  }
  try {
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// leak: an early return with release on one way only, and a query without a try
export async function halfReleased(pool: Pool, wanted: boolean, cached: boolean) {
  const client = await pool.connect();
  if (!wanted) {
    client.release();
    return [];
  }
  if (cached) {
    return [];
  }
  client.release();
  return [1];
}

// leak: thrown in the catch before the release behind it
// shape: explicit-throw
export async function throwInCatch(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } catch {
    throw new Error('database unavailable');
  }
  client.release();
}

// leak: a labelled break jumps over the release
// shape: labelled-break
export async function labelledBreak(pool: Pool, ids: number[]) {
  const client = await pool.connect();
  work: {
    for (const id of ids) {
      if (id > 1) break work;
    }
    client.release();
  }
  return ids.length;
}

// ok: a labelled break that lands before the release
// shape: labelled-break
export async function labelledBreakBefore(pool: Pool, ids: number[]) {
  const client = await pool.connect();
  search: for (const id of ids) {
    for (const other of ids) {
      if (id === other) break search;
    }
  }
  client.release();
}

// leak: the abort signal is checked while the client is held
// shape: abort-signal
export async function abortCheck(pool: Pool, signal: AbortSignal) {
  const client = await pool.connect();
  signal.throwIfAborted();
  try {
    await client.query('SELECT pg_sleep(1)');
  } finally {
    client.release();
  }
}

// ok: the abort signal is checked inside the try
// shape: abort-signal
export async function abortCheckInTry(pool: Pool, signal: AbortSignal) {
  const client = await pool.connect();
  try {
    signal.throwIfAborted();
    await client.query('SELECT pg_sleep(1)');
  } finally {
    client.release();
  }
}
