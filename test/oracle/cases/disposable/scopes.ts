// shape: using
import type { Pool } from 'pg';
import { maybe, work } from '../../world.js';

// ok: the scope of a block ends before the rest
export async function block(pool: Pool) {
  {
    const client = await pool.connect();
    using _lease = { [Symbol.dispose]: () => client.release() };
    await client.query('SELECT 1');
  }
  await work();
}

// ok: the scope of each round
export async function rounds(pool: Pool, ids: number[]) {
  for (const id of ids) {
    const client = await pool.connect();
    using _lease = { [Symbol.dispose]: () => client.release() };
    if (maybe()) continue;
    await client.query('SELECT $1', [id]);
  }
}

// leak: the chain behind it has no scope
export function chain(pool: Pool) {
  const rows: unknown[] = [];
  return pool.connect().then((client) => {
    const _lease = { [Symbol.dispose]: () => client.release() };
    return client.query('SELECT 1').then((result) => rows.push(result));
  });
}

// ok: await using in an async handler of the chain
export function chainScope(pool: Pool) {
  return pool.connect().then(async (client) => {
    await using _lease = {
      [Symbol.asyncDispose]: async () => client.release(),
    };
    return await client.query('SELECT 1');
  });
}

// release-while-busy: the scope ends before the query does
export async function returnedInScope(pool: Pool) {
  const client = await pool.connect();
  using _lease = { [Symbol.dispose]: () => client.release() };
  return client.query('SELECT 1');
}

// leak: two in a scope, and the second connect rejects before the first has its lease
export async function twoInScope(pool: Pool) {
  const first = await pool.connect();
  const second = await pool.connect();
  using _first = { [Symbol.dispose]: () => first.release() };
  using _second = { [Symbol.dispose]: () => second.release() };
  await second.query('SELECT 1');
}
