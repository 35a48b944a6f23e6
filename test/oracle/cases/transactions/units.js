// shape: transaction
const { Pool } = require('pg');
const { maybe, work } = require('../../world.js');

const pool = new Pool();

// ok: begin, commit, rollback, release
exports.unit = async (id) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE t SET n = n + 1 WHERE id = $1', [id]);
    await client.query('COMMIT');
  } catch (err) {
    await client.query('ROLLBACK');
    throw err;
  } finally {
    client.release();
  }
};

// unfinished-transaction: the early return neither commits nor rolls back
exports.unitEarly = async (id) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE t SET n = n + 1 WHERE id = $1', [id]);
    if (maybe()) return false;
    await client.query('COMMIT');
    return true;
  } catch (err) {
    await client.query('ROLLBACK');
    throw err;
  } finally {
    client.release();
  }
};

// ok: in callbacks, each error rolls back
exports.unitCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const rollback = (error) =>
      client.query('ROLLBACK', (failed) => {
        done(failed);
        cb(error);
      });
    client.query('BEGIN', (error) => {
      if (error) return rollback(error);
      client.query('UPDATE t SET n = n + 1', (error) => {
        if (error) return rollback(error);
        client.query('COMMIT', (error) => {
          if (error) return rollback(error);
          done();
          cb(null);
        });
      });
    });
  });
};

// unfinished-transaction: in callbacks, an error gives it back as it is
exports.unitCallbackDirty = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('BEGIN', (error) => {
      if (error) {
        done();
        return cb(error);
      }
      client.query('UPDATE t SET n = n + 1', (error) => {
        if (error) {
          done();
          return cb(error);
        }
        client.query('COMMIT', (error) => {
          done();
          cb(error);
        });
      });
    });
  });
};

// ok: in a chain
exports.unitThen = () =>
  pool.connect().then((client) =>
    client
      .query('BEGIN')
      .then(() => client.query('UPDATE t SET n = n + 1'))
      .then(() => client.query('COMMIT'))
      .catch((err) => client.query('ROLLBACK').then(() => Promise.reject(err)))
      .finally(() => client.release()),
  );

// unfinished-transaction: in a chain, without a rollback
exports.unitThenDirty = () =>
  pool.connect().then((client) =>
    client
      .query('BEGIN')
      .then(() => client.query('UPDATE t SET n = n + 1'))
      .then(() => client.query('COMMIT'))
      .finally(() => client.release()),
  );

// leak: the rollback of the callback fails, and nobody gives the client back
// shape: rollback
exports.rollbackCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('UPDATE t SET n = n + 1', (error) => {
      if (!error) {
        done();
        return cb(null);
      }
      client.query('ROLLBACK', (failed) => {
        if (failed) return cb(failed);
        done();
        cb(error);
      });
    });
  });
};

// release-while-busy: the rollback of the chain is not returned
// shape: rollback
exports.rollbackThen = () =>
  pool.connect().then((client) =>
    client
      .query('UPDATE t SET n = n + 1')
      .catch((err) => {
        client.query('ROLLBACK').catch(() => {});
        throw err;
      })
      .finally(() => client.release()),
  );

// ok: destroyed, so that nothing is left to roll back
// shape: rollback
exports.rollbackNeedless = async () => {
  const client = await pool.connect();
  let failure;
  try {
    await client.query('BEGIN');
    await work('inside');
    await client.query('COMMIT');
  } catch (err) {
    failure = err;
    throw err;
  } finally {
    client.release(failure);
  }
};

// unfinished-transaction: a BEGIN in lower case, and an outer catch
exports.lower = async () => {
  try {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await work('inside');
      await client.query('commit');
    } finally {
      client.release();
    }
  } catch (err) {
    console.error(err);
  }
};
