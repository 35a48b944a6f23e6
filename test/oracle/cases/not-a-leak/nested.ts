// shape: nested-acquire
import { Pool } from 'pg';
import { work } from '../../world.js';

const main = new Pool();
const audit = new Pool();

// ok: the second one comes from another pool, in a try of its own
export async function twoPools(): Promise<void> {
  const client = await main.connect();
  try {
    const other = await audit.connect();
    try {
      await other.query('INSERT INTO audit VALUES (1)');
    } finally {
      other.release();
    }
  } finally {
    client.release();
  }
}

// leak: the second one is taken before the try of the first
export async function twoPoolsLost(): Promise<void> {
  const client = await main.connect();
  const other = await audit.connect();
  other.release();
  client.release();
}

// ok: the first one goes back before the second is taken
export function oneAfterTheOther(): Promise<void> {
  return main
    .connect()
    .then((client) => client.query('SELECT 1').finally(() => client.release()))
    .then(() => audit.connect())
    .then((client) => client.release());
}

// ok: the second one is taken in the callback that has given the first back
export function oneAfterTheOtherCallback(cb: (error?: Error | null) => void): void {
  main.connect((err, client, done) => {
    if (err) return cb(err);
    client!.query('SELECT 1', (error) => {
      done();
      if (error) return cb(error);
      audit.connect((failed, other, doneOther) => {
        if (failed) return cb(failed);
        doneOther();
        cb(null);
      });
    });
  });
}

// leak: a query of the pool while one is held, and it may reject
export async function poolQueryWhileHeld(): Promise<void> {
  const client = await main.connect();
  await audit.query('INSERT INTO audit VALUES (1)');
  client.release();
}

// ok: work elsewhere while one is held
// shape: slow-hold
export async function elsewhereWhileHeld(): Promise<void> {
  const client = await main.connect();
  try {
    await work('elsewhere');
  } finally {
    client.release();
  }
}
