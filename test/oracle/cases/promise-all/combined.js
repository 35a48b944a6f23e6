// shape: promise-all
const { Pool } = require('pg');
const { work } = require('../../world.js');

const pool = new Pool();
const replica = new Pool();

// leak: two pools at once; when one rejects, the other's client is nobody's
exports.both = async () => {
  const [main, read] = await Promise.all([pool.connect(), replica.connect()]);
  main.release();
  read.release();
};

// ok: one client, the other work has its own errors
exports.beside = async (rows) => {
  const [client, prepared] = await Promise.all([
    pool.connect(),
    work(rows).catch((err) => console.error('not prepared', err)),
  ]);
  try {
    await client.query('SELECT $1', [prepared]);
  } finally {
    client.release();
  }
};

// ok: each with its own finally, then all
exports.each = (ids) =>
  Promise.all(
    ids.map((id) =>
      pool.connect().then((client) => client.query('SELECT $1', [id]).finally(() => client.release())),
    ),
  );

// leak: each with a then only
exports.eachLost = (ids) =>
  Promise.all(
    ids.map((id) =>
      pool.connect().then((client) =>
        client.query('SELECT $1', [id]).then((result) => {
          client.release();
          return result.rows;
        }),
      ),
    ),
  );

// leak: in the chain
exports.chained = () =>
  Promise.all([pool.connect(), replica.connect()]).then(([main, read]) => {
    main.release();
    read.release();
  });

// ok: settled, and those that came go back
// shape: promise-all-settled
exports.settled = async () => {
  const results = await Promise.allSettled([pool.connect(), replica.connect()]);
  for (const result of results) {
    if (result.status === 'fulfilled') result.value.release();
  }
};

// leak: settled, and one of them throws before the other goes back
// shape: promise-all-settled
exports.settledLost = async () => {
  const [main, read] = await Promise.allSettled([pool.connect(), replica.connect()]);
  if (main.status === 'rejected') throw main.reason;
  main.value.release();
  if (read.status === 'fulfilled') read.value.release();
};

// ok: settled in the chain
// shape: promise-all-settled
exports.settledThen = () =>
  Promise.allSettled([pool.connect(), work('config')]).then(([taken]) => {
    if (taken.status === 'fulfilled') taken.value.release();
  });

// leak: any() takes the first, the second is nobody's
// shape: promise-all-settled
exports.fastest = async () => {
  const client = await Promise.any([pool.connect(), replica.connect()]);
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
};

// leak: the second connect rejects outside of the try
// shape: two-acquires
exports.copy = async () => {
  const from = await replica.connect();
  const to = await pool.connect();
  try {
    await to.query('INSERT INTO t SELECT 1');
  } finally {
    to.release();
    from.release();
  }
};

// ok: each in its own try
// shape: two-acquires
exports.copySafe = async () => {
  const from = await replica.connect();
  try {
    const to = await pool.connect();
    try {
      await to.query('INSERT INTO t SELECT 1');
    } finally {
      to.release();
    }
  } finally {
    from.release();
  }
};

// leak: nested chains, the outer client waits for the inner finally
// shape: two-acquires
exports.copyThen = () =>
  replica.connect().then((from) =>
    pool.connect().then((to) =>
      to.query('INSERT INTO t SELECT 1').finally(() => {
        to.release();
        from.release();
      }),
    ),
  );

// ok: nested chains, each with its finally
// shape: two-acquires
exports.copyThenSafe = () =>
  replica.connect().then((from) =>
    pool
      .connect()
      .then((to) => to.query('INSERT INTO t SELECT 1').finally(() => to.release()))
      .finally(() => from.release()),
  );

// leak: the second callback gets an error, and the first client is forgotten
// shape: two-acquires
exports.copyCallback = (cb) => {
  replica.connect((err, from, doneFrom) => {
    if (err) return cb(err);
    pool.connect((failed, to, doneTo) => {
      if (failed) return cb(failed);
      to.query('INSERT INTO t SELECT 1', (error) => {
        doneTo();
        doneFrom();
        cb(error);
      });
    });
  });
};

// ok: the second callback gives the first one back
// shape: two-acquires
exports.copyCallbackSafe = (cb) => {
  replica.connect((err, from, doneFrom) => {
    if (err) return cb(err);
    pool.connect((failed, to, doneTo) => {
      if (failed) {
        doneFrom();
        return cb(failed);
      }
      to.query('INSERT INTO t SELECT 1', (error) => {
        doneTo();
        doneFrom();
        cb(error);
      });
    });
  });
};

// ok: a queue of work on one client, settled before the release
// shape: started-work
exports.queued = async (ids) => {
  const client = await pool.connect();
  const running = ids.map((id) => client.query('SELECT $1', [id]));
  try {
    await Promise.allSettled(running);
  } finally {
    client.release();
  }
};

// release-while-busy: the callbacks are started, and the client goes back
// shape: started-work
exports.started = (ids, cb) => {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client.query('UPDATE t SET n = 1', (error) => console.log(error));
    client.query('UPDATE t SET n = 2', (error) => console.log(error));
    done();
    cb(null);
  });
};

// release-while-busy: started in the chain, nobody waits
// shape: started-work
exports.startedThen = () =>
  pool.connect().then((client) => {
    client.query('UPDATE t SET n = 1').catch(console.error);
    client.release();
  });
