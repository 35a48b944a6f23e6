// shape: response-events
const { Pool } = require('pg');
const { work } = require('../../world.js');

const pool = new Pool();

// leak: finish does not come when the browser goes away
exports.attach = async (req, res, next) => {
  req.db = await pool.connect();
  res.on('finish', () => req.db.release());
  next();
};

// ok: close always comes
exports.attachSafe = async (req, res, next) => {
  const client = await pool.connect();
  res.on('close', () => client.release());
  req.db = client;
  next();
};

// ok: close, in the chain
exports.attachThen = (req, res, next) => {
  pool
    .connect()
    .then((client) => {
      res.once('close', () => client.release());
      next();
    })
    .catch(next);
};

// leak: close, but work comes before the listener
exports.attachLate = (req, res, next) => {
  pool
    .connect()
    .then((client) => work('session').then(() => res.once('close', () => client.release())))
    .then(() => next(), next);
};

// ok: close, in the callback
exports.attachCallback = (req, res, next) => {
  pool.connect((err, client, done) => {
    if (err) return next(err);
    res.on('close', () => done());
    next();
  });
};

// leak: finish, in the callback
exports.attachCallbackLost = (req, res, next) => {
  pool.connect((err, client, done) => {
    if (err) return next(err);
    res.on('finish', () => done());
    next();
  });
};

// double-release: finish and close, in the chain
// shape: finished-flag
exports.twice = (req, res, next) => {
  pool
    .connect()
    .then((client) => {
      const end = () => client.release();
      res.on('finish', end);
      res.on('close', end);
      next();
    })
    .catch(next);
};

// ok: finish and close with a flag, in the callback
// shape: finished-flag
exports.onceCallback = (req, res, next) => {
  pool.connect((err, client, done) => {
    if (err) return next(err);
    let finished = false;
    const end = () => {
      if (!finished) done();
      finished = true;
    };
    res.on('finish', end);
    res.on('close', end);
    next();
  });
};

// ok: the handler releases before it answers
// shape: middleware
exports.show = (req, res, next) => {
  pool
    .connect()
    .then((client) =>
      client
        .query('SELECT * FROM t WHERE id = $1', [req.params.id])
        .then((result) => res.json(result.rows[0]))
        .finally(() => client.release()),
    )
    .catch(next);
};

// leak: the handler answers, and next gets the error
// shape: middleware
exports.showLost = (req, res, next) => {
  pool
    .connect()
    .then((client) =>
      client.query('SELECT * FROM t WHERE id = $1', [req.params.id]).then((result) => {
        client.release();
        res.json(result.rows[0]);
      }),
    )
    .catch(next);
};

// leak: the error handler of the callback answers 500
// shape: middleware
exports.index = (req, res) => {
  pool.connect((err, client, done) => {
    if (err) return res.status(503).end();
    client.query('SELECT * FROM t', (error, result) => {
      if (error) return res.status(500).json({ error: error.message });
      done();
      res.json(result.rows);
    });
  });
};

// ok: done, then either answer
// shape: middleware
exports.indexSafe = (req, res) => {
  pool.connect((err, client, done) => {
    if (err) return res.status(503).end();
    client.query('SELECT * FROM t', (error, result) => {
      done();
      if (error) return res.status(500).json({ error: error.message });
      res.json(result.rows);
    });
  });
};
