// ok: taken before, given back after
// shape: hooks
import { Pool, type PoolClient } from 'pg';

const pool = new Pool();

describe('users', () => {
  let client: PoolClient | undefined;

  before(async () => {
    client = await pool.connect();
  });

  after(() => {
    client?.release();
  });

  it('are there', async () => {
    await client?.query('SELECT * FROM users');
  });
});
