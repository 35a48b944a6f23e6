// shape: static-block
const { Pool } = require('pg');

const pool = new Pool();

// ok: settings are read in callbacks, done comes first
class Settings {
  static {
    pool.connect((err, client, done) => {
      if (err) return;
      client.query('SELECT * FROM settings', (error, result) => {
        done();
        Settings.rows = error ? [] : result.rows;
      });
    });
  }
}

module.exports = { Settings };
