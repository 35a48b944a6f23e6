// shape: busy-release
import type { Pool } from 'pg';
import { work } from '../../world.js';

// release-while-busy: return without await in try/finally
// shape: pending-return,busy-release
export async function returnedQuery(pool: Pool) {
  const client = await pool.connect();
  try {
    return client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// ok: return await
// shape: pending-return,busy-release
export async function returnAwait(pool: Pool) {
  const client = await pool.connect();
  try {
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// release-while-busy: the query is not awaited
// shape: started-work,busy-release
export async function notAwaited(pool: Pool) {
  const client = await pool.connect();
  try {
    void client.query('UPDATE t SET n = 1');
  } finally {
    client.release();
  }
}

// ok: started first, awaited later
// shape: started-work,busy-release
export async function awaitedLater(pool: Pool) {
  const client = await pool.connect();
  try {
    const pending = client.query('SELECT 1');
    const { rows } = await pending;
    return rows;
  } finally {
    client.release();
  }
}

// release-while-busy: started, then other work rejects
// shape: started-work,busy-release
export async function startedThenWork(pool: Pool) {
  const client = await pool.connect();
  try {
    const pending = client.query('SELECT 1');
    await work();
    return await pending;
  } finally {
    client.release();
  }
}

// release-while-busy: a rollback that is not awaited
// shape: rollback
export async function rollbackNotAwaited(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } catch (error) {
    void client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

// release-while-busy: the callback form, released outside the callback
// shape: busy-release,callback
export async function callbackOutside(pool: Pool) {
  const client = await pool.connect();
  client.query('SELECT 1', (error, result) => {
    console.log(error, result);
  });
  client.release();
}

// release-while-busy: then without await
// shape: busy-release,promise-chain
export async function thenNotAwaited(pool: Pool) {
  const client = await pool.connect();
  client.query('SELECT 1').then(console.log, console.error);
  client.release();
}

// ok: awaited in a loop before the release
// shape: started-work,busy-release
export async function collected(pool: Pool) {
  const client = await pool.connect();
  try {
    const first = client.query('SELECT 1');
    const second = client.query('SELECT 2');
    await Promise.allSettled([first, second]);
  } finally {
    client.release();
  }
}
