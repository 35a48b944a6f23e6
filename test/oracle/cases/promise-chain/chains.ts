// shape: promise-chain
import type { Pool, PoolClient } from 'pg';
import { work } from '../../world.js';

// ok: finally on the query
export function withFinally(pool: Pool) {
  return pool.connect().then((client) => client.query('SELECT 1').finally(() => client.release()));
}

// leak: released in the fulfilled then only
export function thenOnly(pool: Pool) {
  return pool.connect().then((client) =>
    client.query('SELECT 1').then((result) => {
      client.release();
      return result.rows;
    }),
  );
}

// ok: two handlers
// shape: two-handlers
export function twoHandlers(pool: Pool) {
  return pool.connect().then((client) =>
    client.query('SELECT 1').then(
      (result) => {
        client.release();
        return result.rows;
      },
      (error: unknown) => {
        client.release();
        throw error;
      },
    ),
  );
}

// ok: catch releases and rethrows, then releases
export function catchAndThen(pool: Pool) {
  return pool.connect().then((client) =>
    client
      .query('SELECT 1')
      .catch((error: Error) => {
        console.error(error);
        return undefined;
      })
      .then((result) => {
        client.release();
        return result;
      }),
  );
}

// leak: the catch at the end has no client
export function catchOutOfScope(pool: Pool) {
  return pool
    .connect()
    .then((client) => client.query('SELECT 1').then(() => client.release()))
    .catch((error: Error) => {
      console.error('query failed', error);
    });
}

// double-release: released in then and again in the catch behind it
// shape: double-release,promise-chain
export function thenCatchDouble(pool: Pool) {
  return pool.connect().then((client) =>
    client
      .query('SELECT 1')
      .then(async () => {
        client.release();
        await work();
      })
      .catch(() => {
        client.release();
      }),
  );
}

// ok: the client in an outer variable
export function outerVariable(pool: Pool) {
  let client: PoolClient | undefined;
  return pool
    .connect()
    .then((connected) => {
      client = connected;
      return connected.query('SELECT 1');
    })
    .finally(() => client?.release());
}

// leak: the query's promise is not returned, nothing releases
// shape: promise-chain,no-release
export function dropped(pool: Pool) {
  return pool.connect().then((client) => {
    void client.query('SELECT 1');
  });
}

// leak: no release in the chain
// shape: promise-chain,no-release
export function noRelease(pool: Pool) {
  return pool
    .connect()
    .then((client) => client.query('SELECT 1'))
    .then((result) => result.rows);
}

// ok: async function as handler
export function asyncHandler(pool: Pool) {
  return pool.connect().then(async (client) => {
    try {
      await client.query('SELECT 1');
    } finally {
      client.release();
    }
  });
}

// ok: release then return in the handler, before anything that may reject
export function immediate(pool: Pool) {
  return pool.connect().then((client) => {
    client.release();
    return work();
  });
}

// ok: awaited chain with finally
export async function awaitedChain(pool: Pool) {
  const client = await pool.connect();
  await client.query('SELECT 1').finally(() => {
    client.release();
  });
}

// leak: awaited then without a rejection handler
export async function awaitedThen(pool: Pool) {
  const client = await pool.connect();
  await client.query('SELECT 1').then(() => {
    client.release();
  });
}

// leak: an await before the chain that releases
// shape: gap
export async function gapBeforeChain(pool: Pool) {
  const client = await pool.connect();
  await client.query('SET x = 1');
  await client.query('SELECT 1').finally(() => client.release());
}
