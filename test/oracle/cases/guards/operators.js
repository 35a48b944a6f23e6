// shape: nullness
const { Pool } = require('pg');
const { maybe, work } = require('../../world.js');

const pool = new Pool();

// ok: hoisted for the catch and the finally of the chain
exports.hoistedThen = () => {
  let client = null;
  return pool
    .connect()
    .then((c) => {
      client = c;
      return client.query('SELECT 1');
    })
    .finally(() => {
      if (client) client.release();
    });
};

// leak: the chain hoists it, and asks the wrong way
exports.hoistedWrong = () => {
  let client = null;
  return pool
    .connect()
    .then((c) => {
      client = c;
      return client.query('SELECT 1');
    })
    .finally(() => {
      if (!client) client.release();
    });
};

// ok: no client when there is an error
exports.inCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (client) {
      client.query('SELECT 1', (error) => {
        done();
        cb(error);
      });
    } else {
      cb(err);
    }
  });
};

// leak: asks for the error instead of the client, and answers both
exports.inCallbackWrong = (cb) => {
  pool.connect((err, client, done) => {
    if (client && maybe()) return cb(null);
    if (client) done();
    cb(err);
  });
};

// leak: instanceof throws away what it does not know
// shape: narrowing
exports.narrowed = async () => {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } catch (err) {
    if (err instanceof TypeError) client.release();
    throw err;
  }
  client.release();
};

// ok: instanceof decides what is rethrown, not what is released
// shape: narrowing
exports.narrowedSafe = async () => {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } catch (err) {
    if (err instanceof TypeError) throw err;
    console.error(err);
  } finally {
    client.release();
  }
};

function assertOk(value, message) {
  if (!value) throw new Error(message);
}

// leak: asserts on the rows while the client is out
// shape: assertion-function
exports.asserted = async () => {
  const client = await pool.connect();
  const result = await client.query('SELECT 1').catch(() => null);
  assertOk(result, 'no result');
  client.release();
  return result.rows;
};

// ok: asserts when it is back
// shape: assertion-function
exports.assertedSafe = async () => {
  const client = await pool.connect();
  const result = await client.query('SELECT 1').catch(() => null);
  client.release();
  assertOk(result, 'no result');
  return result.rows;
};

function bail(message) {
  throw new Error(message);
}

// leak: bail() never comes back
// shape: never-returning
exports.bailing = async () => {
  const client = await pool.connect();
  if (maybe()) bail('closed');
  client.release();
};

// leak: the optional chain stops at the query
// shape: optional-chain
exports.optional = async () => {
  const client = await pool.connect();
  const first = (await client?.query('SELECT 1'))?.rows?.[0];
  client?.release?.();
  return first;
};

// ok: patterns with defaults, nothing that throws
// shape: destructuring-default
exports.patterns = async (req) => {
  const { id = 0, name = 'none' } = req.body;
  const client = await pool.connect();
  const [first = id, second = name] = [];
  try {
    await client.query('SELECT $1, $2', [first, second]);
  } finally {
    client.release();
  }
};

// leak: ??= takes a client that the way out forgets
// shape: nullish-assignment
exports.cached = async (items) => {
  const cache = { client: null };
  for (const item of items) {
    cache.client ??= await pool.connect();
    await work(item);
  }
  if (cache.client) cache.client.release();
};

// ok: both ends of && and || release
// shape: conditional-expression
exports.logical = async () => {
  const client = await pool.connect();
  const isFine = await client.query('SELECT 1').then(
    () => true,
    () => false,
  );
  (isFine && (client.release(), true)) || client.release(true);
};
