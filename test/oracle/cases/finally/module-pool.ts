// shape: happy-path
import { Pool } from 'pg';
import pg from 'pg';
import * as postgres from 'pg';

const pool = new Pool({ max: 5 });
const second = new pg.Pool();
const third = new postgres.Pool();

// ok: a pool of the module
export async function fromNamed(): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    return (await client.query('SELECT 1')).rows;
  } finally {
    client.release();
  }
}

// leak: the default import
export const fromDefault = async () => {
  const client = await second.connect();
  const { rows } = await client.query('SELECT 1');
  client.release();
  return rows;
};

// leak: the namespace import
export const fromNamespace = async () => {
  const client = await third.connect();
  await client.query('SELECT 1');
  client.release();
};
