// shape: nullness
import type { Pool } from 'pg';
import { maybe, work } from '../../world.js';

// leak: behind six that are taken on conditions of their own, and given back
export async function behindSix(pool: Pool) {
  const first = maybe() ? await pool.connect() : undefined;
  first?.release();
  const second = maybe() ? await pool.connect() : undefined;
  second?.release();
  const third = maybe() ? await pool.connect() : undefined;
  third?.release();
  const fourth = maybe() ? await pool.connect() : undefined;
  fourth?.release();
  const fifth = maybe() ? await pool.connect() : undefined;
  fifth?.release();
  const sixth = maybe() ? await pool.connect() : undefined;
  sixth?.release();
  const client = await pool.connect();
  await work();
  client.release();
}

// ok: seven in a row, each given back on its own condition
export async function sevenInARow(pool: Pool) {
  const first = maybe() ? await pool.connect() : undefined;
  first?.release();
  const second = maybe() ? await pool.connect() : undefined;
  second?.release();
  const third = maybe() ? await pool.connect() : undefined;
  third?.release();
  const fourth = maybe() ? await pool.connect() : undefined;
  fourth?.release();
  const fifth = maybe() ? await pool.connect() : undefined;
  fifth?.release();
  const sixth = maybe() ? await pool.connect() : undefined;
  sixth?.release();
  const client = await pool.connect();
  client.release();
}
