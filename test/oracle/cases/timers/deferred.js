// shape: timers
const { Pool } = require('pg');
const { sleep, work } = require('../../world.js');

const pool = new Pool();

// ok: a watchdog that only warns, in the chain
exports.warns = () =>
  pool.connect().then((client) => {
    const timer = setTimeout(() => console.warn('slow'), 1000);
    return client.query('SELECT 1').finally(() => {
      clearTimeout(timer);
      client.release();
    });
  });

// leak, release-while-busy: the timer that releases is cleared by the callback, or comes first
exports.clearedTimer = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const timer = setTimeout(done, 1000);
    client.query('SELECT 1', (error) => {
      clearTimeout(timer);
      cb(error);
    });
  });
};

// ok: the interval stops itself before the release
exports.heartbeat = async () => {
  const client = await pool.connect();
  const beat = setInterval(() => console.log('still here'), 1000);
  try {
    await client.query('SELECT 1');
  } finally {
    clearInterval(beat);
    client.release();
  }
};

// use-after-release: the interval goes on with a client that went back
exports.heartbeatForever = async () => {
  const client = await pool.connect();
  await client.query('SELECT 1').catch(console.error);
  client.release();
  setInterval(() => client.query('SELECT 1').catch(console.error), 1000);
};

// leak: deferred behind work that may reject, in the chain
// shape: deferred-release
exports.deferThen = () =>
  pool.connect().then((client) =>
    work('then').then(() => {
      setTimeout(() => client.release(), 50);
    }),
  );

// ok: deferred at once, in the chain
// shape: deferred-release
exports.deferThenSafe = () =>
  pool.connect().then((client) => {
    setImmediate(() => client.release());
  });

// ok: an HTTP call and a sleep while it is held, in the chain
// shape: slow-hold
exports.slowThen = () =>
  pool.connect().then((client) =>
    fetch('https://example.org/rates')
      .then(() => sleep(5000))
      .finally(() => client.release()),
  );

// leak: the HTTP call while it is held may reject
// shape: slow-hold
exports.slowLost = async () => {
  const client = await pool.connect();
  const response = await fetch('https://example.org/rates');
  client.release();
  return response.status;
};

// ok: a timer that waits while it is held, in the callback
// shape: slow-hold
exports.slowCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error) => {
      setTimeout(() => {
        done();
        cb(error);
      }, 5000);
    });
  });
};
