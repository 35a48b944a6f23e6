// shape: nullness
const { Pool } = require('pg');
const pool = new Pool();

// ok: var and a truthiness check
exports.report = async () => {
  var client;
  try {
    client = await pool.connect();
    await client.query('SELECT 1');
  } catch (e) {
    console.log(e);
  } finally {
    if (client) client.release();
  }
};

// leak: the check is inside the try
exports.reportOnce = async () => {
  var client;
  try {
    client = await pool.connect();
    await client.query('SELECT 1');
    if (client) client.release();
  } catch (e) {
    console.log(e);
  }
};

// ok: typeof check
// shape: narrowing
exports.reportTyped = async () => {
  let client;
  try {
    client = await pool.connect();
    await client.query('SELECT 1');
  } finally {
    if (client !== undefined) client.release();
  }
};
