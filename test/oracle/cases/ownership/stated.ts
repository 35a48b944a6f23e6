// shape: helper
import type { Pool, PoolClient } from 'pg';
import { work } from '../../world.js';

/**
 * Nothing that is written here says so.
 * @releases client
 */
function finish(client: PoolClient): void {
  Reflect.apply(Reflect.get(client, 'release') as () => void, client, []);
}

/** @acquires */
function take(pool: Pool): Promise<PoolClient> {
  return Reflect.apply(Reflect.get(pool, 'connect') as () => Promise<PoolClient>, pool, []);
}

class Desk {
  private readonly seen: unknown[] = [];

  /** @owns client */
  adopt(client: PoolClient): void {
    queueMicrotask(() => finish(client));
  }

  /** @borrows client */
  add(client: PoolClient): void {
    this.seen.push(client);
  }
}

interface Finisher {
  /** @releases client */
  end(client: PoolClient): void;
}

const finisher: Finisher = { end: (client) => finish(client) };

// ok: stated to release
export async function statedRelease(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    finish(client);
  }
}

// leak: stated to release, on the good way only
export async function statedTooLate(pool: Pool) {
  const client = await pool.connect();
  await client.query('SELECT 1');
  finish(client);
}

// ok: stated by the interface
export async function statedByInterface(pool: Pool) {
  const client = await pool.connect();
  try {
    await work('prepare');
  } finally {
    finisher.end(client);
  }
}

// leak: work before what the interface states
export async function interfaceTooLate(pool: Pool) {
  const client = await pool.connect();
  await work('prepare');
  finisher.end(client);
}

// ok: stated to acquire, released
export async function statedAcquire(pool: Pool) {
  const client = await take(pool);
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// leak: stated to acquire, never released
export async function statedAcquireLost(pool: Pool) {
  const client = await take(pool);
  await client.query('SELECT 1');
}

// ok: handed over
export async function statedOwner(pool: Pool) {
  const client = await pool.connect();
  new Desk().adopt(client);
}

// leak: handed over too late
export async function ownerTooLate(pool: Pool) {
  const client = await pool.connect();
  await work('prepare');
  new Desk().adopt(client);
}

// leak: only lent
export async function statedBorrow(pool: Pool) {
  const client = await pool.connect();
  new Desk().add(client);
}

// ok: lent, and given back
export async function borrowedAndReleased(pool: Pool) {
  const client = await pool.connect();
  try {
    new Desk().add(client);
  } finally {
    client.release();
  }
}
