// shape: process-exit
import type { Pool } from 'pg';
import { maybe, work } from '../../world.js';

// ok: the pool manages it
// shape: no-release
export async function poolQuery(pool: Pool) {
  const { rows } = await pool.query('SELECT 1');
  return rows;
}

// ok: something else that has a connect
// shape: name-clash
export async function otherConnect() {
  const socket = { connect: async () => ({ release: () => undefined }) };
  const session = await socket.connect();
  await work(session);
}

// ok: the process ends
export async function exits(pool: Pool) {
  const client = await pool.connect();
  if (maybe()) {
    console.error('cannot go on');
    process.exit(1);
  }
  client.release();
}

// ok: the catch ends the process
export async function exitsInCatch(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
  client.release();
}

// leak: process.exitCode does not end anything
export async function exitCode(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } catch {
    process.exitCode = 1;
    return;
  }
  client.release();
}

// ok: the condition cannot hold
// shape: same-flag
export async function impossible(pool: Pool, flag: boolean) {
  const client = await pool.connect();
  if (flag) {
    if (!flag) return;
  }
  client.release();
}
