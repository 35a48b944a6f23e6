// shape: alias
import type { Pool } from 'pg';
import { work } from '../../world.js';

// ok: released by another name
export async function byAlias(pool: Pool) {
  const client = await pool.connect();
  const connection = client;
  try {
    await connection.query('SELECT 1');
  } finally {
    connection.release();
  }
}

// ok: destructured release
// shape: destructured-release
export async function destructured(pool: Pool) {
  const client = await pool.connect();
  const { release } = client;
  try {
    await client.query('SELECT 1');
  } finally {
    release();
  }
}

// ok: element access
// shape: computed-release
export async function elementAccess(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    client['release']();
  }
}

// leak: the method is named, not called
// shape: method-reference
export async function notCalled(pool: Pool) {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    client.release;
  }
}

// leak: the method is stored, never called
// shape: method-reference
export async function stored(pool: Pool) {
  const client = await pool.connect();
  const cleanup = { release: client.release };
  await client.query('SELECT 1');
  console.log(typeof cleanup.release);
}

// ok: in an object of this function
export async function inObject(pool: Pool) {
  const context = { client: await pool.connect(), started: 0 };
  try {
    await context.client.query('SELECT 1');
  } finally {
    context.client.release();
  }
}

// leak: in an object, no finally
export async function inObjectNoFinally(pool: Pool) {
  const context = { client: await pool.connect() };
  await context.client.query('SELECT 1');
  context.client.release();
}

// leak: reassigned, the first one is lost
// shape: reassign
export async function reassigned(pool: Pool) {
  let client = await pool.connect();
  client = await pool.connect();
  client.release();
}

// ok: released before it is reassigned
// shape: reassign
export async function reassignedLater(pool: Pool) {
  let client = await pool.connect();
  client.release();
  client = await pool.connect();
  client.release();
}

// leak, double-release: the wrong one is released
// shape: reassign
export async function wrongOne(pool: Pool) {
  const reader = await pool.connect();
  try {
    const writer = await pool.connect();
    try {
      await writer.query('SELECT 1');
    } finally {
      reader.release();
    }
  } finally {
    reader.release();
  }
}

// ok: a closure of this function releases
// shape: closure-closes
export async function closure(pool: Pool) {
  const client = await pool.connect();
  const cleanUp = () => {
    client.release();
  };
  try {
    await client.query('SELECT 1');
  } finally {
    cleanUp();
  }
}

// leak: the closure is called on the good way only
// shape: closure-closes
export async function closureForgotten(pool: Pool) {
  const client = await pool.connect();
  const finish = () => client.release();
  await client.query('SELECT 1');
  finish();
}

// ok: bound release
// shape: destructured-release,alias
export async function bound(pool: Pool) {
  const client = await pool.connect();
  const release = client.release.bind(client);
  try {
    await work();
  } finally {
    release();
  }
}
