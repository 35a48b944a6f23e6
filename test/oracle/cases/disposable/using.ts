// shape: using
import type { Pool, PoolClient } from 'pg';
import { work } from '../../world.js';

function lease(client: PoolClient): Disposable {
  return { [Symbol.dispose]: () => client.release() };
}

// ok: a using declaration in place
export async function usingInline(pool: Pool) {
  const client = await pool.connect();
  using _lease = { [Symbol.dispose]: () => client.release() };
  await client.query('SELECT 1');
}

// ok: await using
export async function awaitUsing(pool: Pool) {
  const client = await pool.connect();
  await using _lease = {
    [Symbol.asyncDispose]: async () => {
      client.release();
    },
  };
  await client.query('SELECT 1');
}

// leak: const instead of using
export async function constInstead(pool: Pool) {
  const client = await pool.connect();
  const _lease = { [Symbol.dispose]: () => client.release() };
  await client.query('SELECT 1');
}

// double-release: using, and by hand
// shape: using,double-release
export async function usingAndManual(pool: Pool) {
  const client = await pool.connect();
  using _lease = { [Symbol.dispose]: () => client.release() };
  await client.query('SELECT 1');
  client.release();
}

// ok: a helper makes it disposable
export async function usingHelper(pool: Pool) {
  const client = await pool.connect();
  using _lease = lease(client);
  await client.query('SELECT 1');
}

// leak: an await before the using declaration
export async function usingLate(pool: Pool) {
  const client = await pool.connect();
  await work();
  using _lease = { [Symbol.dispose]: () => client.release() };
  await client.query('SELECT 1');
}

// ok: a stack defers it
// shape: disposable-stack
export async function deferred(pool: Pool) {
  using stack = new DisposableStack();
  const client = await pool.connect();
  stack.defer(() => client.release());
  await client.query('SELECT 1');
}

// use-after-release: what is returned is used when the scope has ended
// shape: using,use-after-release
export async function returnedUsing(pool: Pool) {
  const client = await pool.connect();
  using _lease = { [Symbol.dispose]: () => client.release() };
  return { close: () => client.query('SELECT 1') };
}
