// shape: response-events
import type { Pool } from 'pg';
import type { Response } from 'express';
import { work } from '../../world.js';

// leak: finish does not fire on abort
// shape: response-events,listener-only
export async function onFinish(pool: Pool, res: Response) {
  const client = await pool.connect();
  res.on('finish', () => {
    client.release();
  });
  res.json({});
}

// ok: close always fires
export async function onClose(pool: Pool, res: Response) {
  const client = await pool.connect();
  res.on('close', () => {
    client.release();
  });
  res.json({});
}

// ok: both, with a once-guard
// shape: finished-flag
export async function bothGuarded(pool: Pool, res: Response) {
  const client = await pool.connect();
  let released = false;
  const release = () => {
    if (released) return;
    released = true;
    client.release();
  };
  res.on('finish', release);
  res.on('close', release);
  res.json({});
}

// double-release: both, unguarded
// shape: finished-flag
export async function bothUnguarded(pool: Pool, res: Response) {
  const client = await pool.connect();
  res.on('finish', () => client.release());
  res.on('close', () => client.release());
  res.json({});
}

// leak: registered an await later
// shape: response-events,listener-only
export async function registeredLate(pool: Pool, res: Response) {
  const client = await pool.connect();
  await work();
  res.on('close', () => client.release());
  res.json({});
}

// ok: once close
export async function onceClose(pool: Pool, res: Response) {
  const client = await pool.connect();
  res.once('close', () => client.release());
  res.json({});
}
