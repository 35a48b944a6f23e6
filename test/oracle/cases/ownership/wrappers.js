// shape: with-client
const { AsyncLocalStorage } = require('async_hooks');
const { Pool } = require('pg');
const { maybe, work } = require('../../world.js');

const pool = new Pool();

async function withClient(fn) {
  const client = await pool.connect();
  try {
    return await fn(client);
  } finally {
    client.release();
  }
}

// ok: lent by the wrapper
exports.list = () => withClient((client) => client.query('SELECT * FROM t'));

// ok: lent by the wrapper to an async function
exports.listAll = async () => {
  const result = await withClient(async (client) => {
    await client.query('SET timezone = 0');
    return client.query('SELECT * FROM t');
  });
  return result.rows;
};

// leak: the wrapper of the chain releases on the good way
exports.withClientThen = (fn) =>
  pool.connect().then((client) =>
    fn(client).then((value) => {
      client.release();
      return value;
    }),
  );

// ok: the wrapper of the chain
exports.withClientThenSafe = (fn) => pool.connect().then((client) => fn(client).finally(() => client.release()));

// leak: the wrapper for callbacks calls back, and forgets done
exports.withClientCallback = (sql, cb) => {
  const run = (fn) => {
    pool.connect((err, client) => {
      if (err) return cb(err);
      fn(client, (error, result) => cb(error, result));
    });
  };
  run((client, next) => client.query(sql, next));
};

// ok: the wrapper for callbacks
exports.withClientCallbackSafe = (sql, cb) => {
  const run = (fn) => {
    pool.connect((err, client, done) => {
      if (err) return cb(err);
      fn(client, (error, result) => {
        done(error);
        cb(error, result);
      });
    });
  };
  run((client, next) => client.query(sql, next));
};

const using = (acquire) => async (fn) => {
  const client = await acquire();
  try {
    return await fn(client);
  } finally {
    client.release();
  }
};

// ok: curried over a factory
// shape: with-client-curried
exports.curried = async (id) => {
  const run = using(() => pool.connect());
  return run((client) => client.query('SELECT $1', [id]));
};

// leak: curried, without a finally
// shape: with-client-curried
exports.curriedLost = (fn) => {
  const run = (acquire) => async () => {
    const client = await acquire();
    const value = await fn(client);
    client.release();
    return value;
  };
  return run(() => pool.connect())();
};

// ok: curried in the chain
// shape: with-client-curried
exports.curriedThen = (fn) => {
  const run = (acquire) => () => acquire().then((client) => fn(client).finally(() => client.release()));
  return run(() => pool.connect())();
};

// ok: curried for callbacks
// shape: with-client-curried
exports.curriedCallback = (cb) => {
  const run = (sql) => (next) => {
    pool.connect((err, client, done) => {
      if (err) return next(err);
      client.query(sql, (error, result) => {
        done();
        next(error, result);
      });
    });
  };
  run('SELECT 1')(cb);
};

// leak: borrowed or created, released for the wrong one
// shape: borrow-or-create
/** @param {import('pg').PoolClient} [outer] */
exports.save = async (id, outer) => {
  const client = outer || (await pool.connect());
  try {
    await client.query('SELECT $1', [id]);
  } finally {
    if (outer) console.log('borrowed');
    else if (maybe()) client.release();
  }
};

// ok: borrowed or created in the chain
// shape: borrow-or-create
/** @param {import('pg').PoolClient} [outer] */
exports.saveThen = (id, outer) => {
  const pending = outer ? Promise.resolve(outer) : pool.connect();
  return pending.then((client) =>
    client.query('SELECT $1', [id]).finally(() => {
      if (!outer) client.release();
    }),
  );
};

// ok: borrowed or created for callbacks
// shape: borrow-or-create
/** @param {import('pg').PoolClient} [outer] */
exports.saveCallback = (id, cb, outer) => {
  if (outer) {
    outer.query('SELECT $1', [id], cb);
    return;
  }
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT $1', [id], (error, result) => {
      done();
      cb(error, result);
    });
  });
};

// ok: the client of the request, else an own one
// shape: async-local
exports.current = async (storage, id) => {
  const bound = storage.getStore();
  const client = bound ?? (await pool.connect());
  try {
    return await client.query('SELECT $1', [id]);
  } finally {
    if (!bound) client.release();
  }
};

// leak: an own one is never released
// shape: async-local
exports.currentLost = (storage, id) => {
  const bound = storage.getStore();
  const pending = bound ? Promise.resolve(bound) : pool.connect();
  return pending.then((client) => client.query('SELECT $1', [id]));
};

const requests = new AsyncLocalStorage();

// ok: bound to the request for as long as it runs
// shape: async-local
exports.bind = async () => {
  const client = await pool.connect();
  try {
    await requests.run(client, () => work('request'));
  } finally {
    client.release();
  }
};

function giveUp(client) {
  if (typeof client.release !== 'function') return client.end();
  client.release();
  return undefined;
}

// ok: one helper for both kinds
// shape: release-by-kind
exports.giveUpPooled = async () => {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    await giveUp(client);
  }
};

// ok: one helper for both kinds, in the chain
// shape: release-by-kind
exports.giveUpThen = () =>
  pool.connect().then((client) => client.query('SELECT 1').finally(() => giveUp(client)));

// leak: the kind is asked after a query that may reject
// shape: release-by-kind
exports.giveUpLate = async () => {
  const client = await pool.connect();
  await client.query('SELECT 1');
  if (typeof client.release === 'function') client.release();
  else await client.end();
};

// ok: by kind in the callback
// shape: release-by-kind
exports.giveUpCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error) => {
      if (typeof client.release === 'function') client.release();
      else done();
      cb(error);
    });
  });
};
