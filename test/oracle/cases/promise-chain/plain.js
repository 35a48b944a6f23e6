// shape: promise-chain
const { Pool } = require('pg');
const pool = new Pool();

// leak: the error handler logs only
// shape: two-handlers
exports.load = function () {
  return pool.connect().then(function (client) {
    return client
      .query('SELECT 1')
      .then(function (res) {
        client.release();
        return res.rows;
      })
      .catch(function (err) {
        console.error(err);
      });
  });
};

// ok: both handlers release
// shape: two-handlers
exports.loadSafe = function () {
  return pool.connect().then(function (client) {
    return client
      .query('SELECT 1')
      .then(function (res) {
        client.release();
        return res.rows;
      })
      .catch(function (err) {
        client.release();
        throw err;
      });
  });
};

// ok: the documented form
exports.loadDocumented = () =>
  pool.connect().then((client) =>
    client
      .query('SELECT $1::text as name', ['x'])
      .then((res) => {
        client.release();
        console.log(res.rows[0]);
      })
      .catch((err) => {
        client.release();
        console.log(err.stack);
      }),
  );

// ok: new Promise around the chain
// shape: promisified
exports.wrapped = () =>
  new Promise((resolve, reject) => {
    pool.connect().then(
      (client) => {
        client
          .query('SELECT 1')
          .then(resolve, reject)
          .finally(() => client.release());
      },
      (err) => reject(err),
    );
  });
