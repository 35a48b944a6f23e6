// ok: hooks that call back
// shape: hooks
const { Pool } = require('pg');

const pool = new Pool();

describe('orders', () => {
  let release = null;
  let client = null;

  before((next) => {
    pool.connect((err, taken, done) => {
      client = taken;
      release = done;
      next(err);
    });
  });

  it('are there', (next) => {
    client.query('SELECT * FROM orders', next);
  });

  after(() => release && release());
});
