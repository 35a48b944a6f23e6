/** Fixes of resources whose promise is kept, raced, left alone, or comes on some ways only. */
import { checkFix, checkNoFix } from '../../check/check.js';

const IMPORT = "import { type Pool, type PoolClient } from 'pg';\n";

describe('a fix of what somebody may have given', () => {
  it('releases only what is taken here', () => {
    checkFix(
      `${IMPORT}export function f(pool: Pool, given?: Promise<PoolClient>): Promise<unknown> {
  let pending = given;
  pending ??= pool.connect();
  return pending.then((client) =>
    client.query('SELECT 1').then((result) => {
      if (!given) client.release();
      return result.rows as unknown;
    }),
  );
}
`,
      `${IMPORT}export function f(pool: Pool, given?: Promise<PoolClient>): Promise<unknown> {
  let pending = given;
  pending ??= pool.connect();
  return pending.then((client) =>
    client.query('SELECT 1').then((result) => {
      return result.rows as unknown;
    }).finally(() => {
      if (!given) client.release();
    }),
  );
}
`,
    );
  });

  it('with a default for it', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool, context: { client?: PoolClient }) {
  const { client = await pool.connect() } = context;
  await client.query('SELECT 1');
}
`,
      `${IMPORT}export async function f(pool: Pool, context: { client?: PoolClient }) {
  const { client = await pool.connect() } = context;
  try {
    await client.query('SELECT 1');
  } finally {
    if (!context.client) client.release();
  }
}
`,
    );
  });
});

describe('a fix of a promise', () => {
  it('waits for it', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool) {
  const client = pool.connect();
  // @ts-expect-error there is no such method
  client.release();
}
`,
      `${IMPORT}export async function f(pool: Pool) {
  const client = await pool.connect();
  client.release();
}
`,
    );
  });

  it('that loses a race releases what comes too late', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool, sleep: (time: number) => Promise<void>) {
  const timeout = sleep(1000).then(() => {
    throw new Error('too late');
  });
  const client = await Promise.race([pool.connect(), timeout]);
  client.release();
}
`,
      `${IMPORT}export async function f(pool: Pool, sleep: (time: number) => Promise<void>) {
  const timeout = sleep(1000).then(() => {
    throw new Error('too late');
  });
  const connecting = pool.connect();
  const client = await Promise.race([connecting, timeout]).catch((error) => {
    connecting.then((late) => late.release(), () => {});
    throw error;
  });
  client.release();
}
`,
    );
  });

  it('that nobody looks at releases as soon as it comes', () => {
    checkFix(
      `${IMPORT}export async function warm(pool: Pool, items: number[]) {
  await Promise.allSettled(items.map(() => pool.connect()));
}
`,
      `${IMPORT}export async function warm(pool: Pool, items: number[]) {
  await Promise.allSettled(items.map(() => pool.connect().then((client) => client.release())));
}
`,
    );
  });
});

describe('a fix of a collection', () => {
  it('releases each that it holds', () => {
    checkFix(
      `${IMPORT}export async function warm(pool: Pool, load: () => Promise<void>) {
  const clients: PoolClient[] = [];
  clients.push(await pool.connect());
  await load();
}
`,
      `${IMPORT}export async function warm(pool: Pool, load: () => Promise<void>) {
  const clients: PoolClient[] = [];
  try {
    clients.push(await pool.connect());
    await load();
  } finally {
    for (const client of clients) client.release();
  }
}
`,
    );
  });
});

describe('a fix of a transaction', () => {
  it('rolls back before a return that leaves it open', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool, dryRun: boolean) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    if (dryRun) return;
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
`,
      `${IMPORT}export async function f(pool: Pool, dryRun: boolean) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    if (dryRun) {
      await client.query('rollback');
      return;
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
`,
    );
  });
});

describe('no fix takes a call away', () => {
  it('that decides about the release', () => {
    checkNoFix(
      `${IMPORT}export async function f(pool: Pool, isDone: () => boolean) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    if (isDone()) client.release();
  }
}
`,
      'Whether a call here says so decides',
    );
  });
});

describe('no fix ends a lifetime', () => {
  it('at the end of a block behind which it goes on', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool, isWanted: boolean) {
  let client: PoolClient | undefined;

  if (isWanted) {
    client = await pool.connect();
  }
  client?.on('error', () => undefined);
}
`,
      `${IMPORT}export async function f(pool: Pool, isWanted: boolean) {
  let client: PoolClient | undefined;

  try {
    if (isWanted) {
      client = await pool.connect();
    }
    client?.on('error', () => undefined);
  } finally {
    client?.release();
  }
}
`,
    );
  });
});
