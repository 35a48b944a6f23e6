// shape: callback
import type { Pool } from 'pg';

// ok: done on both ways
export function findUser(pool: Pool, id: number, cb: (error: Error | undefined, row?: unknown) => void): void {
  pool.connect((err, client, done) => {
    if (err) {
      cb(err);
      return;
    }
    client!.query('SELECT * FROM users WHERE id = $1', [id], (error, result) => {
      done();
      if (error) {
        cb(error);
        return;
      }
      cb(undefined, result.rows[0]);
    });
  });
}

// leak: the error path of the query misses done
export function errorMissesDone(pool: Pool, cb: (error: Error | undefined, row?: unknown) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client!.query('SELECT 1', (error, result) => {
      if (error) return cb(error);
      done();
      cb(undefined, result.rows);
    });
  });
}

// leak: done is never called
// shape: callback-done
export function neverDone(pool: Pool, cb: (error: Error | undefined, row?: unknown) => void): void {
  pool.connect((err, client) => {
    if (err) return cb(err);
    client!.query('SELECT 1', (error, result) => {
      cb(error, result?.rows);
    });
  });
}

// double-release: done in the error branch and behind it
// shape: callback-done,double-release
export function doneTwice(pool: Pool, cb: (error: Error | undefined, row?: unknown) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client!.query('SELECT 1', (error, result) => {
      if (error) {
        done();
        cb(error);
      }
      done();
      cb(undefined, result?.rows);
    });
  });
}

// double-release: done and client.release are the same
// shape: callback-done,double-release
export function doneAndRelease(pool: Pool): void {
  pool.connect((err, client, done) => {
    if (err) throw err;
    client!.release();
    done();
  });
}

// ok: client.release in the callback form
export function releaseInCallback(pool: Pool, cb: (error: Error | undefined) => void): void {
  pool.connect((err, client) => {
    if (err) return cb(err);
    client!.query('SELECT 1', (error) => {
      client!.release();
      cb(error);
    });
  });
}

// ok: done called with the error, which destroys the client
// shape: callback-done
export function doneWithError(pool: Pool, cb: (error: Error | undefined) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client!.query('SELECT 1', (error) => {
      done(error);
      cb(error);
    });
  });
}

// leak: an early return for a condition
export function earlyReturn(pool: Pool, dryRun: boolean, cb: (error: Error | undefined) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    if (dryRun) return cb(undefined);
    client!.query('SELECT 1', (error) => {
      done();
      cb(error);
    });
  });
}

// leak: the promise form inside the callback form
export function promiseInside(pool: Pool): void {
  pool.connect((err, client, done) => {
    if (err) return;
    client!.query('SELECT 1').then(() => {
      done();
    }, console.error);
  });
}

// ok: promise inside, finally done
export function promiseInsideFinally(pool: Pool): void {
  pool.connect((err, client, done) => {
    if (err) return;
    client!
      .query('SELECT 1')
      .catch(console.error)
      .finally(() => done());
  });
}

// ok: an async callback with a finally
export function asyncCallback(pool: Pool): void {
  pool.connect(async (err, client, done) => {
    if (err) return;
    try {
      await client!.query('SELECT 1');
    } catch (error) {
      console.error(error);
    } finally {
      done();
    }
  });
}

// leak: JSON.parse throws in the callback before done
// shape: callback,sync-call
export function parseInCallback(pool: Pool, cb: (error: Error | undefined, value?: unknown) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client!.query('SELECT payload FROM t', (error, result) => {
      if (error) {
        done();
        return cb(error);
      }
      const value: unknown = JSON.parse((result.rows[0] as { payload: string }).payload);
      done();
      cb(undefined, value);
    });
  });
}

// ok: a named callback of this function
export function namedCallback(pool: Pool, cb: (error: Error | undefined) => void): void {
  function connected(err: Error | undefined, client: import('pg').PoolClient | undefined, done: () => void): void {
    if (err) {
      cb(err);
      return;
    }
    client!.query('SELECT 1', (error) => {
      done();
      cb(error);
    });
  }
  pool.connect(connected);
}

// ok: the client is handed to the caller's callback
// shape: returned,callback
export function handOver(pool: Pool, callback: (error: Error | undefined, client?: unknown, done?: unknown) => void): void {
  pool.connect((err, client, done) => {
    if (err) return callback(err);
    callback(undefined, client, done);
  });
}
