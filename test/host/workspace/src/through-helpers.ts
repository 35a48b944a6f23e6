/** Sites for the panel: a client that is lent to a helper, one more of the same library, and one of another. */
import { open } from 'node:fs/promises';
import { Pool, type PoolClient } from 'pg';

const pool = new Pool({ max: 5 });

async function findOwner(client: PoolClient, id: number): Promise<string | undefined> {
  const { rows } = await client.query<{ owner: string }>('SELECT owner FROM accounts WHERE id = $1', [id]);
  if (rows.length === 0) return undefined;
  return rows[0]?.owner;
}

export async function nameOwner(id: number): Promise<string> {
  const client = await pool.connect();
  const owner = await findOwner(client, id);
  if (owner === undefined) return 'nobody';
  client.release();
  return owner;
}

export async function touchAccount(id: number): Promise<void> {
  const client = await pool.connect();
  await client.query('UPDATE accounts SET seen = now() WHERE id = $1', [id]);
  client.release();
}

export async function readLedger(path: string): Promise<string> {
  const ledger = await open(path);
  const text = await ledger.readFile({ encoding: 'utf8' });
  await ledger.close();
  return text;
}
