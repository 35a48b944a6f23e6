// shape: happy-path
import type { Pool, PoolClient } from 'pg';
import { compute, load, maybe, work } from '../../world.js';

// ok: the plain shape
export async function findUser(pool: Pool, id: number) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT * FROM users WHERE id = $1', [id]);
    return rows[0];
  } finally {
    client.release();
  }
}

// leak: released as the last statement only
export async function countUsers(pool: Pool) {
  const client = await pool.connect();
  const result = await client.query('SELECT count(*) FROM users');
  client.release();
  return result.rows[0];
}

// leak: never released
// shape: no-release
export async function listUsers(pool: Pool) {
  const client = await pool.connect();
  const result = await client.query('SELECT * FROM users');
  return result.rows;
}

// leak: the client has no name
// shape: no-name
export async function oneLiner(pool: Pool) {
  return (await pool.connect()).query('SELECT 1');
}

// ok: connect and release, nothing between
// shape: ping
export async function ping(pool: Pool) {
  const client = await pool.connect();
  client.release();
  return true;
}

// leak: released in the catch only
// shape: catch-only
export async function catchOnly(pool: Pool) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT 1');
    return rows;
  } catch (error) {
    client.release();
    throw error;
  }
}

// leak: released in the try only
// shape: catch-only
export async function tryOnly(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('DELETE FROM sessions');
    client.release();
  } catch (error) {
    console.error('cleanup failed', error);
  }
}

// ok: a catch that swallows everything, then release
// shape: swallowing-catch,catch-and-after
export async function catchThenRelease(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('DELETE FROM sessions');
  } catch (error) {
    console.error('cleanup failed', error);
  }
  client.release();
}

// ok: once in each branch
// shape: catch-and-after
export async function tryAndCatch(pool: Pool) {
  const client = await pool.connect();
  let rows: unknown[];
  try {
    const result = await client.query('SELECT 1');
    rows = result.rows;
  } catch (error) {
    client.release();
    throw error;
  }
  client.release();
  return rows;
}

// leak: the statement before the release in the finally may reject
// shape: finally-order
export async function auditInFinally(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('UPDATE accounts SET active = true');
  } finally {
    await work('audit');
    client.release();
  }
}

// ok: the finally protects its own release
// shape: nested-try,finally-order
export async function nestedFinally(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('UPDATE accounts SET active = true');
  } finally {
    try {
      await work('audit');
    } finally {
      client.release();
    }
  }
}

// ok: released first, then the rest
// shape: finally-order
export async function releaseFirst(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('UPDATE accounts SET active = true');
  } finally {
    client.release();
    await work('audit');
  }
}

// leak: released on one result only
// shape: conditional-release
export async function onResult(pool: Pool) {
  const client = await pool.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM locks');
    if (maybe()) {
      client.release();
    }
    return rowCount;
  } catch (error) {
    client.release();
    throw error;
  }
}

// ok: return in finally still releases
// shape: finally-order
export async function returnInFinally(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
    return 1;
  } finally {
    client.release();
    console.log('done');
  }
}

// ok: an await elsewhere while held is slow, not lost
// shape: slow-hold
export async function holdAcrossHttp(pool: Pool) {
  const client: PoolClient = await pool.connect();
  try {
    const response = await fetch('https://example.org/rates');
    await client.query('INSERT INTO rates VALUES ($1)', [await response.text()]);
  } finally {
    client.release();
  }
}

// ok: rethrown from the catch, released in the finally
// shape: explicit-throw
export async function wrapError(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } catch (cause) {
    throw new Error('could not read', { cause });
  } finally {
    client.release();
  }
}

// ok: destroyed with the error
// shape: catch-and-after
export async function releaseWithError(pool: Pool) {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('SELECT 1');
  } catch (error) {
    failure = error as Error;
  } finally {
    client.release(failure);
  }
}

// leak: the catch does something that may reject before it releases
// shape: catch-and-after
export async function reportThenRelease(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
    client.release();
  } catch (error) {
    await work('report', error);
    client.release();
  }
}

// ok: the client is awaited inside the expression
export async function inlineChain(pool: Pool) {
  const client = await pool.connect();
  try {
    return (await client.query('SELECT 1')).rows.length + compute();
  } finally {
    client.release();
  }
}

// ok: work loaded before the connection is taken
// shape: gap
export async function loadFirst(pool: Pool) {
  const settings = await load({ limit: 10 });
  const client = await pool.connect();
  try {
    await client.query('SELECT $1', [settings.limit]);
  } finally {
    client.release();
  }
}

// leak: ended, which is no release for a pooled client
// shape: no-release
export async function endInsteadOfRelease(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    await (client as unknown as { end(): Promise<void> }).end();
  }
}
