// shape: transaction
import type { Pool } from 'pg';

// ok: the plain shape
export async function transfer(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE a SET n = n - 1');
    await client.query('UPDATE b SET n = n + 1');
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

// unfinished-transaction: no ROLLBACK
export async function noRollback(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE a SET n = n - 1');
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

// unfinished-transaction: an early return inside the transaction
export async function returnInTransaction(pool: Pool, skip: boolean) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    if (skip) return;
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

// leak: the ROLLBACK fails, and the release is behind it
// shape: rollback
export async function rollbackFails(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE a SET n = n - 1');
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    await client.query('ROLLBACK');
    client.release();
    throw error;
  }
}

// ok: the ROLLBACK may fail
// shape: rollback
export async function rollbackGuarded(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE a SET n = n - 1');
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

// ok: destroyed, which ends the transaction too
// shape: rollback
export async function destroyed(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE a SET n = n - 1');
    await client.query('COMMIT');
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
  client.release();
}

// leak, unfinished-transaction: no try at all, and the early return does not commit
export async function bare(pool: Pool, dryRun: boolean) {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE a SET n = n - 1');
  if (dryRun) {
    client.release();
    return;
  }
  await client.query('COMMIT');
  client.release();
}
