// shape: promise-chain
import type { Pool, PoolClient } from 'pg';

async function useAndRelease(client: PoolClient): Promise<unknown> {
  try {
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

const useInChain = (client: PoolClient): Promise<unknown> =>
  client.query('SELECT 1').finally(() => client.release());

async function useAndLose(client: PoolClient): Promise<unknown> {
  const result = await client.query('SELECT 1');
  client.release();
  return result;
}

async function useOnly(client: PoolClient): Promise<unknown> {
  return await client.query('SELECT 1');
}

function giveBack(client: PoolClient): void {
  client.release();
}

// ok: a function of the module is the handler
export const namedHandler = (pool: Pool) => pool.connect().then(useAndRelease);

// ok: a constant of the module is the handler
export const namedConstant = (pool: Pool) => pool.connect().then(useInChain);

// leak: the named handler releases on the good way only
export const namedTooLate = (pool: Pool) => pool.connect().then(useAndLose);

// leak: the named handler only borrows it
export const namedBorrower = (pool: Pool) => pool.connect().then(useOnly);

// ok: each of a list
export async function namedForEach(pool: Pool) {
  const client = await pool.connect();
  [client].forEach(giveBack);
}

// ok: a named function behind an await
export async function namedInside(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    await Promise.resolve(client).then(giveBack);
  }
}
