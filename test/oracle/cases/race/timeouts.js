// shape: connect-race
const { Pool } = require('pg');
const { maybe, sleep, work } = require('../../world.js');

const pool = new Pool();

const timeout = (ms) => sleep(ms).then(() => Promise.reject(new Error(`timeout of ${ms} ms`)));

// leak: the client that comes too late is nobody's
exports.connectFast = () => {
  const tooLate = sleep(100).then(() => {
    throw new Error('the database is too slow');
  });
  return Promise.race([pool.connect(), tooLate]).then((client) => client.release());
};

// ok: the client that comes too late is released when it comes
exports.connectFastSafe = async () => {
  const pending = pool.connect();
  try {
    const client = await Promise.race([pending, timeout(100)]);
    client.release();
  } catch (err) {
    pending.then(
      (late) => late.release(),
      () => {},
    );
    throw err;
  }
};

// ok: no race, the pool has its own timeout
exports.connectPlain = async () => {
  const client = await pool.connect();
  try {
    await Promise.race([work('elsewhere'), sleep(100)]);
  } finally {
    client.release();
  }
};

// release-while-busy: the query goes on when the timeout wins
// shape: query-race
exports.queryFast = async () => {
  const client = await pool.connect();
  try {
    return await Promise.race([client.query('SELECT slow()'), timeout(1000)]);
  } finally {
    client.release();
  }
};

// ok: the timeout destroys the connection
// shape: query-race
exports.queryFastSafe = async () => {
  const client = await pool.connect();
  try {
    const result = await Promise.race([client.query('SELECT slow()'), timeout(1000)]);
    client.release();
    return result;
  } catch (err) {
    client.release(err);
    throw err;
  }
};

// leak: the timeout rejects, and only the query's way releases
// shape: query-race
exports.queryThen = () =>
  pool.connect().then((client) => {
    const tooLate = sleep(1000).then(() => {
      throw new Error('the query is too slow');
    });
    return Promise.race([client.query('SELECT slow()'), tooLate]).then((result) => {
      client.release(true);
      return result;
    });
  });

// ok: the race in the chain, the connection is destroyed whoever wins
// shape: query-race
exports.queryThenSafe = () =>
  pool
    .connect()
    .then((client) =>
      Promise.race([client.query('SELECT slow()'), timeout(1000)]).finally(() => client.release(true)),
    );

// leak: the signal is checked between
// shape: abort-signal
/** @param {AbortSignal} signal */
exports.cancellable = async (signal) => {
  const client = await pool.connect();
  signal.throwIfAborted();
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
};

// ok: the signal is checked before and inside
// shape: abort-signal
/** @param {AbortSignal} signal */
exports.cancellableSafe = async (signal) => {
  signal.throwIfAborted();
  const client = await pool.connect();
  try {
    for (const sql of ['SELECT 1', 'SELECT 2']) {
      if (signal.aborted) break;
      await client.query(sql);
    }
  } finally {
    client.release();
  }
};

// leak: an aborted request leaves the chain
// shape: abort-signal
/** @param {AbortSignal} signal */
exports.cancellableThen = (signal) =>
  pool.connect().then((client) => {
    if (signal.aborted) throw new Error('aborted');
    return client.query('SELECT 1').finally(() => client.release());
  });

// leak: an aborted request leaves the callback
// shape: abort-signal
/** @param {AbortSignal} signal */
exports.cancellableCallback = (signal, cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error, result) => {
      if (signal.aborted) return cb(new Error('aborted'));
      done();
      cb(error, result);
    });
  });
};

// leak: the promise is kept, and nobody waits for it
// shape: unawaited
exports.prefetch = () => {
  const pending = pool.connect();
  pending.catch(() => {});
};

// ok: kept, then awaited
// shape: unawaited
exports.prefetchSafe = async () => {
  const pending = pool.connect();
  pending.catch(() => {});
  await work('elsewhere').catch(() => {});
  const client = await pending;
  client.release();
};

// leak: kept, and the other work rejects first
// shape: unawaited
exports.prefetchGap = async () => {
  const pending = pool.connect();
  await work('elsewhere');
  const client = await pending;
  client.release();
};

// leak: connect inside of an expression
// shape: unawaited
exports.warm = async (items) => {
  const warmed = items.map(() => pool.connect());
  await Promise.allSettled(warmed);
};

// ok: two callers share one promise
// shape: memo-race
exports.shared = async () => {
  let pending = null;
  const get = () => (pending = pending || pool.connect());
  const [a] = await Promise.all([get(), get()]);
  a.release();
};

// leak: two callers, each with its own client
// shape: memo-race
exports.unshared = async () => {
  let client = null;
  const get = () =>
    client
      ? Promise.resolve(client)
      : pool.connect().then((c) => {
          client = c;
          return c;
        });
  await Promise.allSettled([get(), get()]);
  if (client) client.release();
};

// leak: one flight too many
// shape: memo-race
exports.oneFlight = async () => {
  let client = null;
  async function ensure() {
    if (client === null) {
      const taken = await pool.connect();
      if (maybe()) console.log('connected');
      client = taken;
    }
    return client;
  }
  await Promise.all([ensure(), ensure()]).catch(() => {});
  if (client !== null) client.release();
};
