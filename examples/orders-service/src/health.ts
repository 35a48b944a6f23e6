/** What the load balancer and the operators ask. */
import { pool } from './db';

export interface PoolState {
  open: number;
  idle: number;
  waiting: number;
}

/** Answers without the database: it must work while the pool is empty. */
export function poolState(): PoolState {
  return { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}

/** Can a client be had at all? Nothing runs between connect and release. */
export async function isReady(): Promise<boolean> {
  try {
    const client = await pool.connect();
    client.release();
    return true;
  } catch {
    return false;
  }
}

export async function databaseVersion(): Promise<string> {
  const result = await pool.query<{ server_version: string }>('SHOW server_version');
  return result.rows[0]?.server_version ?? 'unknown';
}
