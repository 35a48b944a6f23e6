/** A leak of the plainest kind: an early return and a failing query both lose the client. */
import { Pool } from 'pg';

const pool = new Pool({ max: 5 });

export async function findName(id: number): Promise<string | undefined> {
  const client = await pool.connect();
  const found = await client.query<{ name: string }>('SELECT name FROM customers WHERE id = $1', [id]);
  if (found.rows.length === 0) return undefined;
  client.release();
  return found.rows[0]?.name;
}
