// leak: a test that takes its own, and an expectation that throws
// shape: hooks
import { Pool } from 'pg';
import { validate } from '../../world.js';

const pool = new Pool();

describe('orders', () => {
  it('are there', async () => {
    const client = await pool.connect();
    const { rows } = await client.query('SELECT * FROM orders');
    validate(rows);
    client.release();
  });
});
