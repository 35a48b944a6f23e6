// shape: pending-return
const { Pool } = require('pg');

const pool = new Pool();

// release-while-busy: a chain is returned from the try
exports.names = async () => {
  const client = await pool.connect();
  try {
    return client.query('SELECT name FROM t').then(({ rows }) => rows.map((row) => row.name));
  } finally {
    client.release();
  }
};

// ok: the chain is awaited
exports.namesSafe = async () => {
  const client = await pool.connect();
  try {
    return await client.query('SELECT name FROM t').then(({ rows }) => rows.map((row) => row.name));
  } finally {
    client.release();
  }
};

// release-while-busy: returned from the catch
exports.fallback = async () => {
  const client = await pool.connect();
  try {
    return await client.query('SELECT name FROM t');
  } catch {
    return client.query('SELECT name FROM old_t');
  } finally {
    client.release();
  }
};

// release-while-busy: the last of several queries
exports.lastOne = async () => {
  const client = await pool.connect();
  try {
    await client.query('SET timezone = 0');
    return client.query('SELECT name FROM t');
  } finally {
    client.release();
  }
};

// ok: returned behind the finally
exports.behind = async () => {
  const client = await pool.connect();
  let pending;
  try {
    pending = client.query('SELECT name FROM t');
    await pending;
  } finally {
    client.release();
  }
  return pending;
};
