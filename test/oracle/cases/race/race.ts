// shape: connect-race
import type { Pool } from 'pg';
import { maybe, sleep } from '../../world.js';

// leak: the connect that loses the race is nobody's
export async function connectOrTimeout(pool: Pool) {
  const timeout = sleep(1000).then(() => {
    throw new Error('timeout');
  });
  const client = await Promise.race([pool.connect(), timeout]);
  client.release();
}

// ok: whoever loses is released when it comes
export async function lateRelease(pool: Pool) {
  const pending = pool.connect();
  let timedOut = false;
  const timeout = sleep(1000).then(() => {
    timedOut = true;
  });
  pending.then(
    (client) => {
      if (timedOut) client.release();
    },
    () => undefined,
  );
  const client = await Promise.race([pending, timeout]);
  if (client && !timedOut) client.release();
}

// release-while-busy: the query loses the race, the client is released under it
// shape: query-race
export async function queryOrTimeout(pool: Pool) {
  const client = await pool.connect();
  try {
    await Promise.race([client.query('SELECT pg_sleep(10)'), sleep(1000)]);
  } finally {
    client.release();
  }
}

// ok: the query that loses destroys the connection when it is done
// shape: query-race
export async function waitForQuery(pool: Pool) {
  const client = await pool.connect();
  const query = client.query('SELECT pg_sleep(10)');
  try {
    await Promise.race([query, sleep(1000)]);
  } finally {
    await query.catch(() => undefined);
    client.release();
  }
}

// leak: the connect is not awaited
// shape: unawaited
export async function notAwaited(pool: Pool) {
  const client = pool.connect();
  if (maybe()) console.log(client);
}

// leak: fire and forget
// shape: unawaited
export async function warmUp(pool: Pool) {
  void pool.connect();
}

// ok: fire and forget, but released
// shape: unawaited
export async function warmUpSafe(pool: Pool) {
  pool.connect().then(
    (client) => client.release(),
    () => undefined,
  );
}
