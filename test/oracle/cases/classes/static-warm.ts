// shape: static-block
import { Pool } from 'pg';

const pool = new Pool();

// ok: a warm-up that gives the client back
export class Warm {
  static isWarm = false;

  static {
    pool
      .connect()
      .then((client) => {
        this.isWarm = true;
        client.release();
      })
      .catch(console.error);
  }
}
