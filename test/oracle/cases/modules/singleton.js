// ok: the module holds it for the life of the process
// shape: top-level-await, module-singleton
const { Pool } = require('pg');

const pool = new Pool();
const client = await pool.connect();
client.on('error', (err) => {
  console.error('connection lost', err);
  process.exit(1);
});
await client.query('LISTEN jobs');
