// shape: switch
import type { Pool } from 'pg';
import { work } from '../../world.js';

// leak: one case has no release
export async function hole(pool: Pool, kind: 'read' | 'write' | 'skip') {
  const client = await pool.connect();
  switch (kind) {
    case 'read':
      client.release();
      return 'read';
    case 'write':
      client.release();
      return 'written';
    default:
      return 'skipped';
  }
}

// ok: each case releases
export async function allCases(pool: Pool, kind: 'read' | 'write') {
  const client = await pool.connect();
  switch (kind) {
    case 'read':
      client.release();
      break;
    case 'write':
      client.release();
      break;
  }
}

// double-release: the break is missing
export async function fallThrough(pool: Pool, kind: 'read' | 'write') {
  const client = await pool.connect();
  switch (kind) {
    case 'read':
      client.release();
    // falls through
    default:
      client.release();
  }
}

// leak: no default, an unknown kind keeps the client
export async function noDefault(pool: Pool, kind: 'read' | 'write' | 'other') {
  const client = await pool.connect();
  switch (kind) {
    case 'read':
    case 'write':
      client.release();
      break;
  }
}

// ok: the switch is inside the try
export async function inTry(pool: Pool, kind: 'read' | 'write') {
  const client = await pool.connect();
  try {
    switch (kind) {
      case 'read':
        return await client.query('SELECT 1');
      case 'write':
        throw new Error('read only');
      default:
        return await work();
    }
  } finally {
    client.release();
  }
}

// ok: both sides of a conditional expression
// shape: conditional-expression
export async function conditional(pool: Pool, failed: boolean) {
  const client = await pool.connect();
  failed ? client.release(true) : client.release();
}

// leak: one side of a conditional expression
// shape: conditional-expression
export async function conditionalHalf(pool: Pool, failed: boolean) {
  const client = await pool.connect();
  failed ? console.error('failed') : client.release();
}

// leak: && decides
// shape: conditional-expression
export async function logicalAnd(pool: Pool, finished: boolean) {
  const client = await pool.connect();
  finished && client.release();
}

// ok: if/else, once each
// shape: conditional-release
export async function ifElse(pool: Pool, failed: boolean) {
  const client = await pool.connect();
  if (failed) {
    client.release(new Error('failed'));
  } else {
    client.release();
  }
}
