/** Fixes stand where a careful engineer would have put them, and use what is there already. */
import { checkFix, checkNoFix } from '../../check/check.js';

const IMPORT = "import { type Pool, type PoolClient } from 'pg';\n";

describe('a fix uses the finally that is there', () => {
  it('in front of what waits for the client', () => {
    checkFix(
      `import { Pool } from 'pg';
export async function f() {
  const pool = new Pool();
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    await pool.end();
  }
}
`,
      `import { Pool } from 'pg';
export async function f() {
  const pool = new Pool();
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
    await pool.end();
  }
}
`,
    );
  });

  it('around the acquire, for what is kept in an object', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool) {
  const held: { client?: PoolClient } = {};
  try {
    held.client = await pool.connect();
    await held.client.query('SELECT 1');
  } finally {
    console.log('done');
  }
}
`,
      `${IMPORT}export async function f(pool: Pool) {
  const held: { client?: PoolClient } = {};
  try {
    held.client = await pool.connect();
    await held.client.query('SELECT 1');
  } finally {
    held.client?.release();
    console.log('done');
  }
}
`,
    );
  });

  it('and is refused where the pool is closed within a larger statement', () => {
    checkNoFix(
      `import { Pool } from 'pg';
export async function f() {
  const pool = new Pool();
  const client = await pool.connect();
  await client.query('SELECT 1');
  return pool.end();
}
`,
      'The pool is closed while the resource is held',
    );
  });
});

describe('a fix gives the resource a name', () => {
  it('and moves the release that reaches it by another', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool) {
\t// what the job needs
\tconst context = { client: await pool.connect() };
\tawait context.client.query('SELECT 1');
\tcontext.client.release();
}
`.replaceAll('\n', '\r\n'),
      `${IMPORT}export async function f(pool: Pool) {
\tconst client = await pool.connect();
\ttry {
\t\t// what the job needs
\t\tconst context = { client };
\t\tawait context.client.query('SELECT 1');
\t} finally {
\t\tclient.release();
\t}
}
`.replaceAll('\n', '\r\n'),
    );
  });

  it('that the function does not use yet', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool, client: string) {
  const { rows } = await (await pool.connect()).query(client);
  return rows;
}
`,
      `${IMPORT}export async function f(pool: Pool, client: string) {
  const client2 = await pool.connect();
  try {
    const { rows } = await client2.query(client);
    return rows;
  } finally {
    client2.release();
  }
}
`,
    );
  });
});

describe('a fix moves what is there', () => {
  it('a listener, up to the acquire', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool, res: NodeJS.WritableStream, load: () => Promise<void>) {
  const client = await pool.connect();

  await load();
  // gives it back
  res.on('close', () => client.release());
  res.end();
}
`,
      `${IMPORT}export async function f(pool: Pool, res: NodeJS.WritableStream, load: () => Promise<void>) {
  const client = await pool.connect();
  // gives it back
  res.on('close', () => client.release());

  await load();
  res.end();
}
`,
    );
  });

  it('a release that is one way of a condition', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool, failed: boolean) {
  const client = await pool.connect();
  failed ? console.error('failed') : client.release();
}
`,
      `${IMPORT}export async function f(pool: Pool, failed: boolean) {
  const client = await pool.connect();
  try {
    if (failed) console.error('failed');
  } finally {
    client.release();
  }
}
`,
    );
  });

  it('a release that says true, as it is', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool) {
  const client = await pool.connect();
  await client.query('LISTEN jobs');
  client.release(true);
}
`,
      `${IMPORT}export async function f(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('LISTEN jobs');
  } finally {
    client.release(true);
  }
}
`,
    );
  });

  it('only over the code on which it is lost, where what comes before has a release of its own', () => {
    checkFix(
      `${IMPORT}export async function f(pool: Pool, load: () => Promise<void>) {
  const client = await pool.connect();
  await new Promise<void>((resolve, reject) => {
    client.query('SELECT 1', (error) => {
      if (error) {
        client.release(error);
        reject(error);
        return;
      }
      resolve();
    });
  });
  await load();
  client.release();
}
`,
      `${IMPORT}export async function f(pool: Pool, load: () => Promise<void>) {
  const client = await pool.connect();
  await new Promise<void>((resolve, reject) => {
    client.query('SELECT 1', (error) => {
      if (error) {
        client.release(error);
        reject(error);
        return;
      }
      resolve();
    });
  });
  try {
    await load();
  } finally {
    client.release();
  }
}
`,
    );
  });
});

describe('a fix of callbacks stays among them', () => {
  it('behind the branch that releases and leaves', () => {
    checkFix(
      `${IMPORT}export function f(pool: Pool, id: number, cb: (error: Error | null) => void) {
  pool.connect((err, client, done) => {
    if (err || !client) return cb(err ?? null);
    client.query('SELECT pg_advisory_lock($1)', [id], (error) => {
      if (error) {
        done(error);
        return cb(error);
      }
      cb(null);
    });
  });
}
`,
      `${IMPORT}export function f(pool: Pool, id: number, cb: (error: Error | null) => void) {
  pool.connect((err, client, done) => {
    if (err || !client) return cb(err ?? null);
    client.query('SELECT pg_advisory_lock($1)', [id], (error) => {
      if (error) {
        done(error);
        return cb(error);
      }
      done();
      cb(null);
    });
  });
}
`,
    );
  });

  it('in front of a callback that is handed on', () => {
    checkFix(
      `const { Pool } = require('pg');
const pool = new Pool();
exports.f = (cb) => {
  pool.connect((err, client) => {
    if (err) return cb(err);
    client.query('SELECT 1', cb);
  });
};
`,
      `const { Pool } = require('pg');
const pool = new Pool();
exports.f = (cb) => {
  pool.connect((err, client) => {
    if (err) return cb(err);
    client.query('SELECT 1', (error, result) => {
      client.release();
      cb(error, result);
    });
  });
};
`,
      'plain.js',
    );
  });
});
