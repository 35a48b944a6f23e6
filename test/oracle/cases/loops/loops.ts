// shape: loop
import type { Pool, PoolClient } from 'pg';
import { maybe, work } from '../../world.js';

// ok: per iteration, with finally
export async function perIteration(pool: Pool, ids: number[]) {
  for (const id of ids) {
    const client = await pool.connect();
    try {
      await client.query('SELECT $1', [id]);
    } finally {
      client.release();
    }
  }
}

// leak: continue jumps over the release
export async function continueSkips(pool: Pool, ids: number[]) {
  for (const id of ids) {
    const client = await pool.connect();
    if (id > 1 || maybe()) continue;
    client.release();
  }
}

// ok: continue inside the try
export async function continueInTry(pool: Pool, ids: number[]) {
  for (const id of ids) {
    const client = await pool.connect();
    try {
      if (id > 1) continue;
      await client.query('SELECT $1', [id]);
    } finally {
      client.release();
    }
  }
}

// leak: break leaves with the client
export async function breakLeaves(pool: Pool, ids: number[]) {
  for (const id of ids) {
    const client = await pool.connect();
    if (id === 2 && maybe()) {
      break;
    }
    client.release();
  }
}

// ok: break after the release
export async function breakAfter(pool: Pool, ids: number[]) {
  for (const id of ids) {
    const client = await pool.connect();
    client.release();
    if (id === 2) break;
  }
}

// leak: acquired in a retry loop, the failed attempt keeps its client
// shape: retry
export async function retry(pool: Pool) {
  for (let attempt = 0; attempt < 3; attempt++) {
    const client = await pool.connect();
    try {
      await client.query('SELECT 1');
      client.release();
      return true;
    } catch {
      console.warn('retrying');
    }
  }
  return false;
}

// ok: a retry loop with finally
// shape: retry
export async function retrySafe(pool: Pool) {
  for (let attempt = 0; attempt < 3; attempt++) {
    const client = await pool.connect();
    try {
      return await client.query('SELECT 1');
    } catch (error) {
      if (attempt === 2) throw error;
    } finally {
      client.release();
    }
  }
  return undefined;
}

// ok: acquired once, used in a loop
export async function usedInLoop(pool: Pool, ids: number[]) {
  const client = await pool.connect();
  try {
    for (const id of ids) {
      await client.query('SELECT $1', [id]);
    }
  } finally {
    client.release();
  }
}

// leak: acquired once, used in a loop without try
export async function usedInLoopBare(pool: Pool, ids: number[]) {
  const client = await pool.connect();
  for (const id of ids) {
    await client.query('SELECT $1', [id]);
  }
  client.release();
}

// ok: the condition of the loop decides, then release
export async function whileCondition(pool: Pool) {
  const client = await pool.connect();
  try {
    while (maybe()) {
      await client.query('FETCH NEXT FROM cursor');
    }
  } finally {
    client.release();
  }
}

// double-release: released in the loop, taken outside
// shape: loop,double-release
export async function releasedInLoop(pool: Pool, ids: number[]) {
  const client = await pool.connect();
  try {
    await work();
  } finally {
    do {
      client.release();
    } while (ids.length > 1);
  }
}

// leak, double-release: released for each item, so for none or twice
// shape: loop,double-release
export async function releasedPerItem(pool: Pool, ids: number[]) {
  const client = await pool.connect();
  for (const id of ids) {
    console.log(id);
    client.release();
  }
}

// leak: a variable is overwritten in the loop
// shape: reassign,loop
export async function overwritten(pool: Pool, ids: number[]) {
  let client: PoolClient | undefined;
  for (const id of ids) {
    client = await pool.connect();
    console.log(id);
  }
  client?.release();
}

// ok: an endless loop with a break after the release
export async function endless(pool: Pool) {
  for (;;) {
    const client = await pool.connect();
    try {
      await client.query('SELECT 1');
    } finally {
      client.release();
    }
    if (maybe()) break;
  }
}

// ok: async callbacks in map, each with its finally
// shape: async-callbacks
export async function mapped(pool: Pool, ids: number[]) {
  await Promise.all(
    ids.map(async (id) => {
      const client = await pool.connect();
      try {
        await client.query('SELECT $1', [id]);
      } finally {
        client.release();
      }
    }),
  );
}

// leak: async callbacks in map without finally
// shape: async-callbacks
export async function mappedBare(pool: Pool, ids: number[]) {
  await Promise.all(
    ids.map(async (id) => {
      const client = await pool.connect();
      const { rows } = await client.query('SELECT $1', [id]);
      client.release();
      return rows;
    }),
  );
}

// leak: async callbacks in forEach
// shape: async-callbacks
export function forEached(pool: Pool, ids: number[]) {
  ids.forEach(async (id) => {
    const client = await pool.connect();
    await client.query('SELECT $1', [id]);
    client.release();
  });
}

// release-while-busy: forEach does not wait for its async callbacks
// shape: async-callbacks
export async function forEachBusy(pool: Pool, ids: number[]) {
  const client = await pool.connect();
  try {
    ids.forEach(async (id) => {
      await client.query('SELECT $1', [id]);
    });
  } finally {
    client.release();
  }
}
