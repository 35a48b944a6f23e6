// shape: recursive-callback
import type { Pool } from 'pg';
import { work } from '../../world.js';

type Callback = (error?: Error | null) => void;

// ok: rows in pages, the last call gives the client back
export function allPages(pool: Pool, cb: Callback): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    let page = 0;
    const next = (error?: Error | null): void => {
      if (error || page === 2) {
        done();
        cb(error);
        return;
      }
      page++;
      client!.query('FETCH 100 FROM cursor', next);
    };
    next();
  });
}

// leak: rows in pages, an error ends the recursion early
export function allPagesLost(pool: Pool, cb: Callback): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    let page = 0;
    const next = (error?: Error | null): void => {
      if (error) return cb(error);
      if (page === 2) {
        done();
        return cb();
      }
      page++;
      client!.query('FETCH 100 FROM cursor', next);
    };
    next();
  });
}

// ok: swapped names of two release functions
// shape: swap, callback-done
export async function swapped(pool: Pool, first: boolean) {
  let [keep, drop] = [await pool.connect(), null as null | { release(): void }];
  if (!first) [keep, drop] = [keep, keep];
  await work().catch(console.error);
  if (drop === null) keep.release();
  else drop.release();
}

// ok: awaits what the callback tells
// shape: callback-done
export async function awaitsDone(pool: Pool) {
  await new Promise<void>((resolve, reject) => {
    pool.connect((err, client, done) => {
      if (err) return reject(err);
      client!.query('SELECT 1', (error) => {
        done();
        if (error) reject(error);
        else resolve();
      });
    });
  });
}
