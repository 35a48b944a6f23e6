// shape: optional-chain
import type { Pool, PoolClient } from 'pg';
import { load, maybe, work } from '../../world.js';

interface Session {
  client?: PoolClient;
  name: string;
}

// ok: a chain of optional links that are all there
export async function throughSession(pool: Pool) {
  const session: Session = { name: 'job', client: await pool.connect() };
  try {
    await session.client?.query('SELECT 1');
  } finally {
    session?.client?.release();
  }
}

// leak: the optional call of the query rejects before the optional release
export async function bareChain(pool: Pool) {
  const client: PoolClient | undefined = await pool.connect();
  await client?.query('SELECT 1');
  client?.release();
}

// leak: the link that is asked is another one
export async function wrongLink(pool: Pool) {
  const session: Session = { name: 'job', client: await pool.connect() };
  const other: Session = { name: 'other' };
  await work(session.name).catch(() => undefined);
  other.client?.release();
}

// ok: the optional release ends the chain
export function optionalThen(pool: Pool): Promise<void> {
  let client: PoolClient | undefined;
  return pool
    .connect()
    .then((taken) => {
      client = taken;
      return client.query('SELECT 1');
    })
    .then(() => undefined)
    .finally(() => client?.release());
}

// ok: the optional release of a callback
export function optionalCallback(pool: Pool, cb: (error?: Error | null) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client?.query('SELECT 1', (error) => {
      done?.();
      cb(error);
    });
  });
}

// ok: a default in the pattern, the client comes from outside or is taken
// shape: destructuring-default
export async function withDefault(pool: Pool, options: { limit?: number }) {
  const { limit = 10 } = options;
  const client = await pool.connect();
  try {
    await client.query('SELECT * FROM t LIMIT $1', [limit]);
  } finally {
    client.release();
  }
}

// leak: the default of the pattern is computed while the client is held
// shape: destructuring-default
export async function defaultThrows(pool: Pool, options: { filter?: unknown }, body: string) {
  const client = await pool.connect();
  const { filter = JSON.parse(body) as unknown } = options;
  try {
    await client.query('SELECT * FROM t WHERE $1', [filter]);
  } finally {
    client.release();
  }
}

// leak: the default is a client, and nobody knows whether it is an own one
// shape: destructuring-default
export async function defaultClient(pool: Pool, context: { client?: PoolClient }) {
  const { client = await pool.connect() } = context;
  await client.query('SELECT 1');
}

// ok: the default is a client, and the context tells
// shape: destructuring-default
export async function defaultClientSafe(pool: Pool, context: { client?: PoolClient }) {
  const { client = await pool.connect() } = context;
  try {
    await client.query('SELECT 1');
  } finally {
    if (!context.client) client.release();
  }
}

// ok: rows are destructured with a default in the chain
// shape: destructuring-default
export function defaultThen(pool: Pool): Promise<unknown> {
  return pool.connect().then((client) =>
    client
      .query('SELECT 1')
      .then(({ rows: [first = null] = [] }) => first as unknown)
      .finally(() => client.release()),
  );
}

// leak: a default in the callback's pattern, and no done on the error way
// shape: destructuring-default
export function defaultCallback(pool: Pool, cb: (error: Error | null, n?: number) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client!.query('SELECT 1', (error, { rows = [] } = { rows: [] } as never) => {
      if (error) return cb(error);
      done();
      cb(null, (rows as unknown[]).length);
    });
  });
}

// ok: ??= takes it once
// shape: nullish-assignment
export async function nullishOnce(pool: Pool, ids: number[]) {
  let client: PoolClient | undefined;
  try {
    for (const id of ids) {
      client ??= await pool.connect();
      await client.query('SELECT $1', [id]);
    }
  } finally {
    client?.release();
  }
}

// leak: ||= takes it, the way out is before the release
// shape: nullish-assignment
export async function orAssign(pool: Pool) {
  let client: PoolClient | null = null;
  client ||= await pool.connect();
  if (maybe()) return;
  client.release();
}

// ok: &&= clears it when it is released
// shape: nullish-assignment
export async function andAssign(pool: Pool) {
  let client: PoolClient | null = await pool.connect();
  try {
    await load(1);
  } finally {
    client &&= (client.release(), null);
  }
  return client;
}

// leak: ??= in a chain, released on the good way
// shape: nullish-assignment
export function nullishThen(pool: Pool, given?: Promise<PoolClient>): Promise<unknown> {
  let pending = given;
  pending ??= pool.connect();
  return pending.then((client) =>
    client.query('SELECT 1').then((result) => {
      if (!given) client.release();
      return result.rows as unknown;
    }),
  );
}

// ok: ??= keeps the first error of the callbacks
// shape: nullish-assignment
export function nullishCallback(pool: Pool, cb: (error?: Error | null) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    let failure: Error | null | undefined;
    client!.query('SELECT 1', (error) => {
      failure ??= error;
      done();
      cb(failure);
    });
  });
}
