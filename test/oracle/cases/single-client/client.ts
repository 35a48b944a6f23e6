// shape: single-client
import { Client } from 'pg';
import type { Pool } from 'pg';
import { maybe, work } from '../../world.js';

// ok: connect, try, finally end
export async function migrate() {
  const client = new Client();
  await client.connect();
  try {
    await client.query('CREATE TABLE t (n int)');
  } finally {
    await client.end();
  }
}

// leak: ended as the last statement only
export async function migrateBare() {
  const client = new Client();
  await client.connect();
  await client.query('CREATE TABLE t (n int)');
  await client.end();
}

// leak: never ended
export async function neverEnded() {
  const client = new Client({ host: 'localhost' });
  await client.connect();
  const { rows } = await client.query('SELECT 1');
  return rows;
}

// ok: connect inside the try; what never connected holds nothing
// shape: lazy-acquire
export async function connectInTry() {
  const client = new Client();
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (error) {
    console.error(error);
  } finally {
    await client.end();
  }
}

// ok: constructed, never connected
// shape: lazy-acquire
export async function neverConnected() {
  const client = new Client();
  if (maybe()) console.log(client);
}

// leak: an await between connect and try
// shape: gap,single-client
export async function gap() {
  const client = new Client();
  await client.connect();
  await work();
  try {
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
}

// ok: end is harmless a second time
// shape: double-release,single-client
export async function endTwice() {
  const client = new Client();
  await client.connect();
  try {
    await client.query('SELECT 1');
    await client.end();
  } finally {
    await client.end();
  }
}

// use-after-release: a query behind end
// shape: use-after-release,single-client
export async function queryAfterEnd() {
  const client = new Client();
  await client.connect();
  await client.end();
  await client.query('SELECT 1');
}

// leak: the callback form without end on the error way
// shape: single-client,callback
export function callbackForm(cb: (error: Error | undefined) => void) {
  const client = new Client();
  client.connect((err: Error | null) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error) => {
      if (error) return cb(error);
      client.end(() => cb(undefined));
    });
  });
}

// ok: the callback form
// shape: single-client,callback
export function callbackFormSafe(cb: (error: Error | undefined) => void) {
  const client = new Client();
  client.connect((err: Error | null) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error) => {
      client.end(() => cb(error));
    });
  });
}

// ok: then and finally
export function chain() {
  const client = new Client();
  return client.connect().then(() => client.query('SELECT 1').finally(() => client.end()));
}

// leak: two databases; the second connect rejects while the first is held
// shape: two-acquires
export async function copy() {
  const source = new Client();
  const target = new Client();
  await source.connect();
  await target.connect();
  try {
    await target.query('SELECT 1');
  } finally {
    await source.end();
    await target.end();
  }
}

// leak: the first end rejects, and the pooled client behind it is lost
// shape: finally-order
export async function endThenRelease(pool: Pool) {
  const pooled = await pool.connect();
  try {
    const client = new Client();
    await client.connect();
    await client.end();
  } catch (error) {
    console.error(error);
    throw error;
  }
  pooled.release();
}
