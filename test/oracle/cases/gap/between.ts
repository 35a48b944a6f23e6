// shape: gap
import type { Pool } from 'pg';
import { compute, load, validate, work } from '../../world.js';

// leak: an await between acquire and try
export async function loadBetween(pool: Pool) {
  const client = await pool.connect();
  const settings = await load({ limit: 1 });
  try {
    await client.query('SELECT $1', [settings.limit]);
  } finally {
    client.release();
  }
}

// leak: BEGIN before the try
// shape: gap,transaction
export async function beginBeforeTry(pool: Pool) {
  const client = await pool.connect();
  await client.query('BEGIN');
  try {
    await client.query('UPDATE t SET n = 1');
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

// leak: JSON.parse between acquire and try
// shape: gap,sync-call
export async function parseBetween(pool: Pool, body: string) {
  const client = await pool.connect();
  const order = JSON.parse(body) as { id: number };
  try {
    await client.query('SELECT $1', [order.id]);
  } finally {
    client.release();
  }
}

// ok: JSON.parse inside the try
// shape: gap,sync-call
export async function parseInTry(pool: Pool, body: string) {
  const client = await pool.connect();
  try {
    const order = JSON.parse(body) as { id: number };
    await client.query('SELECT $1', [order.id]);
  } finally {
    client.release();
  }
}

// ok: nothing between that throws
// shape: gap,sync-call
export async function clockBetween(pool: Pool) {
  const client = await pool.connect();
  const started = Date.now();
  const limit = 10 * 2;
  const name = `query ${started}`;
  console.log(name, Math.max(limit, 1));
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// ok: an unknown synchronous call, which is a note at most
// shape: gap,sync-call
export async function unknownBetween(pool: Pool) {
  const client = await pool.connect();
  const n = compute();
  try {
    await client.query('SELECT $1', [n]);
  } finally {
    client.release();
  }
}

// leak: a validator that throws
// shape: gap,sync-call
export async function validateBetween(pool: Pool, input: { name?: string }) {
  const client = await pool.connect();
  validate(input.name);
  try {
    await client.query('INSERT INTO t VALUES ($1)', [input.name]);
  } finally {
    client.release();
  }
}

// leak: validated in place, between acquire and try
// shape: gap,explicit-throw
export async function checkBetween(pool: Pool, input: { name?: string }) {
  const client = await pool.connect();
  if (!input.name) {
    throw new TypeError('name is required');
  }
  try {
    await client.query('INSERT INTO t VALUES ($1)', [input.name]);
  } finally {
    client.release();
  }
}

// leak: new URL between acquire and try
// shape: gap,sync-call
export async function urlBetween(pool: Pool, text: string) {
  const client = await pool.connect();
  const url = new URL(text);
  try {
    await client.query('SELECT $1', [url.href]);
  } finally {
    client.release();
  }
}

// leak: decodeURIComponent between acquire and try
// shape: gap,sync-call
export async function decodeBetween(pool: Pool, text: string) {
  const client = await pool.connect();
  const name = decodeURIComponent(text);
  try {
    await client.query('SELECT $1', [name]);
  } finally {
    client.release();
  }
}

// leak: the second of two set-up queries is outside
export async function setUp(pool: Pool) {
  const client = await pool.connect();
  await client.query('SET statement_timeout = 1000');
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// leak: an await after the finally of another try
export async function tryStartsLate(pool: Pool) {
  const client = await pool.connect();
  try {
    await work('warm up');
  } finally {
    console.log('warm');
  }
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// ok: an error listener on the held client
export async function listenBetween(pool: Pool) {
  const client = await pool.connect();
  client.on('error', (error) => {
    console.error('connection lost', error);
  });
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}
