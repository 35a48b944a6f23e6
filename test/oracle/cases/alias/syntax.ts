// shape: alias
import type { Pool, PoolClient } from 'pg';
import { maybe, work } from '../../world.js';

// ok: released through a cast and a non-null assertion
export async function cast(pool: Pool) {
  const client: PoolClient | undefined = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    (client as PoolClient)!.release();
  }
}

// ok: a comma expression
// shape: comma
export async function comma(pool: Pool) {
  const client = await pool.connect();
  const rows = [1];
  return client.release(), rows;
}

// ok: destructured under another name
// shape: destructured-release
export async function renamed(pool: Pool) {
  const client = await pool.connect();
  const { release: done } = client;
  await client.query('SELECT 1').catch(() => undefined);
  done();
}

// ok: logical assignment takes it when there is none
// shape: nullish-assignment
export async function logicalAssignment(pool: Pool, given?: PoolClient) {
  let client = given;
  client ??= await pool.connect();
  try {
    await work();
  } finally {
    if (!given) client.release();
  }
}

// leak: taken under ??=, released under another condition
// shape: nullish-assignment
export async function logicalAssignmentLost(pool: Pool, given: PoolClient | undefined) {
  let client = given;
  client ??= await pool.connect();
  if (given) {
    console.log('borrowed', client);
  }
}

// ok: an immediately called async function
// shape: async-callbacks
export async function immediately(pool: Pool) {
  const client = await pool.connect();
  try {
    await (async () => {
      await client.query('SELECT 1');
      if (maybe()) throw new Error('no');
    })();
  } finally {
    client.release();
  }
}

// leak: an immediately called async function keeps its client
// shape: async-callbacks
export async function immediatelyBare(pool: Pool) {
  await (async () => {
    const client = await pool.connect();
    await client.query('SELECT 1');
    client.release();
  })();
}

// ok: optional chaining on a client that is there
// shape: optional-chain
export async function optional(pool: Pool) {
  const client = await pool.connect();
  await client?.query('SELECT 1').catch(() => undefined);
  client?.release?.();
}

// leak: thrown in the finally before the release
// shape: finally-order,explicit-throw
export async function throwInFinally(pool: Pool, strict: boolean) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    if (strict) throw new Error('strict');
    client.release();
  }
}

// ok: a closure array of clean-ups
// shape: disposer-bag
export async function cleanUps(pool: Pool) {
  const cleanUps: (() => void)[] = [];
  try {
    const client = await pool.connect();
    cleanUps.push(() => client.release());
    await client.query('SELECT 1');
  } finally {
    for (const cleanUp of cleanUps) cleanUp();
  }
}
