// shape: deferred-release
import type { Pool } from 'pg';
import { sleep } from '../../world.js';

// leak: the timer is set behind a query that may reject
export async function timerAfterQuery(pool: Pool) {
  const client = await pool.connect();
  await client.query('SELECT 1');
  setTimeout(() => client.release(), 1000);
}

// ok: deferred in the finally
export async function deferredInFinally(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    setImmediate(() => client.release());
  }
}

// ok: a timer set at once
export async function timerAtOnce(pool: Pool) {
  const client = await pool.connect();
  setTimeout(() => {
    client.release();
  }, 5000);
}

// leak: the timer is cleared
// shape: timers
export async function cleared(pool: Pool) {
  const client = await pool.connect();
  const timer = setTimeout(() => client.release(), 5000);
  clearTimeout(timer);
}

// ok: nextTick
export async function nextTick(pool: Pool) {
  const client = await pool.connect();
  process.nextTick(() => client.release());
}

// ok: queueMicrotask
export async function microtask(pool: Pool) {
  const client = await pool.connect();
  queueMicrotask(() => client.release());
}

// double-release: a watchdog that is not cleared
// shape: timers
export async function watchdog(pool: Pool) {
  const client = await pool.connect();
  setTimeout(() => client.release(true), 5000);
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// ok: a watchdog that only warns
// shape: timers
export async function warning(pool: Pool) {
  const client = await pool.connect();
  const timer = setTimeout(() => console.warn('held for 5 s'), 5000);
  try {
    await client.query('SELECT 1');
  } finally {
    clearTimeout(timer);
    client.release();
  }
}

// double-release: an interval
// shape: timers
export async function interval(pool: Pool) {
  const client = await pool.connect();
  setInterval(() => client.release(), 1000);
}

// ok: sleeps while it holds
// shape: slow-hold
export async function slow(pool: Pool) {
  const client = await pool.connect();
  try {
    await sleep(60_000);
  } finally {
    client.release();
  }
}
