// shape: callback
import type { Pool, PoolClient } from 'pg';
import { maybe, work } from '../../world.js';

// leak: the callback may have set the flag by the time it is asked
export async function flagFromCallback(pool: Pool, otherPool: Pool) {
  let isDone = false;
  pool.connect((error, client, done) => {
    if (error || !client) return;
    client.query('SELECT 1', () => {
      isDone = true;
      done();
    });
  });
  const own = await otherPool.connect();
  await work().catch(() => undefined);
  if (isDone) return;
  own.release();
}

// ok: whatever the flag is by then
export async function flagFromCallbackEitherWay(pool: Pool, otherPool: Pool) {
  let isDone = false;
  pool.connect((error, client, done) => {
    if (error || !client) return;
    client.query('SELECT 1', () => {
      isDone = true;
      done();
    });
  });
  const own = await otherPool.connect();
  await work().catch(() => undefined);
  own.release(isDone);
}

// leak: a timer sets the flag
export async function flagFromTimer(pool: Pool) {
  let isOver = false;
  setTimeout(() => {
    isOver = true;
  }, 10);
  const client = await pool.connect();
  await work().catch(() => undefined);
  if (isOver) return;
  client.release();
}

// leak: the callback of a query sets the flag
export async function flagFromQuery(pool: Pool) {
  let isAnswered = false;
  const client = await pool.connect();
  client.query('SELECT 1', () => {
    isAnswered = true;
  });
  await work().catch(() => undefined);
  if (isAnswered) return;
  client.release(true);
}

// ok: the flag says who of the two has released it
export async function flagSaysWho(pool: Pool) {
  let isReleased = false;
  const client = await pool.connect();
  await new Promise<void>((resolve) => {
    client.query('SELECT 1', (error) => {
      if (error) {
        isReleased = true;
        client.release(error);
      }
      resolve();
    });
  });
  if (!isReleased) client.release();
}

// leak: a method of nothing throws
export async function methodOfNothing(pool: Pool) {
  const first: PoolClient | undefined = maybe() ? await pool.connect() : undefined;
  first?.release();
  await pool.connect().then((second) => {
    first!.listenerCount('error');
    second.release();
  });
}

// ok: nobody is asked when there is nobody
export async function methodOfSomething(pool: Pool) {
  const first: PoolClient | undefined = maybe() ? await pool.connect() : undefined;
  first?.release();
  await pool.connect().then((second) => {
    first?.listenerCount('error');
    second.release();
  });
}

// double-release, leak: whoever comes second fails, and what it holds is lost
export async function bothRelease(pool: Pool, otherPool: Pool) {
  const shared = await otherPool.connect();
  pool.connect((error, client, done) => {
    if (error || !client) return;
    shared.release();
    done();
  });
  await work().catch(() => undefined);
  shared.release();
}

// release-while-busy, use-after-release: the callback may come before or behind the release
export async function usedByCallback(pool: Pool, otherPool: Pool) {
  const shared = await otherPool.connect();
  pool.connect((error, client, done) => {
    if (error || !client) return;
    shared.query('SELECT 1').catch(() => undefined);
    done();
  });
  await work().catch(() => undefined);
  shared.release();
}

// ok: the promise waits for the callback
export async function awaitedCallback(pool: Pool, otherPool: Pool) {
  const shared = await otherPool.connect();
  await new Promise<void>((resolve) => {
    pool.connect((error, client, done) => {
      if (error || !client) {
        resolve();
        return;
      }
      shared.query('SELECT 1', () => {
        done();
        resolve();
      });
    });
  });
  shared.release();
}

// ok: an error ends it early
export function returnsOnError(pool: Pool, cb: (error?: unknown) => void): void {
  pool.connect((err, client, done) => {
    if (err || !client) return cb(err);
    client.query('SELECT 1', (error) => {
      if (error) {
        done();
        cb(error);
        return;
      }
      client.query('SELECT 2', (last) => {
        done();
        cb(last);
      });
    });
  });
}

// double-release, use-after-release: the return is missing
export function goesOnWithError(pool: Pool, cb: (error?: unknown) => void): void {
  pool.connect((err, client, done) => {
    if (err || !client) return cb(err);
    client.query('SELECT 1', (error) => {
      if (error) {
        done();
        cb(error);
      }
      client.query('SELECT 2', (last) => {
        done();
        cb(last);
      });
    });
  });
}

// double-release, release-while-busy: rolled back, and released at once
export function releasesAheadOfRollback(pool: Pool): void {
  pool.connect((err, client, done) => {
    if (err || !client) return;
    client.query('SELECT 1', (error) => {
      if (error) client.query('ROLLBACK', (failed) => done(failed));
      done();
    });
  });
}

// double-release: the callback has released it when it failed
export async function releasedOnErrorToo(pool: Pool) {
  const client = await pool.connect();
  client.query('SELECT 1', (error) => {
    if (error) client.release(error);
  });
  await client.query('SELECT 2').catch(() => undefined);
  client.release();
}

// ok: the answers come in turn
export async function inTurn(pool: Pool) {
  const client = await pool.connect();
  client.query('SELECT 1', () => undefined);
  await client.query('SELECT 2').catch(() => undefined);
  client.release();
}

// leak: the promise of a client has no release
export async function notAwaited(pool: Pool) {
  const client = pool.connect();
  // @ts-expect-error the await is missing
  client.release();
}
