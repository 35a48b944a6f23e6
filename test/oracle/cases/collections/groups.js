// shape: collections
const { Pool } = require('pg');
const { maybe, work } = require('../../world.js');

const pool = new Pool();

// ok: pushed one by one, released in the finally
exports.warmUp = async () => {
  const clients = [];
  try {
    clients.push(await pool.connect());
    clients.push(await pool.connect());
    await work('warm');
  } finally {
    clients.forEach((client) => client.release());
  }
};

// leak: the list is made, then work rejects
exports.warmUpLost = async () => {
  const clients = [];
  clients.push(await pool.connect());
  await work('warm');
  for (const client of clients) client.release();
};

// leak: pop() takes one and forgets the rest
exports.popOne = async () => {
  const clients = [];
  for (let i = 0; i < 2; i++) {
    try {
      clients.push(await pool.connect());
    } catch {
      break;
    }
  }
  const last = clients.pop();
  if (last) last.release();
};

// ok: emptied by shift()
exports.shiftAll = async () => {
  const clients = [];
  try {
    for (let i = 0; i < 2; i++) clients.push(await pool.connect());
  } finally {
    while (clients.length > 0) clients.shift().release();
  }
};

// ok: collected in the chain
exports.collectThen = () => {
  const clients = [];
  const giveBack = () => {
    for (const client of clients) client.release();
  };
  return pool
    .connect()
    .then((client) => {
      clients.push(client);
      return work('collect');
    })
    .finally(giveBack);
};

// leak: collected in the chain, given back on the good way
exports.collectThenLost = () => {
  const clients = [];
  return pool
    .connect()
    .then((client) => {
      clients.push(client);
      return work('collect');
    })
    .then(() => {
      for (const client of clients) client.release();
    });
};

// ok: collected by callbacks
exports.collectCallback = (cb) => {
  const held = [];
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    held.push(done);
    client.query('SELECT 1', (error) => {
      held.forEach((giveBack) => giveBack());
      cb(error);
    });
  });
};

// leak: a list of release functions that nobody calls
exports.collectCallbackLost = (cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const held = [];
    held.push(done);
    client.query('SELECT 1', (error) => {
      held.length = 0;
      cb(error);
    });
  });
};

// leak: a map of sessions, cleared without a release
// shape: keyed-collections
exports.clearSessions = async (ids) => {
  const sessions = new Map();
  for (const id of ids) sessions.set(id, await pool.connect());
  sessions.clear();
};

// ok: a map of sessions, each released
// shape: keyed-collections
exports.closeSessions = async (ids) => {
  const sessions = new Map();
  try {
    for (const id of ids) sessions.set(id, await pool.connect());
    await work('sessions');
  } finally {
    for (const client of sessions.values()) client.release();
  }
};

// ok: a set, released by forEach in the chain
// shape: keyed-collections
exports.closeSet = () => {
  const open = new Set();
  return pool
    .connect()
    .then((client) => {
      open.add(client);
      return work('set');
    })
    .finally(() => open.forEach((client) => client.release()));
};

// leak: a set, deleted before the release
// shape: keyed-collections
exports.deleteFromSet = async () => {
  const open = new Set();
  const client = await pool.connect();
  open.add(client);
  if (maybe()) {
    open.delete(client);
    return;
  }
  open.delete(client);
  client.release();
};

// ok: a map of sessions of callbacks
// shape: keyed-collections
exports.mapCallback = (id, cb) => {
  const sessions = new Map();
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    sessions.set(id, done);
    client.query('SELECT $1', [id], (error) => {
      sessions.get(id)();
      sessions.delete(id);
      cb(error);
    });
  });
};
