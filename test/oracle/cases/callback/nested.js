// shape: callback
const { Pool } = require('pg');
const pool = new Pool();
const other = new Pool();
const third = new Pool();

// leak: the second query's error path misses done
exports.transfer = function (cb) {
  pool.connect(function (err, client, done) {
    if (err) return cb(err);
    client.query('UPDATE a SET n = 1', function (err) {
      if (err) {
        done();
        return cb(err);
      }
      client.query('UPDATE b SET n = 1', function (err) {
        if (err) return cb(err);
        done();
        cb(null);
      });
    });
  });
};

// ok: each error path calls done
exports.transferSafe = function (cb) {
  pool.connect(function (err, client, done) {
    if (err) return cb(err);
    client.query('UPDATE a SET n = 1', function (err) {
      if (err) {
        done();
        return cb(err);
      }
      client.query('UPDATE b SET n = 1', function (err) {
        done();
        cb(err);
      });
    });
  });
};

// ok: a helper of this function decides
exports.transferHelper = function (cb) {
  pool.connect(function (err, client, done) {
    if (err) return cb(err);
    function finish(error) {
      done();
      cb(error);
    }
    client.query('UPDATE a SET n = 1', function (err) {
      if (err) return finish(err);
      client.query('UPDATE b SET n = 1', finish);
    });
  });
};

// leak: the documented example without its done
exports.documented = function () {
  pool.connect((err, client, release) => {
    if (err) {
      return console.error('Error acquiring client', err.stack);
    }
    client.query('SELECT NOW()', (err, result) => {
      if (err) {
        return console.error('Error executing query', err.stack);
      }
      release();
      console.log(result.rows);
    });
  });
};

// ok: the documented example
exports.documentedSafe = function () {
  pool.connect((err, client, release) => {
    if (err) {
      return console.error('Error acquiring client', err.stack);
    }
    client.query('SELECT NOW()', (err, result) => {
      release();
      if (err) {
        return console.error('Error executing query', err.stack);
      }
      console.log(result.rows);
    });
  });
};

// ok: promisified by hand, owner is the caller
// shape: promisified
exports.getClient = function () {
  return new Promise(function (resolve, reject) {
    pool.connect(function (err, client) {
      if (err) return reject(err);
      resolve(client);
    });
  });
};

// leak: promisified by hand, released on success only
// shape: promisified
exports.query = function (sql) {
  return new Promise((resolve, reject) => {
    pool.connect((err, client, done) => {
      if (err) return reject(err);
      client.query(sql, (err, result) => {
        if (err) return reject(err);
        done();
        resolve(result.rows);
      });
    });
  });
};

// ok: promisified by hand
// shape: promisified
exports.querySafe = function (sql) {
  return new Promise((resolve, reject) => {
    pool.connect((err, client, done) => {
      if (err) return reject(err);
      client.query(sql, (err, result) => {
        done();
        if (err) reject(err);
        else resolve(result.rows);
      });
    });
  });
};

// leak: a client taken on the way, inside the callback of another one
// shape: callback
exports.takenInside = function () {
  pool.connect((err, client, done) => {
    if (err) return;
    other
      .connect()
      .then(async (second) => {
        try {
          await third.connect();
        } finally {
          second.release();
        }
      })
      .catch(() => undefined);
    done();
  });
};

// ok: a client taken and given back inside the callback of another one
// shape: callback
exports.givenBackInside = function () {
  pool.connect((err, client, done) => {
    if (err) return;
    other.connect((error, second, giveBack) => {
      if (!error) giveBack();
    });
    done();
  });
};

// ok: a client taken inside a callback, and kept by the function around it
// shape: callback
exports.keptOutside = async function () {
  const taken = [];
  await new Promise((resolve) => {
    other.connect((err, client, done) => {
      if (!err) taken.push(done);
      resolve();
    });
  });
  for (const done of taken) done();
};
