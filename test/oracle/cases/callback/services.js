// shape: callback
const { Pool } = require('pg');
const { promisify } = require('util');
const { maybe, work } = require('../../world.js');

const pool = new Pool();

// ok: done in each branch of the callback
exports.createUser = function createUser(name, cb) {
  pool.connect((err, client, done) => {
    if (err) {
      return cb(err);
    }
    client.query('INSERT INTO users (name) VALUES ($1) RETURNING id', [name], (error, result) => {
      if (error) {
        done(error);
        cb(error);
      } else {
        done();
        cb(null, result.rows[0].id);
      }
    });
  });
};

// leak: the wrong error variable is asked
exports.createUserWrong = function createUserWrong(name, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('INSERT INTO users (name) VALUES ($1)', [name], (error) => {
      if (!err && error) return cb(error);
      done();
      cb(null);
    });
  });
};

// double-release: done is called for the error, and again because the return is missing
// shape: callback, double-release
exports.noReturn = function noReturn(id, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT * FROM users WHERE id = $1', [id], (error, result) => {
      if (error) {
        done();
        cb(error);
      }
      done();
      cb(null, result);
    });
  });
};

// leak: a query that is awaited inside the callback
exports.mixed = function mixed(id, cb) {
  pool.connect(async (err, client, done) => {
    if (err) return cb(err);
    const { rows } = await client.query('SELECT * FROM users WHERE id = $1', [id]);
    done();
    cb(null, rows);
  });
};

// leak: the handler at the end of the chain logs, and forgets done
exports.mixedSafe = function mixedSafe(id, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client
      .query('SELECT * FROM users WHERE id = $1', [id])
      .then((result) => {
        done();
        cb(null, result.rows);
      })
      .catch((error) => {
        console.error(error);
      });
  });
};

// ok: done deferred to the next turn
// shape: callback-done, deferred-release
exports.deferredDone = function deferredDone(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error, result) => {
      setImmediate(done);
      cb(error, result);
    });
  });
};

// ok: done is handed to the chain
// shape: callback-done
exports.chainedDone = function chainedDone(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1').then(
      (result) => {
        done();
        cb(null, result);
      },
      (error) => {
        done(error);
        cb(error);
      },
    );
  });
};

// leak: done only when somebody asked for it
// shape: callback-done
exports.optionalDone = function optionalDone(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error, result) => {
      if (maybe()) done();
      cb(error, result);
    });
  });
};

// ok: batches, one query after the other
// shape: recursive-callback
exports.batches = function batches(items, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    let i = 0;
    const step = (error) => {
      if (error || i === items.length) {
        done(error);
        return cb(error);
      }
      client.query('INSERT INTO items VALUES ($1)', [items[i++]], step);
    };
    step();
  });
};

// double-release: the recursion ends twice
// shape: recursive-callback, double-release
exports.batchesTwice = function batchesTwice(items, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    let i = 0;
    const step = (error) => {
      if (error) {
        done(error);
        cb(error);
      }
      if (error || i === items.length) return done();
      client.query('INSERT INTO items VALUES ($1)', [items[i++]], step);
    };
    step();
  });
};

// leak: polls until there is work, and forgets the client when it gives up
// shape: recursive-callback
exports.poll = function poll(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    let tries = 0;
    (function again() {
      if (tries++ === 3) return cb(new Error('no work'));
      client.query('SELECT * FROM work LIMIT 1', (error, result) => {
        if (error || maybe()) {
          done();
          return cb(error, result);
        }
        again();
      });
    })();
  });
};

// ok: an async function that calls itself
// shape: recursive-callback
exports.retryAsync = async function retryAsync(cb) {
  const attempt = async (left) => {
    const client = await pool.connect();
    try {
      return await client.query('SELECT 1');
    } catch (err) {
      if (left === 0) throw err;
    } finally {
      client.release();
    }
    return attempt(left - 1);
  };
  return attempt(2);
};

// ok: promisified by hand, with two handlers
// shape: promisified
exports.queryPromise = function queryPromise(sql) {
  return new Promise((resolve, reject) => {
    pool.connect((err, client, done) => {
      if (err) return reject(err);
      client.query(sql, (error, result) => {
        done(error);
        return error ? reject(error) : resolve(result);
      });
    });
  });
};

// leak: an async executor, whose rejection nobody sees
// shape: promisified
exports.asyncExecutor = function asyncExecutor(sql) {
  return new Promise(async (resolve) => {
    const client = await pool.connect();
    const result = await client.query(sql);
    client.release();
    resolve(result.rows);
  });
};

// leak: resolves with the rows and a client that nobody gets
// shape: promisified
exports.rowsOnly = function rowsOnly(sql) {
  return new Promise((resolve, reject) => {
    pool.connect((err, client) => {
      if (err) return reject(err);
      client.query(sql).then((result) => resolve(result.rows), reject);
    });
  });
};

// ok: awaited inside of an own promise
// shape: promisified
exports.awaited = async function awaited(sql) {
  const client = await new Promise((resolve, reject) => {
    pool.connect((err, c) => (err ? reject(err) : resolve(c)));
  });
  try {
    return await client.query(sql);
  } finally {
    client.release();
  }
};

// leak: awaited inside of an own promise, no finally
// shape: promisified
exports.awaitedLost = async function awaitedLost(sql) {
  const client = await new Promise((resolve, reject) => {
    pool.connect((err, c) => (err ? reject(err) : resolve(c)));
  });
  const result = await client.query(sql);
  client.release();
  return result;
};

// leak: the handler of the callback throws away both
// shape: explicit-throw, callback
exports.throwing = function throwing(cb) {
  pool.connect((err, client, done) => {
    if (err) throw err;
    if (maybe()) throw new Error('not allowed');
    done();
    cb(null);
  });
};

// release-while-busy: done behind the query instead of inside its callback
// shape: busy-release, callback-done
exports.doneBehind = function doneBehind(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', cb);
    done();
  });
};

// use-after-release: the second query runs on a client that went back
// shape: use-after-release
exports.secondQuery = function secondQuery(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error) => {
      done();
      if (error) return cb(error);
      client.query('SELECT 2', cb);
    });
  });
};
