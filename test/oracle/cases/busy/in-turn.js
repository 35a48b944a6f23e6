// shape: busy-release
const { Pool } = require('pg');

const pool = new Pool();

/** Waits for what it is given to reject, as an assertion library does. */
const rejects = async (promise) => {
  try {
    await promise;
  } catch {
    return true;
  }
  return false;
};

// ok: when the second query has called back, the first one is done
exports.second = (cb) => {
  pool.connect((error, client, release) => {
    if (error) return cb(error);
    client.query('SELECT 1').catch(console.error);
    client.query('SELECT 2', (failed) => {
      release();
      cb(failed);
    });
  });
};

// release-while-busy: released when the first one has called back
exports.first = (cb) => {
  pool.connect((error, client, release) => {
    if (error) return cb(error);
    client.query('SELECT 1', (failed) => {
      release();
      cb(failed);
    });
    client.query('SELECT 2').catch(console.error);
  });
};

// ok: whoever is given the promise waits for it, and is waited for
exports.expected = async () => {
  const client = await pool.connect();
  try {
    return await rejects(client.query('SELECT nonsense'));
  } finally {
    client.release();
  }
};

// release-while-busy: nobody waits for who waits for it
exports.unexpected = async () => {
  const client = await pool.connect();
  try {
    void rejects(client.query('SELECT nonsense'));
  } finally {
    client.release();
  }
};

// ok: a timeout that only rejects wins by throwing
exports.timed = async () => {
  const client = await pool.connect();
  let destroy = true;
  try {
    const timeout = new Promise((_, reject) => setTimeout(() => reject(new Error('too late')), 1000));
    const result = await Promise.race([client.query('SELECT 1'), timeout]);
    destroy = false;
    return result;
  } finally {
    client.release(destroy);
  }
};
