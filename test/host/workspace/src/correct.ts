/** The same work done right: nothing may be reported here. */
import { Pool } from 'pg';

const pool = new Pool({ max: 5 });

export async function countCustomers(): Promise<number> {
  const client = await pool.connect();
  try {
    const counted = await client.query<{ total: number }>('SELECT count(*)::int AS total FROM customers');
    return counted.rows[0]?.total ?? 0;
  } finally {
    client.release();
  }
}
