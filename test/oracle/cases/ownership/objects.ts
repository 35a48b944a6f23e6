// shape: helper-object
import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Client, Pool, PoolClient } from 'pg';
import { maybe, work } from '../../world.js';

class Session {
  constructor(private readonly client: PoolClient) {}

  run(sql: string) {
    return this.client.query(sql);
  }

  close(): void {
    this.client.release();
  }
}

// ok: the helper object closes it
export async function throughObject(pool: Pool) {
  const session = new Session(await pool.connect());
  try {
    await session.run('SELECT 1');
  } finally {
    session.close();
  }
}

// leak: the helper object is closed on the good way
export async function throughObjectLost(pool: Pool) {
  const session = new Session(await pool.connect());
  await session.run('SELECT 1');
  session.close();
}

// ok: the helper object closes it at the end of the chain
export function throughObjectThen(pool: Pool) {
  return pool.connect().then((client) => {
    const session = new Session(client);
    return session.run('SELECT 1').finally(() => session.close());
  });
}

// ok: an object literal with a close, in the callback
export function throughLiteral(pool: Pool, cb: (error?: Error | null) => void): void {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    const session = { client: client!, close: () => done() };
    session.client.query('SELECT 1', (error) => {
      session.close();
      cb(error);
    });
  });
}

// leak: the literal's close is not the release
export async function throughWrongLiteral(pool: Pool) {
  const client = await pool.connect();
  const session = { client, close: () => console.log('closed') };
  try {
    await session.client.query('SELECT 1');
  } finally {
    session.close();
  }
}

function end(client: PoolClient | Client): void {
  if ('release' in client) client.release();
  else void client.end();
}

// ok: one helper that chooses by kind
// shape: release-by-kind
export async function chosen(pool: Pool) {
  const client = await pool.connect();
  try {
    await work();
  } finally {
    end(client);
  }
}

// ok: the wrapper that gives a wrapper
// shape: with-client-curried
export async function withTransaction(pool: Pool, fn: (client: PoolClient) => Promise<unknown>) {
  const withOptions = (options: { readOnly: boolean }) => async () => {
    const client = await pool.connect();
    try {
      await client.query(options.readOnly ? 'SET default_transaction_read_only = on' : 'SELECT 1');
      return await fn(client);
    } finally {
      client.release();
    }
  };
  return withOptions({ readOnly: true })();
}

// use-after-release: the function's promise is returned without await
// shape: with-client
export async function withoutAwait(pool: Pool) {
  const run = async (fn: (client: PoolClient) => Promise<unknown>) => {
    const client = await pool.connect();
    try {
      return fn(client);
    } finally {
      client.release();
    }
  };
  await run(async (client) => {
    await work();
    return client.query('SELECT 1');
  });
}

// release-while-busy: the query of the function is still under way
// shape: with-client
export async function withoutAwaitBusy(pool: Pool) {
  const run = async (fn: (client: PoolClient) => Promise<unknown>) => {
    const client = await pool.connect();
    try {
      return fn(client);
    } finally {
      client.release();
    }
  };
  await run((client) => client.query('SELECT 1'));
}

// ok: the client of the request, else an own one
// shape: async-local
export async function scoped(pool: Pool, storage: AsyncLocalStorage<PoolClient>) {
  const bound = storage.getStore();
  if (bound) return bound.query('SELECT 1');
  const client = await pool.connect();
  try {
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

// ok: a bag of functions, the caller ends it
// shape: disposer-bag
export async function openBag(pool: Pool) {
  const client = await pool.connect();
  let isOpen = true;
  return {
    query: (sql: string) => client.query(sql),
    end: () => {
      if (isOpen) client.release();
      isOpen = false;
    },
  };
}

// leak: a tuple of the client's functions that is taken apart, and dropped
// shape: disposer-bag
export async function dropTuple(pool: Pool) {
  const open = async () => {
    const client = await pool.connect();
    return [client, () => client.release()] as const;
  };
  const [client] = await open();
  if (maybe()) await client.query('SELECT 1');
}

// ok: a tuple of the client's functions that is used
// shape: disposer-bag
export async function useTuple(pool: Pool) {
  const open = async () => {
    const client = await pool.connect();
    return [client, () => client.release()] as const;
  };
  const [client, close] = await open();
  try {
    await client.query('SELECT 1');
  } finally {
    close();
  }
}
