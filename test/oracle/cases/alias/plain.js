// shape: alias
const { Pool } = require('pg');
const { maybe, work } = require('../../world.js');

const pool = new Pool();

// ok: a context object carries the client through the chain
exports.inContext = function inContext(id) {
  const ctx = { id, db: null };
  return pool.connect().then((client) => {
    ctx.db = client;
    return ctx.db.query('SELECT $1', [ctx.id]).finally(() => ctx.db.release());
  });
};

// leak: the context object is all that knows it, and nobody asks
exports.inContextLost = function inContextLost(id) {
  const ctx = { id, db: null };
  return pool.connect().then((client) => {
    ctx.db = client;
    return ctx.db.query('SELECT $1', [ctx.id]);
  });
};

// ok: two names in the callback
exports.twoNames = function twoNames(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const db = client;
    const finish = done;
    db.query('SELECT 1', (error) => {
      finish();
      cb(error);
    });
  });
};

// leak: destructured, called on the good way only
// shape: destructured-release
exports.destructuredLost = async function destructuredLost() {
  const client = await pool.connect();
  const { release } = client;
  const { rows } = await client.query('SELECT 1');
  release();
  return rows;
};

// ok: destructured in the parameter of the handler
// shape: destructured-release
exports.destructuredThen = function destructuredThen() {
  return pool.connect().then((client) => {
    const { release } = client;
    return client.query('SELECT 1').then(
      (result) => {
        release();
        return result.rows;
      },
      (err) => {
        release(err);
        throw err;
      },
    );
  });
};

// leak: destructured in the callback, and the error way forgets it
// shape: destructured-release
exports.destructuredCallback = function destructuredCallback(cb) {
  pool.connect((err, client) => {
    if (err) return cb(err);
    const { release } = client;
    client.query('SELECT 1', (error, result) => {
      if (error) return cb(error);
      release();
      cb(null, result);
    });
  });
};

// double-release: by the destructured name and by the method
// shape: destructured-release, double-release
exports.destructuredTwice = async function destructuredTwice() {
  const client = await pool.connect();
  const { release } = client;
  release();
  client.release();
};

const RELEASE = 'release';

// ok: the name of the method in a constant
// shape: computed-release
exports.computed = async function computed() {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    client[RELEASE]();
  }
};

// leak: element access on the good way only
// shape: computed-release
exports.computedLost = function computedLost() {
  return pool.connect().then((client) =>
    client.query('SELECT 1').then((result) => {
      client['release']();
      return result.rows;
    }),
  );
};

// ok: element access in the callback
// shape: computed-release
exports.computedCallback = function computedCallback(cb) {
  pool.connect((err, client) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error) => {
      client['release'](error);
      cb(error);
    });
  });
};

// leak: another method by element access
// shape: computed-release
exports.computedOther = async function computedOther() {
  const client = await pool.connect();
  client['removeAllListeners']();
};

// leak: the method is handed to nobody
// shape: method-reference
exports.referenced = function referenced() {
  return pool.connect().then((client) => {
    const giveBack = client.release;
    return client.query('SELECT 1').finally(() => giveBack);
  });
};

// ok: the bound method is called by the chain
// shape: method-reference
exports.referencedBound = function referencedBound() {
  return pool.connect().then((client) => {
    const giveBack = client.release.bind(client);
    return client.query('SELECT 1').finally(() => giveBack());
  });
};

// leak: done is kept, not called
// shape: method-reference
exports.referencedDone = function referencedDone(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const state = { done, closed: false };
    client.query('SELECT 1', (error) => {
      state.closed = true;
      cb(error);
    });
  });
};

// leak: the variable is given the second client, and the first is gone
// shape: reassign
exports.failover = async function failover() {
  let client = await pool.connect();
  if (maybe()) {
    client = await pool.connect();
  }
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
};

// ok: the first one goes back before the second is taken
// shape: reassign
exports.failoverSafe = async function failoverSafe() {
  let client = await pool.connect();
  if (maybe()) {
    client.release(true);
    client = await pool.connect();
  }
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
};

// leak: reassigned in the chain
// shape: reassign
exports.failoverThen = function failoverThen() {
  let current;
  return pool
    .connect()
    .then((client) => {
      current = client;
      return pool.connect();
    })
    .then((client) => {
      current = client;
      current.release();
    });
};

// leak: reassigned in the callback
// shape: reassign
exports.failoverCallback = function failoverCallback(cb) {
  pool.connect((err, first) => {
    if (err) return cb(err);
    let current = first;
    pool.connect((failed, second) => {
      if (failed) {
        current.release();
        return cb(failed);
      }
      current = second;
      current.release();
      cb(null);
    });
  });
};

// ok: the two change places, and both go back
// shape: swap
exports.swapped = async function swapped() {
  let primary = await pool.connect();
  let standby = null;
  try {
    standby = await pool.connect();
    if (maybe()) [primary, standby] = [standby, primary];
    await primary.query('SELECT 1');
  } finally {
    primary.release();
    if (standby) standby.release();
  }
};

// leak, double-release: after the change one goes back twice
// shape: swap
exports.swappedWrong = async function swappedWrong() {
  let a = await pool.connect();
  let b = await pool.connect().catch(() => null);
  if (b === null) {
    a.release();
    return;
  }
  const other = a;
  a = b;
  b = other;
  other.release();
  b.release();
};

// ok: swapped in the chain
// shape: swap
exports.swappedThen = function swappedThen() {
  return pool.connect().then((client) => {
    let [a, b] = [client, null];
    [a, b] = [b, a];
    return b.query('SELECT 1').finally(() => {
      if (a) a.release();
      b.release();
    });
  });
};

// leak: swapped in the callback, and the empty one is asked
// shape: swap
exports.swappedCallback = function swappedCallback(cb) {
  pool.connect((err, client) => {
    if (err) return cb(err);
    let a = client;
    let b = null;
    [a, b] = [b, a];
    b.query('SELECT 1', (error) => {
      if (a) a.release();
      cb(error);
    });
  });
};

// leak: the second part of the comma throws first
// shape: comma
exports.commaLost = async function commaLost(body) {
  const client = await pool.connect();
  const order = (JSON.parse(body), client.release(), 1);
  return order;
};

// ok: released in the middle of a comma
// shape: comma
exports.commaThen = function commaThen() {
  return pool.connect().then((client) => (client.release(), true));
};

// ok: done in the middle of a comma
// shape: comma
exports.commaCallback = function commaCallback(cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error, result) => (done(), cb(error, result)));
  });
};

// ok: a helper of the project takes both sides
// shape: conditional-expression
/** @param {boolean} broken */
exports.ternary = function ternary(broken, cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    broken ? done(new Error('broken')) : done();
    cb(null);
  });
};

// leak: one side only
// shape: conditional-expression
/** @param {boolean} broken */
exports.ternaryThen = function ternaryThen(broken) {
  return pool.connect().then((client) => (broken ? client.release(true) : work('keep going')));
};
