// shape: helper
const { Pool, Client } = require('pg');
const { load, maybe, work } = require('../../world.js');

const pool = new Pool();

async function insertAudit(client, what) {
  await client.query('INSERT INTO audit VALUES ($1)', [what]);
}

async function finishWith(client, what) {
  try {
    await client.query('INSERT INTO audit VALUES ($1)', [what]);
  } finally {
    client.release();
  }
}

// leak: the helper borrows, and it may reject
exports.rename = async (id) => {
  const client = await pool.connect();
  await insertAudit(client, id);
  client.release();
};

// ok: the helper borrows, the finally releases
exports.renameSafe = async (id) => {
  const client = await pool.connect();
  try {
    await insertAudit(client, id);
  } finally {
    client.release();
  }
};

// ok: the helper releases in the chain
exports.renameThen = (id) => pool.connect().then((client) => finishWith(client, id));

function finishCallback(client, done, cb) {
  client.query('SELECT 1', (error) => {
    done(error);
    cb(error);
  });
}

// ok: the helper calls done
exports.renameCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    finishCallback(client, done, cb);
  });
};

function logCallback(client, done, cb) {
  client.query('SELECT 1', (error) => {
    console.log('done?', typeof done);
    cb(error);
  });
}

// leak: the helper gets done, and does not call it
exports.renameCallbackLost = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    logCallback(client, done, cb);
  });
};

function finish(client, keep) {
  if (!keep) client.release();
}

// leak: told to keep it
// shape: helper-flag
exports.kept = async () => {
  const client = await pool.connect();
  finish(client, true);
};

// ok: told not to keep it, in the chain
// shape: helper-flag
exports.notKept = () =>
  pool.connect().then((client) => client.query('SELECT 1').finally(() => finish(client, false)));

// leak: told to keep it on errors
// shape: helper-flag
exports.keptOnError = (cb) => {
  pool.connect((err, client) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error) => {
      finish(client, Boolean(error));
      cb(error);
    });
  });
};

// leak: the set-up step of the factory rejects
// shape: factory-setup
exports.openSession = async () => {
  const client = await pool.connect();
  await client.query('SET search_path TO app');
  return client;
};

// ok: the set-up step is guarded
// shape: factory-setup
exports.openSessionSafe = async () => {
  const client = await pool.connect();
  try {
    await client.query('SET search_path TO app');
    return client;
  } catch (err) {
    client.release(err);
    throw err;
  }
};

// leak: the set-up step of the chain rejects
// shape: factory-setup
exports.openSessionThen = () =>
  pool.connect().then((client) => client.query('SET search_path TO app').then(() => client));

// ok: the set-up step of the chain is guarded
// shape: factory-setup
exports.openSessionThenSafe = () =>
  pool.connect().then((client) =>
    client.query('SET search_path TO app').then(
      () => client,
      (err) => {
        client.release(err);
        throw err;
      },
    ),
  );

// leak: the set-up step of the callback fails
// shape: factory-setup
exports.openSessionCallback = (cb) => {
  pool.connect((err, client) => {
    if (err) return cb(err);
    client.query('SET search_path TO app', (error) => {
      if (error) return cb(error);
      cb(null, client);
    });
  });
};

// ok: the factory of a client that connects in it
// shape: returned, single-client
exports.openClient = async () => {
  const client = new Client();
  try {
    await client.connect();
    return client;
  } catch (err) {
    console.error('no database', err);
    throw err;
  }
};

// ok: handed over with what else was loaded
// shape: returned
exports.openWithConfig = async () => {
  const config = await load({ schema: 'app' });
  return { config, client: await pool.connect() };
};

// leak: handed over, unless the config is old
// shape: returned
exports.openUnless = async () => {
  const client = await pool.connect();
  if (maybe()) return null;
  return client;
};

// ok: a closure that closes first
// shape: closure-closes
exports.closesFirst = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const answer = (error, result) => {
      done();
      cb(error, result);
    };
    client.query('SELECT 1', (error, result) => {
      if (error) return answer(error);
      client.query('SELECT 2', () => answer(null, result));
    });
  });
};

// leak: the closure closes, but one way does not use it
// shape: closure-closes
exports.closesMostly = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const answer = (error, result) => {
      done();
      cb(error, result);
    };
    client.query('SELECT 1', (error, result) => {
      if (error) return cb(error);
      answer(null, result);
    });
  });
};

// ok: a closure that closes at the end of the chain
// shape: closure-closes
exports.closesThen = () =>
  pool.connect().then((client) => {
    const close = (value) => {
      client.release();
      return value;
    };
    return client.query('SELECT 1').then(close, (err) => Promise.reject(close(err)));
  });

// leak: fields of a result, not the client
// shape: no-release, returned
exports.describe = async () => {
  const client = await pool.connect();
  await work('describe');
  return { name: 'client', pid: client.processID };
};
