/** Plain JavaScript without a type annotation anywhere. */
import pg from 'pg';

const pool = new pg.Pool({ max: 5 });

export async function listCustomers(limit) {
  const client = await pool.connect();
  const found = await client.query('SELECT * FROM customers LIMIT $1', [limit]);
  if (found.rows.length === 0) return [];
  client.release();
  return found.rows;
}
