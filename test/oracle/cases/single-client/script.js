// shape: single-client
const { Client } = require('pg');

// ok: a script that ends the process on both outcomes
// shape: process-exit
exports.main = async () => {
  const client = new Client();
  await client.connect();
  try {
    await client.query('SELECT 1');
    process.exit(0);
  } catch (err) {
    console.error(err);
    process.exit(1);
  }
};

// leak: ended in then only
exports.report = () => {
  const client = new Client();
  return client
    .connect()
    .then(() => client.query('SELECT 1'))
    .then((res) => client.end().then(() => res.rows));
};

// ok: ended in finally of the whole chain
exports.reportSafe = () => {
  const client = new Client();
  return client
    .connect()
    .then(() => client.query('SELECT 1'))
    .finally(() => client.end());
};
