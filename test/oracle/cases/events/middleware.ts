// shape: middleware
import type { Pool, PoolClient } from 'pg';

interface Context {
  client?: PoolClient;
}

// leak: released behind next(), which may reject
export async function behindNext(pool: Pool, ctx: Context, next: () => Promise<void>) {
  const client = await pool.connect();
  ctx.client = client;
  await next();
  client.release();
}

// ok: next() inside the try
export async function nextInTry(pool: Pool, ctx: Context, next: () => Promise<void>) {
  const client = await pool.connect();
  ctx.client = client;
  try {
    await next();
  } finally {
    client.release();
  }
}
