// shape: async-generator
import type { Pool } from 'pg';

// ok: finally runs on break too
export async function* pages(pool: Pool) {
  const client = await pool.connect();
  try {
    for (let page = 0; page < 3; page++) {
      const { rows } = await client.query('SELECT * FROM t LIMIT 10 OFFSET $1', [page * 10]);
      yield rows;
    }
  } finally {
    client.release();
  }
}

// leak: no finally, a break leaves it
export async function* bare(pool: Pool) {
  const client = await pool.connect();
  for (let page = 0; page < 3; page++) {
    yield page;
  }
  client.release();
}

// leak: yields between acquire and try
export async function* yieldBetween(pool: Pool) {
  const client = await pool.connect();
  yield 'connected';
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// ok: an inner generator consumed with for await
export async function consumed(pool: Pool) {
  async function* rows() {
    const client = await pool.connect();
    try {
      yield await client.query('SELECT 1');
    } finally {
      client.release();
    }
  }
  for await (const row of rows()) {
    if (row.rowCount === 0) break;
  }
}

// leak: one next(), then dropped
// shape: iterator
export async function onlyNext(pool: Pool) {
  async function* rows() {
    const client = await pool.connect();
    try {
      yield await client.query('SELECT 1');
    } finally {
      client.release();
    }
  }
  const { value } = await rows().next();
  return (value as { rows: unknown[] }).rows;
}

// ok: next(), then return()
// shape: iterator
export async function nextAndReturn(pool: Pool) {
  async function* rows() {
    const client = await pool.connect();
    try {
      yield 1;
      await client.query('SELECT 1');
    } finally {
      client.release();
    }
  }
  const iterator = rows();
  const first = await iterator.next();
  await iterator.return(undefined);
  return first.value;
}
