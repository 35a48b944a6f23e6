// shape: loop
const { Pool } = require('pg');
const { maybe, sleep, work } = require('../../world.js');

const pool = new Pool();

// leak: the batch loop leaves for a bad row
exports.importBatches = async (rows) => {
  let count = 0;
  for (const row of rows) {
    const client = await pool.connect();
    if (maybe()) return count;
    client.release();
    count += row;
  }
  return count;
};

// ok: the client outlives the loop, the finally outlives both
exports.importBatchesSafe = async (rows) => {
  const client = await pool.connect();
  let count = 0;
  try {
    for (const row of rows) {
      if (maybe()) return count;
      await client.query('INSERT INTO rows VALUES ($1)', [row]);
      count++;
    }
  } finally {
    client.release();
  }
  return count;
};

// leak: do/while takes a client before it looks
exports.drainQueue = async () => {
  let client;
  do {
    client = await pool.connect();
  } while (maybe());
  client.release();
};

// ok: the loop is a chain of promises
exports.sequence = (rows) =>
  rows.reduce(
    (before, row) =>
      before.then(() =>
        pool.connect().then((client) => client.query('SELECT $1', [row]).finally(() => client.release())),
      ),
    Promise.resolve(),
  );

// leak: the loop starts chains, and none of them releases on errors
exports.startAll = async (rows) => {
  for (const row of rows) {
    await pool.connect().then((client) => client.query('SELECT $1', [row]).then(() => client.release()));
  }
};

// leak: one callback for each row, and the error way forgets done
exports.eachRow = (rows, cb) => {
  for (const row of rows) {
    pool.connect((err, client, done) => {
      if (err) return cb(err);
      client.query('SELECT $1', [row], (error) => {
        if (error) return cb(error);
        done();
      });
    });
  }
};

// ok: one callback for each row
exports.eachRowSafe = (rows, cb) => {
  rows.forEach((row) => {
    pool.connect((err, client, done) => {
      if (err) return cb(err);
      client.query('SELECT $1', [row], (error) => {
        done();
        if (error) cb(error);
      });
    });
  });
};

// leak: an attempt that fails keeps its client
// shape: retry
exports.withRetry = async () => {
  for (let attempt = 1; attempt <= 2; attempt++) {
    const client = await pool.connect();
    try {
      const result = await client.query('SELECT 1');
      client.release();
      return result;
    } catch (err) {
      await sleep(attempt * 100);
    }
  }
  throw new Error('gave up');
};

// ok: each attempt gives its client back
// shape: retry
exports.withRetrySafe = async () => {
  let failure;
  for (let attempt = 1; attempt <= 2; attempt++) {
    const client = await pool.connect();
    try {
      return await client.query('SELECT 1');
    } catch (err) {
      failure = err;
    } finally {
      client.release();
    }
  }
  throw failure;
};

// leak: the retry of a chain takes another client
// shape: retry
exports.retryThen = () => {
  const attempt = (left) =>
    pool.connect().then((client) =>
      client.query('SELECT 1').then(
        (result) => {
          client.release();
          return result;
        },
        (err) => {
          if (left === 0) throw err;
          return attempt(left - 1);
        },
      ),
    );
  return attempt(1);
};

// ok: the retry of a chain, each with its finally
// shape: retry
exports.retryThenSafe = () => {
  const once = () =>
    pool.connect().then((client) => client.query('SELECT 1').finally(() => client.release()));
  return once().catch(() => once());
};

// ok: the retry of a callback runs on the same client
// shape: retry
exports.retryCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', (failed) => {
      if (!failed) {
        done();
        return cb(null);
      }
      client.query('SELECT 1', (error) => {
        done(error);
        cb(error);
      });
    });
  });
};

// ok: reconnects while the server is away, holds nothing while it sleeps
// shape: retry
exports.waitForServer = async () => {
  while (maybe()) {
    try {
      const client = await pool.connect();
      client.release();
      return true;
    } catch {
      await sleep(1000);
    }
  }
  return false;
};

// leak: map with async functions, bare
// shape: async-callbacks
exports.mapped = async (rows) => {
  const results = await Promise.all(
    rows.map(async (row) => {
      const client = await pool.connect();
      await client.query('SELECT $1', [row]);
      client.release();
      return row;
    }),
  );
  return results.length;
};

// ok: forEach with chains
// shape: async-callbacks
exports.forEached = (rows) => {
  rows.forEach((row) => {
    pool
      .connect()
      .then((client) => client.query('SELECT $1', [row]).finally(() => client.release()))
      .catch(console.error);
  });
};

// leak: filter with callbacks
// shape: async-callbacks
exports.filtered = (rows, cb) => {
  const left = rows.filter((row) => {
    pool.connect((err, client, done) => {
      if (err) return cb(err);
      if (row === 2) return cb(null);
      done();
    });
    return row > 1;
  });
  return left;
};

// ok: one client lent to every callback, awaited
// shape: async-callbacks
exports.shared = async (rows) => {
  const client = await pool.connect();
  try {
    await Promise.allSettled(rows.map((row) => client.query('SELECT $1', [row])));
    await work('count', rows);
  } finally {
    client.release();
  }
};
