// shape: lent-to-reader
import type { Pool, PoolClient } from 'pg';
import type { Readable } from 'node:stream';

async function readInto(client: PoolClient, options: { autoClose: boolean }): Promise<unknown[]> {
  try {
    return (await client.query('SELECT * FROM t')).rows;
  } finally {
    if (options.autoClose) client.release();
  }
}

// ok: autoClose is false, released here
export async function leftOpen(pool: Pool) {
  const client = await pool.connect();
  try {
    return await readInto(client, { autoClose: false });
  } finally {
    client.release();
  }
}

// leak: autoClose is false, released nowhere
export async function leftOpenLost(pool: Pool) {
  const client = await pool.connect();
  return readInto(client, { autoClose: false });
}

// ok: autoClose is true
// shape: auto-closing-reader
export async function closed(pool: Pool) {
  const client = await pool.connect();
  return readInto(client, { autoClose: true });
}

// double-release: autoClose is true, released here as well
// shape: auto-closing-reader, double-release
export async function closedTwice(pool: Pool) {
  const client = await pool.connect();
  try {
    return await readInto(client, { autoClose: true });
  } finally {
    client.release();
  }
}

// ok: the queue is empty after the last reply
// shape: drain
export async function drained(pool: Pool) {
  const client = await pool.connect();
  const empty = new Promise<void>((resolve) => client.once('drain', () => resolve()));
  client.query('UPDATE a SET n = 1').catch(console.error);
  await empty;
  client.release();
}

// leak: a drain listener, and a query that is awaited before
// shape: drain
export async function drainedLate(pool: Pool) {
  const client = await pool.connect();
  await client.query('UPDATE a SET n = 1');
  client.once('drain', () => client.release());
}

// ok: whatever ends the stream
// shape: stream-events
export async function ended(pool: Pool, stream: Readable) {
  const client = await pool.connect();
  const finished = new Promise<void>((resolve) => stream.on('close', () => resolve()));
  try {
    await finished;
  } finally {
    client.release();
  }
}
