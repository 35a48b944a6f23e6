// shape: callback-done
const { Pool } = require('pg');
const pool = new Pool();

// ok: done is the query's callback, and gets its error
exports.direct = function () {
  pool.connect(function (err, client, done) {
    if (err) return;
    client.query('SELECT 1', done);
  });
};

// leak: throws the error of the query
// shape: explicit-throw,callback
exports.throwsError = function () {
  pool.connect(function (err, client, done) {
    if (err) throw err;
    client.query('SELECT 1', function (error) {
      if (error) throw error;
      done();
    });
  });
};

// leak: done is named, not called
// shape: method-reference,callback-done
exports.named = function (cb) {
  pool.connect(function (err, client, done) {
    if (err) return cb(err);
    client.query('SELECT 1', function (error, result) {
      done;
      cb(error, result);
    });
  });
};

// ok: a loop of queries by recursion
// shape: recursive-callback
exports.recursive = function (cb) {
  pool.connect(function (err, client, done) {
    if (err) return cb(err);
    let left = 2;
    function next(error) {
      if (error || left === 0) {
        done();
        return cb(error);
      }
      left--;
      client.query('SELECT 1', next);
    }
    next();
  });
};

// leak: the recursion forgets the client when it fails
// shape: recursive-callback
exports.recursiveBare = function (cb) {
  pool.connect(function (err, client, done) {
    if (err) return cb(err);
    let left = 2;
    function next(error) {
      if (error) return cb(error);
      if (left === 0) {
        done();
        return cb();
      }
      left--;
      client.query('SELECT 1', next);
    }
    next();
  });
};

// use-after-release: done first, query behind it
// shape: use-after-release
exports.doneFirst = function () {
  pool.connect((err, client, done) => {
    if (err) return;
    done();
    client.query('SELECT 1', () => {});
  });
};

// release-while-busy: done outside the query's callback
// shape: busy-release
exports.doneOutside = function (cb) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error, result) => {
      cb(error, result);
    });
    done();
  });
};

// ok: a loop of queries, each in a callback of its own
// shape: recursive-callback
exports.loopInCallbacks = function (cb) {
  pool.connect(function (err, client, done) {
    if (err) return cb(err);
    let left = 2;
    run();
    function run() {
      if (left === 0) {
        done();
        return cb();
      }
      left--;
      client.query('SELECT 1', function (error) {
        if (error) {
          done();
          return cb(error);
        }
        run();
      });
    }
  });
};
