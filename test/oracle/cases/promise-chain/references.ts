// shape: promise-chain
import type { Pool } from 'pg';
import { work } from '../../world.js';

// ok: the method itself as handler
// shape: method-reference
export async function finallyReference(pool: Pool) {
  const client = await pool.connect();
  await client.query('SELECT 1').finally(client.release);
}

// ok: released in both handlers of an awaited then
// shape: two-handlers
export async function bothHandlers(pool: Pool) {
  const client = await pool.connect();
  await client.query('SELECT 1').then(
    () => client.release(),
    (error: Error) => client.release(error),
  );
}

// ok: a chain that goes on after the release
export function goesOn(pool: Pool) {
  return pool
    .connect()
    .then((client) => client.query('SELECT 1').finally(() => client.release()))
    .then(() => work());
}

// leak: the step between is not covered by the finally
export function stepBetween(pool: Pool) {
  return pool.connect().then((client) =>
    work().then(() => client.query('SELECT 1').finally(() => client.release())),
  );
}

// ok: the step between is covered
export function stepCovered(pool: Pool) {
  return pool.connect().then((client) =>
    work()
      .then(() => client.query('SELECT 1'))
      .finally(() => client.release()),
  );
}

// leak: thrown in the handler before the chain starts
export function throwInHandler(pool: Pool, strict: boolean) {
  return pool.connect().then((client) => {
    if (strict) throw new Error('strict');
    return client.query('SELECT 1').finally(() => client.release());
  });
}

// leak: resolved in a promise of its own, rejected without release
// shape: promisified
export function ownPromise(pool: Pool) {
  return new Promise((resolve, reject) => {
    pool
      .connect()
      .then((client) => {
        client
          .query('SELECT 1')
          .then((result) => {
            client.release();
            resolve(result);
          })
          .catch(reject);
      })
      .catch(reject);
  });
}
