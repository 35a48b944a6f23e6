// shape: static-block
const { Pool } = require('pg');

const pool = new Pool();

// leak: the chain releases on the good way
class Defaults {
  static {
    pool
      .connect()
      .then((client) =>
        client.query('SELECT * FROM defaults').then((result) => {
          Defaults.rows = result.rows;
          client.release();
        }),
      )
      .catch(console.error);
  }
}

module.exports = { Defaults };
