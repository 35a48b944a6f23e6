/** The connection pool of the service, and the two wrappers new code is meant to use. */
import { Pool, type ClientConfig, type PoolClient } from 'pg';

export const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.PG_POOL_MAX ?? 10),
  connectionTimeoutMillis: Number(process.env.PG_CONNECTION_TIMEOUT_MS ?? 5_000),
  idleTimeoutMillis: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
});

pool.on('error', (error) => {
  console.error('idle database client failed:', error.message);
});

// Without a listener of its own, a client that loses its backend while it is held ends the process.
pool.on('connect', (client) => {
  client.on('error', (error) => {
    console.error('database client failed:', error.message);
  });
});

/** Reports run on the replica when there is one. */
export const reportingConfig: ClientConfig = {
  connectionString: process.env.REPORTING_DATABASE_URL ?? process.env.DATABASE_URL,
  statement_timeout: 120_000,
};

export async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

export async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function closePool(): Promise<void> {
  await pool.end();
}
