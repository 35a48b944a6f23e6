// ok: a script that takes a client at top level, and gives it back
// shape: top-level-await
import { Pool } from 'pg';

const pool = new Pool();
const client = await pool.connect();
try {
  await client.query('SELECT 1');
} finally {
  client.release();
}
await pool.end();
