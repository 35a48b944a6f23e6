/** A leak in a file that no test opens: only an audit can find it. */
import { Pool } from 'pg';

const pool = new Pool({ max: 5 });

export async function deleteOldOrders(): Promise<void> {
  const client = await pool.connect();
  await client.query("DELETE FROM orders WHERE placed_at < now() - interval '1 year'");
}
