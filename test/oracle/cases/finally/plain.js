// shape: happy-path
const { Pool } = require('pg');

const pool = new Pool();

// ok: the plain shape in CommonJS
exports.getOrder = async function (id) {
  const client = await pool.connect();
  try {
    const res = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
    return res.rows[0];
  } finally {
    client.release();
  }
};

// leak: no try at all
exports.getOrders = async function () {
  const client = await pool.connect();
  const res = await client.query('SELECT * FROM orders');
  client.release();
  return res.rows;
};

// leak: the error path answers the request and forgets the client
// shape: middleware
exports.handler = async function (req, res) {
  const client = await pool.connect();
  try {
    const result = await client.query('SELECT 1');
    client.release();
    res.json(result.rows);
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: 'failed' });
  }
};

// ok: the handler with a finally
// shape: middleware
exports.safeHandler = async function (req, res) {
  const client = await pool.connect();
  try {
    const result = await client.query('SELECT 1');
    res.json(result.rows);
  } catch (err) {
    res.status(500).json({ error: 'failed' });
  } finally {
    client.release();
  }
};
