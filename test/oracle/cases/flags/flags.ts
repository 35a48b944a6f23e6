// shape: released-flag
import type { Pool, PoolClient } from 'pg';
import { work } from '../../world.js';

// ok: a released flag
export async function releasedFlag(pool: Pool) {
  const client = await pool.connect();
  let released = false;
  try {
    await client.query('SELECT 1');
    client.release();
    released = true;
    await work();
  } finally {
    if (!released) client.release();
  }
}

// ok: the same flag acquires and releases
// shape: same-flag
export async function sameFlag(pool: Pool, useDatabase: boolean) {
  let client: PoolClient | undefined;
  if (useDatabase) {
    client = await pool.connect();
  }
  try {
    await work();
  } finally {
    if (useDatabase) client!.release();
  }
}

// leak: different flags
// shape: same-flag
export async function differentFlags(pool: Pool, useDatabase: boolean, verbose: boolean) {
  let client: PoolClient | undefined;
  if (useDatabase) {
    client = await pool.connect();
  }
  try {
    await work();
  } finally {
    if (verbose) client?.release();
  }
}

// double-release: the flag is set too late
export async function flagTooLate(pool: Pool) {
  const client = await pool.connect();
  let released = false;
  try {
    await client.query('SELECT 1');
    client.release();
    await work();
    released = true;
  } finally {
    if (!released) client.release();
  }
}

// ok: a once-guard in a closure
// shape: released-flag,closure-closes
export async function onceGuard(pool: Pool) {
  const client = await pool.connect();
  let released = false;
  const release = () => {
    if (released) return;
    released = true;
    client.release();
  };
  try {
    await client.query('SELECT 1');
    release();
    await work();
  } finally {
    release();
  }
}

// ok: a flag that says the client is handed on
// shape: factory-setup,released-flag
export async function handedOn(pool: Pool) {
  const client = await pool.connect();
  let ok = false;
  try {
    await client.query('LISTEN jobs');
    ok = true;
    return client;
  } finally {
    if (!ok) client.release();
  }
}

// leak: the flag is set before the set-up has succeeded
// shape: factory-setup,released-flag
export async function handedOnTooEarly(pool: Pool) {
  const client = await pool.connect();
  let ok = false;
  try {
    ok = true;
    await client.query('LISTEN jobs');
    return client;
  } finally {
    if (!ok) client.release();
  }
}

// ok: a mode decides twice, the same way
// shape: same-flag
export async function mode(pool: Pool, kind: 'read' | 'write') {
  const client = kind === 'write' ? await pool.connect() : null;
  await work().catch(() => undefined);
  if (kind === 'write') {
    client!.release();
  }
}
