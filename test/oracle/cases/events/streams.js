// shape: stream-events
const { Pool } = require('pg');
const { once } = require('events');
const { work } = require('../../world.js');

const pool = new Pool();

// leak: finish and nothing else
exports.copyOut = async (stream) => {
  const client = await pool.connect();
  stream.on('end', () => {
    client.release();
  });
  stream.pipe(process.stdout);
};

// ok: close comes in any case
exports.copyOutSafe = async (stream) => {
  const client = await pool.connect();
  stream.on('close', () => {
    client.release();
  });
  stream.pipe(process.stdout);
};

// ok: close, registered in the chain
exports.copyThen = (stream) =>
  pool.connect().then((client) => {
    stream.once('close', () => client.release());
    stream.resume();
  });

// leak: error only, registered in the chain
exports.copyThenLost = (stream) =>
  pool.connect().then((client) => {
    stream.once('error', () => client.release());
    stream.resume();
  });

// ok: end and error in the callback
exports.copyCallback = (stream, cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    stream.on('end', () => {
      done();
      cb(null);
    });
    stream.on('error', (error) => {
      done(error);
      cb(error);
    });
  });
};

// leak: end in the callback, an error goes to the caller only
exports.copyCallbackLost = (stream, cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    stream.on('end', () => {
      done();
      cb(null);
    });
    stream.on('error', cb);
  });
};

// leak: waits for the end, which an error never brings
// shape: listener-only
exports.waitForEnd = async (stream) => {
  const client = await pool.connect();
  await once(stream, 'end');
  client.release();
};

// ok: waits for the end, and for the error that once() throws
// shape: listener-only
exports.waitForEndSafe = async (stream) => {
  const client = await pool.connect();
  try {
    await once(stream, 'end');
  } finally {
    client.release();
  }
};

// leak: released by a notification that may never come
// shape: listener-only
exports.waitForNotification = (channel) =>
  pool.connect().then((client) => {
    client.on('notification', () => client.release());
    return client.query(`LISTEN ${channel}`).catch(console.error);
  });

// leak: released by a notification, in the callback
// shape: listener-only
exports.waitForNotificationCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.once('notification', () => done());
    client.query('LISTEN jobs', (error) => cb(error));
  });
};

// ok: given back when its queue is empty
// shape: drain
exports.onDrain = async () => {
  const client = await pool.connect();
  client.once('drain', () => client.release());
  client.query('UPDATE a SET n = 1').catch(console.error);
  client.query('UPDATE b SET n = 1').catch(console.error);
};

// ok: given back when its queue is empty, by a callback
// shape: drain
exports.onDrainCallback = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.once('drain', done);
    client.query('UPDATE a SET n = 1', cb);
  });
};

// leak: nothing was asked, so nothing drains
// shape: drain
exports.onDrainIdle = () =>
  pool.connect().then((client) => {
    client.once('drain', () => client.release());
    return work('elsewhere');
  });

// ok: the reader closes the handle it was given
// shape: auto-closing-reader
exports.readAll = async (rows) => {
  const read = async function* (client) {
    try {
      for (const row of rows) yield await client.query('SELECT $1', [row]);
    } finally {
      client.release();
    }
  };
  const client = await pool.connect();
  let count = 0;
  for await (const row of read(client)) count += row.rowCount;
  return count;
};

// leak: the reader is made after an await, and nobody reads
// shape: auto-closing-reader
exports.readNone = async (rows) => {
  const read = async function* (client) {
    try {
      for (const row of rows) yield await client.query('SELECT $1', [row]);
    } finally {
      client.release();
    }
  };
  const client = await pool.connect();
  const reader = read(client);
  return typeof reader;
};

// ok: the stream that reads closes, and the client with it
// shape: auto-closing-reader
exports.readStream = (stream) =>
  pool.connect().then((client) => {
    const reader = client.query(stream);
    reader.on('close', () => client.release());
    return reader;
  });

// ok: the stream that reads in a callback
// shape: auto-closing-reader
exports.readCallback = (stream, cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query(stream);
    stream.on('close', () => done());
    cb(null);
  });
};

// ok: lent to a reader that leaves it open
// shape: lent-to-reader
exports.lend = async (rows) => {
  const read = async (client) => {
    for (const row of rows) await client.query('SELECT $1', [row]);
  };
  const client = await pool.connect();
  try {
    await read(client);
  } finally {
    client.release();
  }
};

// leak: lent to a reader that leaves it open, and so does everybody
// shape: lent-to-reader
exports.lendThen = () => {
  const read = (client) => client.query('SELECT 1');
  return pool.connect().then((client) => read(client));
};

// ok: lent in the callback
// shape: lent-to-reader
exports.lendCallback = (cb) => {
  const read = (client, next) => client.query('SELECT 1', next);
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    read(client, (error, result) => {
      done();
      cb(error, result);
    });
  });
};
