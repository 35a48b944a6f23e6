// shape: nullness
import type { Pool, PoolClient } from 'pg';
import { maybe, work } from '../../world.js';

// ok: acquired inside, released with ?.
export async function optionalCall(pool: Pool) {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    await client.query('SELECT 1');
  } finally {
    client?.release();
  }
}

// ok: if (client)
export async function ifClient(pool: Pool) {
  let client: PoolClient | null = null;
  try {
    client = await pool.connect();
    await client.query('SELECT 1');
  } catch (error) {
    console.error(error);
  } finally {
    if (client) {
      client.release();
    }
  }
}

// ok: client && client.release()
export async function andRelease(pool: Pool) {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    await client.query('SELECT 1');
  } finally {
    client && client.release();
  }
}

// ok: compared with null
// shape: nullness,narrowing
export async function notNull(pool: Pool) {
  let client: PoolClient | null = null;
  try {
    client = await pool.connect();
    await client.query('SELECT 1');
  } finally {
    if (client !== null) client.release();
  }
}

// ok: returns early when there is none
export async function returnIfNone(pool: Pool) {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    await work();
  } catch {
    console.error('failed');
  }
  if (!client) return;
  client.release();
}

// leak: the guard is the wrong way round
export async function wrongGuard(pool: Pool) {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    await client.query('SELECT 1');
  } finally {
    if (!client) {
      console.error('no client');
    }
  }
}

// ok: nulled after the release, so the finally does not release twice
// shape: null-out
export async function nullAfterRelease(pool: Pool) {
  let client: PoolClient | null = await pool.connect();
  try {
    await client.query('SELECT 1');
    client.release();
    client = null;
    await work();
  } finally {
    if (client) client.release();
  }
}

// leak: nulled before the release
// shape: null-out
export async function nullBeforeRelease(pool: Pool) {
  let client: PoolClient | null = await pool.connect();
  try {
    await client.query('SELECT 1');
    client = null;
  } finally {
    client?.release();
  }
}

// ok: acquired only if wanted, guarded the same way
// shape: same-flag,conditional-expression
export async function maybeAcquire(pool: Pool, wanted: boolean) {
  const client = wanted ? await pool.connect() : undefined;
  try {
    await work();
  } finally {
    client?.release();
  }
}

// ok: borrowed or own, released if own
// shape: borrow-or-create
export async function borrowOrCreate(pool: Pool, given?: PoolClient) {
  const own = !given;
  const client = given ?? (await pool.connect());
  try {
    await client.query('SELECT 1');
  } finally {
    if (own) client.release();
  }
}

// ok: borrowed or own, decided by the argument itself
// shape: borrow-or-create
export async function borrowOrCreateDirect(pool: Pool, given: PoolClient | undefined) {
  const client = given || (await pool.connect());
  try {
    await client.query('SELECT 1');
  } finally {
    if (!given) {
      client.release();
    }
  }
}

// leak: borrowed or own, never released
// shape: borrow-or-create
export async function borrowOrCreateForgotten(pool: Pool, given: PoolClient | undefined) {
  const client = given ?? (await pool.connect());
  await client.query('SELECT 1');
}

// leak: unrelated condition decides
// shape: conditional-release
export async function unrelated(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    if (maybe()) client.release();
  }
}
