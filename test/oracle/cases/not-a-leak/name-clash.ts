// shape: name-clash
import { trace } from '@opentelemetry/api';
import sql from 'mssql';

const pool = new sql.ConnectionPool('server');

// ok: connect of another library
export async function otherPool() {
  const connection = await pool.connect();
  await connection.query('SELECT 1');
}

// ok: something that only sounds like a session
export async function startSession() {
  const session = trace.startSession('load');
  await session.connect();
}
