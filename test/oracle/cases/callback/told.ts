// shape: promisified
import type { Pool } from 'pg';
import { maybe, work } from '../../world.js';

// ok: who is told of the error finds it released
export async function rejectReleases(pool: Pool) {
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
  client.release();
}
// leak: work behind the promise fails
export async function rejectReleasesLost(pool: Pool) {
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
  await work();
  client.release();
}
// double-release: the callback has released it when it failed
export async function rejectReleasesTwice(pool: Pool) {
  const client = await pool.connect();
  try {
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
  } finally {
  client.release();
  }
}
// ok: told first, released at once
export async function resolvesFirst(pool: Pool) {
  const client = await pool.connect();
  await new Promise<void>((resolve, reject) => {
    client.query('SELECT 1', (error) => {
      if (error) reject(error); else resolve();
      client.release();
    });
  });
  await work();
}

// ok: the second callback tells, the first one only of an error
export async function tellsInTurn(pool: Pool) {
  const client = await pool.connect();
  await new Promise<void>((resolve, reject) => {
    client.query('SELECT 1', (error) => {
      if (error) {
        client.release(error);
        reject(error);
        return;
      }
      client.query('SELECT 2', () => {
        resolve();
      });
    });
  });
  client.release();
}

// leak: when there is nothing to do, nobody is told, and what waits holds it for good
export async function neverTells(pool: Pool) {
  const client = await pool.connect();
  await new Promise<void>((resolve, reject) => {
    client.query('SELECT 1', (error) => {
      if (error) {
        client.release(error);
        reject(error);
        return;
      }
      if (maybe()) resolve();
    });
  });
  client.release();
}

// ok: the promise waits for the query
export async function waitsForQuery(pool: Pool) {
  const client = await pool.connect();
  await new Promise<void>((resolve) => client.query('SELECT 1', () => resolve()));
  client.release();
}

// ok: whoever awaits it waits for the query, however it ends
export async function waitsForEitherEnd(pool: Pool) {
  const client = await pool.connect();
  await new Promise<void>((resolve, reject) => client.query('SELECT 1', (e) => e ? reject(e) : resolve())).catch(() => undefined);
  client.release();
}

// release-while-busy: nobody waits for the promise
export async function doesNotWait(pool: Pool) {
  const client = await pool.connect();
  void new Promise<void>((resolve, reject) => client.query('SELECT 1', (e) => e ? reject(e) : resolve())).catch(() => undefined);
  client.release();
}

// ok: awaited later, and released by the callback when it fails
export async function waitsLater(pool: Pool) {
  const client = await pool.connect();
  const asked = new Promise<void>((resolve, reject) => { client.query('SELECT 1', (e) => { if (e) { client.release(); reject(e); return; }  resolve(); })});
  await asked;
  client.release();
}
