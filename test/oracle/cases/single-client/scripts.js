// shape: lazy-acquire
const { Client, Pool } = require('pg');
const { maybe, work } = require('../../world.js');

// ok: made, and ended in any case, connected or not
exports.lazy = async () => {
  const client = new Client();
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
};

// leak: connected in one branch, ended in none
exports.lazyLost = async () => {
  const client = new Client();
  if (maybe()) await client.connect();
};

// ok: the chain connects, and ends
exports.lazyThen = () => {
  const client = new Client();
  return client
    .connect()
    .then(() => client.query('SELECT 1'))
    .finally(() => client.end());
};

// ok: the callback never connects when there is nothing to do
exports.lazyCallback = (items, cb) => {
  const client = new Client();
  if (items.length === 0) return cb(null);
  client.connect((err) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error) => {
      client.end();
      cb(error);
    });
  });
};

// leak: connected by the callback, ended on the good way
// shape: single-client
exports.migrate = (cb) => {
  const client = new Client();
  client.connect((err) => {
    if (err) return cb(err);
    client.query('ALTER TABLE t ADD COLUMN n int', (error) => {
      if (error) return cb(error);
      client.end();
      cb(null);
    });
  });
};

// leak: the work between connect and the chain rejects
// shape: single-client
exports.seed = () => {
  const client = new Client();
  return client
    .connect()
    .then(() => work('seed'))
    .then(() => client.end());
};

// leak: the pool of the function waits for its client for ever
// shape: parent-closed
exports.drained = async () => {
  const pool = new Pool();
  const client = await pool.connect();
  await client.query('SELECT 1').catch(console.error);
  await pool.end();
};

// ok: the pool of the chain is ended behind the release
// shape: parent-closed
exports.drainedThen = () => {
  const pool = new Pool();
  return pool
    .connect()
    .then((client) => client.query('SELECT 1').finally(() => client.release()))
    .finally(() => pool.end());
};

// leak: the pool of the callback is ended instead of the release
// shape: parent-closed
exports.drainedCallback = (cb) => {
  const pool = new Pool();
  pool.connect((err, client) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error) => {
      pool.end();
      cb(error);
    });
  });
};

// ok: the script ends the process on both outcomes, in the chain
// shape: process-exit
exports.script = () => {
  const client = new Client();
  client
    .connect()
    .then(() => client.query('SELECT 1'))
    .then(
      () => process.exit(0),
      () => process.exit(1),
    );
};

// ok: the script ends the process in the callback
// shape: process-exit
exports.scriptCallback = () => {
  const client = new Client();
  client.connect((err) => {
    if (err) process.exit(1);
    client.query('SELECT 1', (error) => {
      console.log(error || 'fine');
      process.exit(error ? 1 : 0);
    });
  });
};

// leak: only the error ends the process, in the chain
// shape: process-exit
exports.scriptHalf = () => {
  const client = new Client();
  return client
    .connect()
    .then(() => client.query('SELECT 1'))
    .catch(() => process.exit(1));
};
