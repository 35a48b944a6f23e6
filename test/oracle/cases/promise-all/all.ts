// shape: promise-all
import type { Pool } from 'pg';
import { work } from '../../world.js';

// leak: the sibling is orphaned when one connect rejects
export async function pair(pool: Pool) {
  const [reader, writer] = await Promise.all([pool.connect(), pool.connect()]);
  try {
    await writer.query('SELECT 1');
  } finally {
    reader.release();
    writer.release();
  }
}

// leak: two acquires, one try
// shape: two-acquires
export async function twoAcquires(pool: Pool) {
  const source = await pool.connect();
  const target = await pool.connect();
  try {
    await target.query('SELECT 1');
  } finally {
    source.release();
    target.release();
  }
}

// ok: nested tries
// shape: two-acquires
export async function nestedTries(pool: Pool) {
  const source = await pool.connect();
  try {
    const target = await pool.connect();
    try {
      await target.query('SELECT 1');
    } finally {
      target.release();
    }
  } finally {
    source.release();
  }
}

// ok: allSettled, each fulfilled one released
// shape: promise-all-settled
export async function settled(pool: Pool) {
  const results = await Promise.allSettled([pool.connect(), pool.connect()]);
  for (const result of results) {
    if (result.status === 'fulfilled') result.value.release();
  }
}

// leak: the client is taken beside other work that may reject
export async function besideWork(pool: Pool) {
  const [client] = await Promise.all([pool.connect(), work()]);
  client.release();
}

// ok: queries in parallel on one client, then release
// shape: promise-all,busy-release
export async function parallelQueries(pool: Pool) {
  const client = await pool.connect();
  try {
    await Promise.allSettled([client.query('SELECT 1'), client.query('SELECT 2')]);
  } finally {
    client.release();
  }
}

// release-while-busy: Promise.all rejects while the other query is pending
// shape: promise-all,busy-release
export async function parallelBusy(pool: Pool) {
  const client = await pool.connect();
  try {
    await Promise.all([client.query('SELECT 1'), client.query('SELECT 2')]);
  } finally {
    client.release();
  }
}

// leak: two optional ones, the second acquire outside the try
// shape: two-acquires
export async function secondOutside(pool: Pool) {
  const first = await pool.connect();
  const second = await pool.connect();
  try {
    await first.query('SELECT 1');
    await second.query('SELECT 1');
  } finally {
    second.release();
    first.release();
  }
}
