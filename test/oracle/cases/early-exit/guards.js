// shape: early-return
const { Pool } = require('pg');
const pool = new Pool();

// leak: answers 404 and leaves
/** @param {boolean} missing */
async function show(req, res, missing) {
  const client = await pool.connect();
  if (missing) {
    return res.status(404).end();
  }
  client.release();
  return res.end();
}

// ok: releases, then answers
/** @param {boolean} missing */
async function showSafe(req, res, missing) {
  const client = await pool.connect();
  client.release();
  if (missing) {
    return res.status(404).end();
  }
  return res.end();
}

module.exports = { show, showSafe };
