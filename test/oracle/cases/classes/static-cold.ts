// shape: static-block
import { Pool } from 'pg';

const pool = new Pool();

// leak: a warm-up that keeps the client
export class Cold {
  static rows: unknown[] = [];

  static {
    pool.connect((err, client) => {
      if (err) return;
      client!.query('SELECT * FROM settings', (error, result) => {
        if (!error) this.rows = result.rows;
      });
    });
  }
}
