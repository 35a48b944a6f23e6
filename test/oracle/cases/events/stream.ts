// shape: stream-events
import type { Pool } from 'pg';
import type { Readable } from 'node:stream';

// leak: end does not fire after an error
// shape: stream-events,listener-only
export async function onEnd(pool: Pool, stream: Readable) {
  const client = await pool.connect();
  stream.on('end', () => client.release());
}

// ok: end and error
export async function endAndError(pool: Pool, stream: Readable) {
  const client = await pool.connect();
  stream.on('end', () => client.release());
  stream.on('error', () => client.release());
}

// ok: close
export async function onStreamClose(pool: Pool, stream: Readable) {
  const client = await pool.connect();
  stream.on('close', () => client.release());
}

// double-release: end and close
export async function endAndClose(pool: Pool, stream: Readable) {
  const client = await pool.connect();
  stream.on('end', () => client.release());
  stream.on('close', () => client.release());
}
