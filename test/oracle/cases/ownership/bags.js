// shape: disposer-bag
const { Pool } = require('pg');
const { work } = require('../../world.js');

const pool = new Pool();

// ok: clean-ups are pushed, and run at the end of the chain
exports.cleanUps = () => {
  const cleanUps = [];
  return pool
    .connect()
    .then((client) => {
      cleanUps.push(() => client.release());
      return client.query('SELECT 1');
    })
    .finally(() => cleanUps.forEach((run) => run()));
};

// leak: clean-ups are pushed, and run on the good way
exports.cleanUpsLost = () => {
  const cleanUps = [];
  return pool
    .connect()
    .then((client) => {
      cleanUps.push(() => client.release());
      return client.query('SELECT 1');
    })
    .then(() => cleanUps.forEach((run) => run()));
};

// ok: the bag of a callback
exports.bagCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const bag = { query: (sql, next) => client.query(sql, next), dispose: done };
    bag.query('SELECT 1', (error) => {
      bag.dispose();
      cb(error);
    });
  });
};

// ok: the bag goes to the caller
exports.bag = async () => {
  const client = await pool.connect();
  const stop = () => client.release();
  return { client, stop };
};

// leak: the work behind the bag rejects
exports.bagLate = async () => {
  const client = await pool.connect();
  const bag = { client, stop: () => client.release() };
  await work('prepare');
  return bag;
};

// ok: a helper object ends it in the finally of the chain
// shape: helper-object
exports.helperObject = () =>
  pool.connect().then((client) => {
    const session = { client, close: () => client.release() };
    return session.client.query('SELECT 1').finally(() => session.close());
  });
