/** CSV exports, the oldest code of the service: plain JavaScript, mostly with callbacks. */
'use strict';

const { pool } = require('../db');

/**
 * @param {number} customerId
 * @param {(error: Error | null, csv?: string) => void} callback
 */
function exportOrders(customerId, callback) {
  pool.connect((err, client, done) => {
    if (err) return callback(err);
    client.query('SELECT * FROM orders WHERE customer_id = $1', [customerId], (err, result) => {
      if (err) return callback(err);
      done();
      callback(null, toCsv(result.rows));
    });
  });
}

/** @param {(error: Error | null, csv?: string) => void} callback */
function exportCustomers(callback) {
  pool.connect((err, client, done) => {
    if (err) return callback(err);
    client.query('SELECT * FROM customers ORDER BY id', (err, result) => {
      done(err);
      if (err) return callback(err);
      callback(null, toCsv(result.rows));
    });
  });
}

/** @param {string} status */
function exportPayments(status) {
  return pool.connect().then((client) =>
    client
      .query('SELECT * FROM payments WHERE status = $1 ORDER BY id', [status])
      .then((result) => toCsv(result.rows))
      .finally(() => client.release()),
  );
}

/** @param {number[]} orderIds */
async function archiveOrders(orderIds) {
  const client = await pool.connect();
  for (const id of orderIds) {
    await client.query('INSERT INTO archived_orders SELECT * FROM orders WHERE id = $1', [id]);
  }
  client.release();
  return orderIds.length;
}

/** @param {number} customerId */
async function archivedOrders(customerId) {
  const client = await pool.connect();
  try {
    const result = await client.query('SELECT * FROM archived_orders WHERE customer_id = $1', [
      customerId,
    ]);
    return result.rows;
  } finally {
    client.release();
  }
}

/** @param {Record<string, unknown>[]} rows */
function toCsv(rows) {
  const lines = rows.map((row) => Object.values(row).map(String).join(','));
  return lines.join('\n') + '\n';
}

module.exports = { exportOrders, exportCustomers, exportPayments, archiveOrders, archivedOrders };
