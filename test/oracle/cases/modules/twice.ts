// double-release: in the try, and in the finally
// shape: top-level-await
import { Pool } from 'pg';

const pool = new Pool();
const client = await pool.connect();
try {
  await client.query('SELECT 1');
  client.release();
} finally {
  client.release();
}
