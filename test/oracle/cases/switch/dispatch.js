// shape: switch
const { Pool } = require('pg');
const { maybe, work } = require('../../world.js');
const db = new Pool();

// leak: the unknown job type leaves the client behind
/** @param {'email' | 'sms' | 'push'} type */
exports.runJob = async function runJob(type) {
  const client = await db.connect();
  switch (type) {
    case 'email':
      await client.query('UPDATE jobs SET sent = now()').catch(console.error);
      client.release();
      return true;
    case 'sms':
      client.release();
      return true;
    default:
      console.warn('unknown job', type);
      return false;
  }
};

// ok: every case falls to the release
/** @param {'email' | 'sms' | 'push'} type */
exports.runJobSafe = async function runJobSafe(type) {
  const client = await db.connect();
  let sql;
  switch (type) {
    case 'email':
      sql = 'UPDATE emails SET sent = now()';
      break;
    case 'sms':
      sql = 'UPDATE messages SET sent = now()';
      break;
    default:
      sql = 'UPDATE pushes SET sent = now()';
  }
  try {
    await client.query(sql);
  } finally {
    client.release();
  }
};

// leak: one case of the callback forgets done
/** @param {'read' | 'write'} mode */
exports.access = function access(mode, cb) {
  db.connect((err, client, done) => {
    if (err) return cb(err);
    switch (mode) {
      case 'read':
        client.query('SELECT * FROM items', (error, result) => {
          done();
          cb(error, result);
        });
        break;
      case 'write':
        cb(new Error('read only'));
        break;
    }
  });
};

// ok: each case of the callback calls done
/** @param {'read' | 'write'} mode */
exports.accessSafe = function accessSafe(mode, cb) {
  db.connect((err, client, done) => {
    if (err) return cb(err);
    switch (mode) {
      case 'read':
        client.query('SELECT * FROM items', (error, result) => {
          done();
          cb(error, result);
        });
        break;
      case 'write':
        done();
        cb(new Error('read only'));
        break;
    }
  });
};

// leak: the switch in the handler has a hole
/** @param {'full' | 'delta' | 'none'} kind */
exports.sync = function sync(kind) {
  return db.connect().then((client) => {
    switch (kind) {
      case 'full':
        return client.query('SELECT full_sync()').finally(() => client.release());
      case 'delta':
        return client.query('SELECT delta_sync()').finally(() => client.release());
    }
    return undefined;
  });
};

// ok: the default closes the hole
/** @param {'full' | 'delta' | 'none'} kind */
exports.syncSafe = function syncSafe(kind) {
  return db.connect().then((client) => {
    switch (kind) {
      case 'full':
        return client.query('SELECT full_sync()').finally(() => client.release());
      case 'delta':
        return client.query('SELECT delta_sync()').finally(() => client.release());
      default:
        client.release();
        return undefined;
    }
  });
};

// leak: a labelled break leaves two loops and the release
// shape: labelled-break
exports.findSlot = async function findSlot(rows, items) {
  let slot;
  search: for (const row of rows) {
    const client = await db.connect();
    for (const item of items) {
      if (maybe()) {
        slot = [row, item];
        break search;
      }
    }
    client.release();
  }
  return slot;
};

// ok: a labelled break out of the inner loop, the finally is on the way
// shape: labelled-break
exports.findSlotSafe = async function findSlotSafe(rows, items) {
  let slot;
  search: for (const row of rows) {
    const client = await db.connect();
    try {
      for (const item of items) {
        await client.query('SELECT $1', [item]);
        if (maybe()) {
          slot = [row, item];
          break search;
        }
      }
    } finally {
      client.release();
    }
  }
  return slot;
};

// leak: a labelled continue starts over with the client in hand
// shape: labelled-break
exports.sweep = function sweep(rows, items, cb) {
  db.connect((err, client, done) => {
    if (err) return cb(err);
    let hits = 0;
    check: {
      for (const row of rows) {
        if (maybe()) break check;
        hits += row;
      }
      done();
    }
    cb(null, hits + items.length);
  });
};

// ok: the block that is left has no release in it
// shape: labelled-break
exports.sweepSafe = function sweepSafe(rows, cb) {
  db.connect((err, client, done) => {
    if (err) return cb(err);
    let hits = 0;
    check: {
      for (const row of rows) {
        if (maybe()) break check;
        hits += row;
      }
      hits = -1;
    }
    done();
    cb(null, hits);
  });
};

// leak: a labelled block around a chain is left before it starts
// shape: labelled-break
exports.refresh = function refresh(rows) {
  return db.connect().then((client) => {
    update: {
      if (rows.length === 0) break update;
      return client.query('REFRESH MATERIALIZED VIEW totals').finally(() => client.release());
    }
    return work('nothing to do');
  });
};
