// shape: narrowing
import type { Pool, PoolClient } from 'pg';
import { maybe, validate, work } from '../../world.js';

type Source = { kind: 'own'; client: PoolClient } | { kind: 'none' };

// ok: the tag of a union says whether there is a client
export async function byTag(pool: Pool, wanted: boolean) {
  const source: Source = wanted ? { kind: 'own', client: await pool.connect() } : { kind: 'none' };
  try {
    await work();
  } finally {
    if (source.kind === 'own') source.client.release();
  }
}

// leak: the other tag is tested
export async function byWrongTag(pool: Pool) {
  const source: Source = { kind: 'own', client: await pool.connect() } as Source;
  try {
    await work();
  } finally {
    if (source.kind === 'none') console.log('nothing to release');
  }
}

// ok: typeof of an optional client
export async function byTypeof(pool: Pool, wanted: boolean) {
  let client: PoolClient | undefined;
  if (wanted) client = await pool.connect();
  await work().catch(console.error);
  if (typeof client !== 'undefined') client.release();
}

// ok: the promise of a client, narrowed by what it gave
export function byThen(pool: Pool): Promise<number> {
  return pool
    .connect()
    .catch(() => null)
    .then((client) => {
      if (client === null) return 0;
      return client
        .query('SELECT 1')
        .then(() => 1)
        .finally(() => client.release());
    });
}

// leak: narrowed the wrong way in the chain
export function byWrongThen(pool: Pool): Promise<number> {
  return pool
    .connect()
    .catch(() => null)
    .then((client) => {
      if (client !== null) return 0;
      return 1;
    });
}

// ok: the callback tells a client from none
export function byCallback(pool: Pool, cb: (error: Error | null, n?: number) => void): void {
  pool.connect((err, client, done) => {
    if (client === undefined) return cb(err ?? new Error('no client'));
    client.query('SELECT count(*) FROM t', (error) => {
      done();
      cb(error ?? null, 1);
    });
  });
}

// leak: whether the release is there is tested, but not called
export async function byIn(pool: Pool) {
  const client = await pool.connect();
  await client.query('SELECT 1').catch(console.error);
  if (!('release' in client)) throw new Error('not a pooled client');
}

function assertRows(rows: unknown): asserts rows is { id: number }[] {
  if (!Array.isArray(rows)) throw new TypeError('rows expected');
  validate(rows);
}

// leak: the assertion throws between the query and the release
// shape: assertion-function
export async function asserted(pool: Pool) {
  const client = await pool.connect();
  let rows: unknown = [];
  try {
    ({ rows } = await client.query('SELECT id FROM t'));
  } catch {
    client.release();
    return [];
  }
  assertRows(rows);
  client.release();
  return rows;
}

// ok: asserted inside the try
// shape: assertion-function
export async function assertedSafe(pool: Pool) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT id FROM t');
    assertRows(rows);
    return rows;
  } finally {
    client.release();
  }
}

function assertPresent<T>(value: T | undefined | null): asserts value is T {
  if (value === undefined || value === null) throw new Error('value expected');
}

// ok: the assertion cannot fail for a client that is there
// shape: assertion-function
export async function assertedClient(pool: Pool) {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    await client.query('SELECT 1');
  } catch {
    console.error('failed');
  }
  if (client === undefined) return;
  assertPresent(client);
  client.release();
}

// leak: asserted in a handler of the chain
// shape: assertion-function
export function assertedThen(pool: Pool) {
  return pool.connect().then((client) =>
    client
      .query('SELECT id FROM t')
      .catch(() => ({ rows: [] }))
      .then((result) => {
        assertRows(result.rows);
        client.release();
        return result.rows;
      }),
  );
}

// leak: asserted in the callback before done
// shape: assertion-function
export function assertedCallback(pool: Pool, cb: (error: Error | null, n?: number) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client!.query('SELECT id FROM t', (error, result) => {
      if (error) {
        done();
        return cb(error);
      }
      assertRows(result.rows);
      done();
      cb(null, result.rows.length);
    });
  });
}

function fail(message: string): never {
  throw new Error(message);
}

function die(message: string): never {
  console.error(message);
  process.exit(1);
}

// leak: fail() throws before the release
// shape: never-returning
export async function failing(pool: Pool) {
  const client = await pool.connect();
  if (maybe()) fail('not today');
  client.release();
}

// ok: die() ends the process
// shape: never-returning
export async function dying(pool: Pool) {
  const client = await pool.connect();
  if (maybe()) die('not today');
  client.release();
}

// ok: fail() inside the try
// shape: never-returning
export async function failingSafe(pool: Pool) {
  const client = await pool.connect();
  try {
    if (maybe()) fail('not today');
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// leak: fail() in the handler of the chain
// shape: never-returning
export function failingThen(pool: Pool) {
  return pool.connect().then((client) =>
    client
      .query('SELECT 1')
      .catch(() => fail('no answer'))
      .then(() => client.release()),
  );
}

// ok: die() in the callback
// shape: never-returning
export function dyingCallback(pool: Pool): void {
  pool.connect((err, client, done) => {
    if (err) return die(err.message);
    client!.query('SELECT 1', (error) => {
      if (error) die(error.message);
      done();
    });
  });
}
