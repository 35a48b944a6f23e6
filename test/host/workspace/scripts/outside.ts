/** Belongs to no tsconfig: that of the workspace includes `src` only. */
import { Pool } from 'pg';

const pool = new Pool({ max: 1 });

export async function vacuum(): Promise<void> {
  const client = await pool.connect();
  await client.query('VACUUM ANALYZE');
  client.release();
}
