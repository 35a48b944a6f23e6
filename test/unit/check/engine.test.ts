/** The checks bound to the engine: each asks it a question it has an answer to. */
import assert from 'node:assert/strict';
import { check, checkFix, checkLifetime } from '../../check/check.js';

const LEAK = `import type { Pool } from 'pg';
export async function f(pool: Pool) {
  const client = await pool.connect();
  await client.query('SELECT 1');
  client.release();
}
`;

describe('checks over the engine', () => {
  it('check compares findings', () => {
    check(LEAK.replace('.connect();', '.connect();\n//                     ^^^^^^^^^^^^ warning unreleased'));
    assert.throws(() => {
      check(LEAK);
    }, /differ from the marks/);
  });

  it('checkLifetime compares the picture', () => {
    checkLifetime(`import type { Pool } from 'pg';
export async function f(pool: Pool) {
  const client = await pool.connect();
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ held client for 2 lines
//                     ^^^^^^^^^^^^ acquire client
  client.release();
//^^^^^^^^^^^^^^^^ release client
}
`);
  });

  it('checkFix applies and proves', () => {
    checkFix(
      LEAK,
      `import type { Pool } from 'pg';
export async function f(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}
`,
    );
  });
});
