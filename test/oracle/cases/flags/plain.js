// shape: released-flag
const { Pool } = require('pg');
const { maybe, work } = require('../../world.js');

const pool = new Pool();

// ok: the flag says whether the client went back already
exports.checkout = async function checkout() {
  const client = await pool.connect();
  let done = false;
  try {
    await client.query('UPDATE carts SET state = 2');
    client.release();
    done = true;
    await work('mail');
  } catch (err) {
    console.error('checkout failed', err);
  }
  if (!done) client.release();
};

// double-release: the flag is asked, but never set
exports.checkoutTwice = async function checkoutTwice() {
  const client = await pool.connect();
  let done = false;
  try {
    await client.query('UPDATE carts SET state = 2');
    client.release();
  } finally {
    if (!done) client.release();
  }
};

// ok: a once-guard in callbacks
exports.total = function total(cb) {
  pool.connect((err, client, release) => {
    if (err) return cb(err);
    let released = false;
    const once = () => {
      if (released) return;
      released = true;
      release();
    };
    client.query('SELECT sum(total) FROM carts', (error, result) => {
      once();
      if (error) return cb(error);
      once();
      cb(null, result.rows[0]);
    });
  });
};

// leak: the guard's flag is set without the release
exports.totalLost = function totalLost(cb) {
  pool.connect((err, client, release) => {
    if (err) return cb(err);
    let released = false;
    client.query('SELECT sum(total) FROM carts', (error, result) => {
      if (error) released = true;
      if (!released) release();
      cb(error, result);
    });
  });
};

// ok: a flag in a chain
exports.expire = function expire() {
  return pool.connect().then((client) => {
    let open = true;
    return client
      .query('DELETE FROM carts WHERE expired')
      .then((result) => {
        client.release();
        open = false;
        return result.rowCount;
      })
      .finally(() => {
        if (open) client.release();
      });
  });
};

// ok: set to null when it is given back
// shape: null-out
exports.reserve = async function reserve(id) {
  let client = await pool.connect();
  try {
    await client.query('UPDATE stock SET reserved = true WHERE id = $1', [id]);
    client.release();
    client = null;
    await work('notify', id);
  } finally {
    if (client !== null) client.release();
  }
};

// leak: set to null before it is given back
// shape: null-out
exports.reserveLost = async function reserveLost(id) {
  let client = await pool.connect();
  try {
    await client.query('UPDATE stock SET reserved = true WHERE id = $1', [id]);
  } catch (err) {
    client = null;
    throw err;
  } finally {
    if (client) client.release();
  }
};

// ok: an outer variable that is cleared with the release
// shape: null-out
exports.unreserve = function unreserve(id) {
  let held = null;
  const giveBack = () => {
    if (held) held.release();
    held = null;
  };
  return pool
    .connect()
    .then((client) => {
      held = client;
      return client.query('UPDATE stock SET reserved = false WHERE id = $1', [id]);
    })
    .then(giveBack, (err) => {
      giveBack();
      throw err;
    });
};

// leak: the callback clears the variable on an error, and the release with it
// shape: null-out
exports.stock = function stock(cb) {
  pool.connect((err, conn) => {
    if (err) return cb(err);
    let client = conn;
    client.query('SELECT * FROM stock', (error, result) => {
      if (error) client = null;
      if (client) client.release();
      cb(error, result);
    });
  });
};

// ok: the same flag twice
// shape: same-flag
/** @param {boolean} persist */
exports.collect = async function collect(rows, persist) {
  const client = persist ? await pool.connect() : null;
  try {
    await work(rows);
    if (persist) await client.query('INSERT INTO rows VALUES ($1)', [rows]);
  } finally {
    if (persist) client.release();
  }
};

// leak: acquired under one flag, released under both
// shape: same-flag
/**
 * @param {boolean} persist
 * @param {boolean} clean
 */
exports.collectLost = async function collectLost(rows, persist, clean) {
  const client = persist ? await pool.connect() : null;
  try {
    await work(rows);
  } finally {
    if (persist && clean) client.release();
  }
};

// leak: the flag changes between
// shape: same-flag
/** @param {boolean} persist */
exports.collectChanged = async function collectChanged(rows, persist) {
  let client;
  if (persist) client = await pool.connect();
  if (maybe()) persist = false;
  await work(rows).catch(() => {});
  if (persist) client.release();
};

// ok: the flag decides in the chain, twice
// shape: same-flag
/** @param {boolean} persist */
exports.stream = function stream(persist) {
  const pending = persist ? pool.connect() : Promise.resolve(null);
  return pending.then((client) =>
    work('stream').finally(() => {
      if (persist) client.release();
    }),
  );
};

// ok: the flag decides in the callback, twice
// shape: same-flag
/** @param {boolean} keep */
exports.lease = function lease(keep, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    if (!keep) done();
    work('lease').then(
      () => {
        if (keep) done();
        cb(null);
      },
      (error) => {
        if (keep) done();
        cb(error);
      },
    );
  });
};

// leak: released if there are rows
// shape: conditional-release
exports.firstRow = async function firstRow() {
  const client = await pool.connect();
  let found = false;
  try {
    await client.query('SELECT * FROM t LIMIT 1');
    found = true;
  } finally {
    if (found) client.release();
  }
  return found;
};

// leak: done only if something was deleted
// shape: conditional-release
exports.prune = function prune(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('DELETE FROM t', (error) => {
      if (error || maybe()) return cb(error);
      done();
      cb(null);
    });
  });
};

// leak: released in the chain if something was found
// shape: conditional-release
exports.search = function search(text) {
  return pool.connect().then((client) =>
    client
      .query('SELECT * FROM t WHERE name = $1', [text])
      .catch(() => ({ rows: [] }))
      .then(({ rows }) => {
        if (maybe()) client.release();
        return rows;
      }),
  );
};

// ok: both sides of the condition release
// shape: conditional-release
exports.searchSafe = function searchSafe(text) {
  return pool.connect().then((client) =>
    client
      .query('SELECT * FROM t WHERE name = $1', [text])
      .catch(() => ({ rows: [] }))
      .then(({ rows }) => {
        if (maybe()) client.release();
        else client.release(new Error('suspicious'));
        return rows;
      }),
  );
};
