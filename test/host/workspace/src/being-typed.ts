/** A file the tests break and mend while it is open. */
import { Pool } from 'pg';

const pool = new Pool({ max: 5 });

export async function renameCustomer(id: number, name: string): Promise<void> {
  const client = await pool.connect();
  await client.query('UPDATE customers SET name = $2 WHERE id = $1', [id, name]);
  client.release();
}
