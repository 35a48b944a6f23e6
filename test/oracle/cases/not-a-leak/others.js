// shape: name-clash
const { Pool } = require('pg');
const net = require('some-net-library');
const { Session } = require('some-session-library');
const { maybe, work } = require('../../world.js');

const pool = new Pool();

// ok: the connect of a socket library
exports.socket = () => net.connect('localhost').then((socket) => socket.write('hello'));

// ok: a session of another library, in a callback
exports.session = (cb) => {
  const session = new Session();
  session.connect((err) => cb(err));
};

// leak: the same name for the real one
exports.connection = async () => {
  const connection = await pool.connect();
  const session = await net.connect('localhost');
  connection.release();
  return session;
};

// ok: a release that is wrapped, and calls the old one
// shape: monkey-patched
exports.patched = async () => {
  const client = await pool.connect();
  const { release } = client;
  client.release = (err) => {
    console.log('released', err);
    return release.call(client, err);
  };
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
};

// leak: a release that is wrapped, and called on the good way
// shape: monkey-patched
exports.patchedLost = async () => {
  const client = await pool.connect();
  const release = client.release.bind(client);
  client.release = () => {
    console.log('released');
    release();
  };
  await client.query('SELECT 1');
  client.release();
};

// ok: wrapped in the chain
// shape: monkey-patched
exports.patchedThen = () =>
  pool.connect().then((client) => {
    const old = client.release;
    client.release = () => {
      client.release = old;
      return old.apply(client);
    };
    return client.query('SELECT 1').finally(() => client.release());
  });

// ok: the query is wrapped, in the callback
// shape: monkey-patched
exports.patchedCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const { query } = client;
    client.query = (sql, next) => {
      console.log(sql);
      return query.call(client, sql, next);
    };
    client.query('SELECT 1', (error) => {
      done();
      cb(error);
    });
  });
};

let shared;

// ok: kept by the module for the life of the process
// shape: module-singleton
exports.get = async () => {
  shared = shared || (await pool.connect());
  return shared;
};

let pending;

// ok: the promise is kept by the module
// shape: module-singleton
exports.getPromise = () => {
  pending = pending || pool.connect();
  return pending;
};

let listener;

// ok: kept by the module, from a callback
// shape: module-singleton
exports.listen = (cb) => {
  pool.connect((err, client) => {
    if (err) return cb(err);
    listener = client;
    listener.query('LISTEN jobs', cb);
  });
};

// leak: the module keeps the number, not the client
// shape: module-singleton
exports.count = async () => {
  const client = await pool.connect();
  shared = shared || null;
  if (maybe()) await work('count');
  return client.processID;
};

// ok: closed when the process is told to end
// shape: shutdown
exports.start = async () => {
  const client = await pool.connect();
  process.once('SIGTERM', () => client.release());
};

// leak: the query before the handler may reject
// shape: shutdown
exports.startLost = async () => {
  const client = await pool.connect();
  await client.query('LISTEN jobs');
  process.once('SIGTERM', () => client.release());
};

// ok: closed when the process is told to end, in the chain
// shape: shutdown
exports.startThen = () =>
  pool.connect().then((client) => {
    process.on('SIGINT', () => client.release());
  });

// ok: closed when the process is told to end, in the callback
// shape: shutdown
exports.startCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    process.once('SIGTERM', () => done());
    cb(null);
  });
};
