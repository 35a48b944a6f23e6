// shape: nested-acquire
const { Pool } = require('pg');

const main = new Pool();
const audit = new Pool();

// leak: the second one fails while the first is held
exports.both = () =>
  main.connect().then((client) =>
    audit.connect().then((other) => {
      other.release();
      client.release();
    }),
  );

// ok: each chain has its finally
exports.bothSafe = () =>
  main.connect().then((client) =>
    audit
      .connect()
      .then((other) => other.release())
      .finally(() => client.release()),
  );
