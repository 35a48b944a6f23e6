// shape: happy-path
const { Pool } = require('pg');
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

// leak: the happy way calls done, the error way throws it away
exports.findOrder = function findOrder(id, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT * FROM orders WHERE id = $1', [id], (error, result) => {
      if (error) return cb(error);
      done();
      cb(null, result.rows[0]);
    });
  });
};

// ok: done before anything else
exports.findOrderSafe = function findOrderSafe(id, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT * FROM orders WHERE id = $1', [id], (error, result) => {
      done();
      cb(error, result && result.rows[0]);
    });
  });
};

// leak: no done, no release
// shape: no-release
exports.archive = function archive(cb) {
  pool.connect((err, client) => {
    if (err) return cb(err);
    client.query('INSERT INTO archive SELECT * FROM orders', (error) => cb(error));
  });
};

// ok: a query of the pool needs no release
// shape: no-release, no-name
exports.archiveSafe = function archiveSafe(cb) {
  pool.query('INSERT INTO archive SELECT * FROM orders', (error) => cb(error));
};

// leak: a promise of a client that gets no name, in a callback
// shape: no-name
exports.analyze = function analyze(cb) {
  pool
    .connect()
    .then((c) => c.query('ANALYZE orders', cb))
    .catch(cb);
};

// leak: an empty list answers before the release
// shape: early-return
exports.deleteOrders = function deleteOrders(ids, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    if (ids.length === 0) return cb(null, 0);
    client.query('DELETE FROM orders WHERE id = ANY($1)', [ids], (error, result) => {
      done(error);
      cb(error, result);
    });
  });
};

// ok: the check comes first
// shape: early-return
exports.deleteOrdersSafe = function deleteOrdersSafe(ids, cb) {
  if (ids.length === 0) return cb(null, 0);
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('DELETE FROM orders WHERE id = ANY($1)', [ids], (error, result) => {
      done(error);
      cb(error, result);
    });
  });
};

// leak: the set-up query stands outside of what done covers
// shape: gap
exports.withTimeout = function withTimeout(sql, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SET statement_timeout = 500', (failed) => {
      if (failed) return cb(failed);
      client.query(sql, (error, result) => {
        done();
        cb(error, result);
      });
    });
  });
};

// ok: one exit for both queries
// shape: gap
exports.withTimeoutSafe = function withTimeoutSafe(sql, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const finish = (error, result) => {
      done();
      cb(error, result);
    };
    client.query('SET statement_timeout = 500', (failed) => {
      if (failed) return finish(failed);
      client.query(sql, finish);
    });
  });
};

// leak: JSON.parse of the body while the client is out
// shape: sync-call
exports.importOrder = function importOrder(body, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const order = JSON.parse(body);
    client.query('INSERT INTO orders VALUES ($1)', [order.id], (error) => {
      done();
      cb(error);
    });
  });
};

// ok: parsed first, and clocks do not throw
// shape: sync-call
exports.importOrderSafe = function importOrderSafe(body, cb) {
  const order = JSON.parse(body);
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const at = Date.now();
    client.query('INSERT INTO orders VALUES ($1, $2)', [order.id, at], (error) => {
      done();
      cb(error);
    });
  });
};

// ok: connect and done, nothing between
// shape: ping
exports.ping = function ping(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    done();
    cb(null, true);
  });
};

// leak: done in the error branch only
// shape: catch-only
exports.lockOrder = function lockOrder(id, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT pg_advisory_lock($1)', [id], (error) => {
      if (error) {
        done(error);
        return cb(error);
      }
      cb(null, true);
    });
  });
};

// ok: done in the error branch, and behind it
// shape: catch-and-after, catch-only
exports.unlockOrder = function unlockOrder(id, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT pg_advisory_unlock($1)', [id], (error) => {
      if (error) {
        done(error);
        return cb(error);
      }
      done();
      cb(null);
    });
  });
};

// ok: the error is logged, whatever it is, then done
// shape: swallowing-catch
exports.touch = function touch(id) {
  pool.connect((err, client, done) => {
    if (err) return console.error(err);
    client.query('UPDATE orders SET seen = now() WHERE id = $1', [id], (error) => {
      if (error) console.warn('not touched', error.message);
      done();
    });
  });
};
