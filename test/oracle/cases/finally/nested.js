// shape: nested-try
const { Pool } = require('pg');
const { work } = require('../../world.js');
const pool = new Pool();

// leak: the inner finally covers the query, the outer one nothing
exports.importRows = async (rows) => {
  try {
    const client = await pool.connect();
    await work('prepare', rows);
    try {
      await client.query('COPY rows FROM STDIN');
    } finally {
      client.release();
    }
  } catch (err) {
    console.error('import failed', err);
  } finally {
    console.log('import done');
  }
};

// ok: the inner catch rethrows, the outer finally releases
exports.importRowsSafe = async (rows) => {
  const client = await pool.connect();
  try {
    try {
      await work('prepare', rows);
      await client.query('COPY rows FROM STDIN');
    } catch (err) {
      await client.query('TRUNCATE rows');
      throw err;
    }
  } finally {
    client.release();
  }
};

// double-release: the inner finally and the outer one
exports.importTwice = async () => {
  const client = await pool.connect();
  try {
    try {
      await client.query('COPY rows FROM STDIN');
    } finally {
      client.release();
    }
  } finally {
    client.release();
  }
};

// leak: the release stands behind another finally's await
// shape: finally-order
exports.closeDay = async () => {
  const client = await pool.connect();
  try {
    await client.query('SELECT close_day()');
  } finally {
    await client.query('RESET ALL');
    client.release();
  }
};

// ok: the reset may fail
// shape: finally-order
exports.closeDaySafe = async () => {
  const client = await pool.connect();
  try {
    await client.query('SELECT close_day()');
  } finally {
    await client.query('RESET ALL').catch(() => {});
    client.release();
  }
};

// leak: the callback resets the session first, and its error is in the way
// shape: finally-order, nested-try
exports.closeMonth = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT close_month()', (failed) => {
      client.query('RESET ALL', (error) => {
        if (error) return cb(error);
        done();
        cb(failed);
      });
    });
  });
};

// ok: done whatever the reset says
// shape: finally-order, nested-try
exports.closeMonthSafe = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT close_month()', (failed) => {
      client.query('RESET ALL', (error) => {
        done(error);
        cb(failed || error);
      });
    });
  });
};

// ok: released in the catch, then in the rest
// shape: catch-and-after, catch-only
exports.report = async () => {
  const client = await pool.connect();
  let rows = [];
  try {
    ({ rows } = await client.query('SELECT * FROM report'));
  } catch (err) {
    client.release(err);
    return [];
  }
  client.release();
  return rows;
};

// leak: the swallowing catch looks at the error, and throws it after all
// shape: swallowing-catch
exports.reportOr = async (rows) => {
  const client = await pool.connect();
  try {
    await client.query('SELECT * FROM report');
  } catch (err) {
    if (rows.length === 0) throw err;
    console.warn('using old rows', err.message);
  }
  client.release();
  return rows;
};

// ok: a swallowing catch in both tries
// shape: swallowing-catch, nested-try
exports.reportTwice = async () => {
  const client = await pool.connect();
  try {
    await client.query('SELECT * FROM report');
    try {
      await client.query('SELECT * FROM details');
    } catch {
      console.warn('no details');
    }
  } catch {
    console.warn('no report');
  }
  client.release();
};

// leak: released in the catch only
// shape: catch-only
exports.reportOnce = async () => {
  let client;
  try {
    client = await pool.connect();
    return (await client.query('SELECT * FROM report')).rows;
  } catch (err) {
    if (client) client.release();
    throw err;
  }
};

// leak: the health check runs a statement between
// shape: ping
exports.alive = async (req, res) => {
  try {
    const client = await pool.connect();
    await client.query('SELECT 1');
    client.release();
    res.json({ ok: true });
  } catch {
    res.status(503).json({ ok: false });
  }
};

// leak: unbalanced, the throw comes before the release
// shape: explicit-throw
exports.limit = async (n) => {
  const client = await pool.connect();
  if (n !== 3) throw new RangeError('too many');
  client.release();
};

// ok: thrown inside the try
// shape: explicit-throw
exports.limitSafe = async (n) => {
  const client = await pool.connect();
  try {
    if (n === 2) throw new RangeError('too many');
  } finally {
    client.release();
  }
};
