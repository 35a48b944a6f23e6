/** Fixes keep the form of the file: line ends, tabs, comments, blank lines, quotes, and what has no semicolons. */
import { checkFix } from '../../check/check.js';

const IMPORT = "import type { Pool } from 'pg';\n";

describe('fixes keep the form of the file', () => {
  it('with carriage returns and tabs', () => {
    const before = [
      "import type { Pool } from 'pg';",
      'export async function f(pool: Pool) {',
      '\tconst client = await pool.connect();',
      '\t// counts',
      "\tawait client.query('SELECT 1');",
      '\tclient.release();',
      '}',
      '',
    ];
    const after = [
      ...before.slice(0, 3),
      '\ttry {',
      '\t\t// counts',
      "\t\tawait client.query('SELECT 1');",
      '\t} finally {',
      '\t\tclient.release();',
      '\t}',
      '}',
      '',
    ];
    checkFix(before.join('\r\n'), after.join('\r\n'));
  });

  it('without semicolons, and with strings over several lines', () => {
    checkFix(
      `import type { Pool } from 'pg'
export async function f(pool: Pool) {
  const client = await pool.connect()

  await client.query(\`SELECT
  1\`)
  client.release()
}
`,
      `import type { Pool } from 'pg'
export async function f(pool: Pool) {
  const client = await pool.connect()

  try {
    await client.query(\`SELECT
  1\`)
  } finally {
    client.release()
  }
}
`,
    );
  });
});

describe('fixes keep the style of the code', () => {
  it('in a promise chain over several lines', () => {
    checkFix(
      `${IMPORT}export function f(pool: Pool) {
  return pool.connect().then((client) =>
    client
      .query("SELECT 1")
      .then(({ rows }) => {
        client.release();
        return rows;
      }),
  );
}
`,
      `${IMPORT}export function f(pool: Pool) {
  return pool.connect().then((client) =>
    client
      .query("SELECT 1")
      .then(({ rows }) => {
        return rows;
      })
      .finally(() => client.release()),
  );
}
`,
    );
  });

  it('in callbacks', () => {
    checkFix(
      `${IMPORT}export function f(pool: Pool, cb: (error: unknown, rows?: unknown) => void) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client!.query('SELECT 1', (error, result) => {
      if (error) return cb(error);
      done();
      cb(null, result);
    });
  });
}
`,
      `${IMPORT}export function f(pool: Pool, cb: (error: unknown, rows?: unknown) => void) {
  pool.connect((err, client, done) => {
    if (err) return cb(err);
    client!.query('SELECT 1', (error, result) => {
      if (error) {
        done();
        return cb(error);
      }
      done();
      cb(null, result);
    });
  });
}
`,
    );
  });

  it('where somebody else releases what is given', () => {
    checkFix(
      `${IMPORT}export async function open(pool: Pool) {
  const client = await pool.connect();
  await client.query('SET x = 1');
  return client;
}
`,
      `${IMPORT}export async function open(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SET x = 1');
  } catch (error) {
    client.release();
    throw error;
  }
  return client;
}
`,
    );
  });

  it('where the caller may have given the client', () => {
    checkFix(
      `import type { Pool, PoolClient } from 'pg';
export async function f(pool: Pool, given?: PoolClient) {
  const client = given ?? (await pool.connect());
  await client.query('SELECT 1');
  if (!given) client.release();
}
`,
      `import type { Pool, PoolClient } from 'pg';
export async function f(pool: Pool, given?: PoolClient) {
  const client = given ?? (await pool.connect());
  try {
    await client.query('SELECT 1');
  } finally {
    if (!given) client.release();
  }
}
`,
    );
  });
});
