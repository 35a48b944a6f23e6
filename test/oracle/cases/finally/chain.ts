// shape: happy-path
import type { Pool, PoolClient } from 'pg';
import { maybe, validate, work } from '../../world.js';

interface Product {
  id: number;
  price: number;
}

// leak: the last then releases, a rejected query skips it
export function findProduct(pool: Pool, id: number): Promise<Product | undefined> {
  return pool.connect().then((client) =>
    client.query('SELECT id, price FROM products WHERE id = $1', [id]).then((result) => {
      client.release();
      return result.rows[0] as Product | undefined;
    }),
  );
}

// ok: the chain ends in finally
export function findProductSafe(pool: Pool, id: number): Promise<Product | undefined> {
  return pool.connect().then((client) =>
    client
      .query('SELECT id, price FROM products WHERE id = $1', [id])
      .then((result) => result.rows[0] as Product | undefined)
      .finally(() => client.release()),
  );
}

// leak: nobody releases at the end of the chain
// shape: no-release
export function countProducts(pool: Pool): Promise<number> {
  return pool
    .connect()
    .then((client) => client.query('SELECT count(*) AS n FROM products'))
    .then(({ rows }) => Number(rows[0].n));
}

// leak: the client of a chain has no name
// shape: no-name
export function vacuum(pool: Pool): Promise<unknown> {
  return pool.connect().then((c) => c.query('VACUUM products'));
}

// leak: an empty basket leaves the handler early
// shape: early-return
export function priceBasket(pool: Pool, ids: number[]): Promise<number> {
  return pool.connect().then((client) => {
    if (ids.length === 0) return 0;
    return client
      .query('SELECT sum(price) AS total FROM products WHERE id = ANY($1)', [ids])
      .then((result) => Number(result.rows[0].total))
      .finally(() => client.release());
  });
}

// ok: an empty basket gives the client back first
// shape: early-return
export function priceBasketSafe(pool: Pool, ids: number[]): Promise<number> {
  return pool.connect().then((client) => {
    if (ids.length === 0) {
      client.release();
      return 0;
    }
    return client
      .query('SELECT sum(price) AS total FROM products WHERE id = ANY($1)', [ids])
      .then((result) => Number(result.rows[0].total))
      .finally(() => client.release());
  });
}

// leak: a missing row throws in the handler behind the query
// shape: explicit-throw
export function requireProduct(pool: Pool, id: number): Promise<Product> {
  return pool.connect().then((client) =>
    client.query('SELECT * FROM products WHERE id = $1', [id]).then(
      (result) => {
        if (!maybe()) throw new RangeError(`no product ${id}`);
        client.release();
        return result.rows[0] as Product;
      },
      (error: unknown) => {
        client.release();
        throw error;
      },
    ),
  );
}

// ok: thrown behind the release
// shape: explicit-throw
export function requireProductSafe(pool: Pool, id: number): Promise<Product> {
  return pool.connect().then((client) =>
    client
      .query('SELECT * FROM products WHERE id = $1', [id])
      .finally(() => client.release())
      .then((result) => {
        if (!maybe()) throw new RangeError(`no product ${id}`);
        return result.rows[0] as Product;
      }),
  );
}

// leak: released in the catch only
// shape: catch-only
export function deleteProduct(pool: Pool, id: number): Promise<boolean> {
  return pool.connect().then((client) =>
    client
      .query('DELETE FROM products WHERE id = $1', [id])
      .then(() => true)
      .catch((error: unknown) => {
        client.release();
        throw error;
      }),
  );
}

// ok: the catch releases, and so does the handler behind it
// shape: catch-and-after
export function renameProduct(pool: Pool, id: number, name: string): Promise<void> {
  return pool.connect().then((client) =>
    client
      .query('UPDATE products SET name = $2 WHERE id = $1', [id, name])
      .catch((error: unknown) => {
        client.release(true);
        throw error;
      })
      .then(() => client.release()),
  );
}

// ok: the catch swallows everything, then the chain releases
// shape: swallowing-catch
export function touchProduct(pool: Pool, id: number): Promise<void> {
  return pool.connect().then((client) =>
    client
      .query('UPDATE products SET seen = now() WHERE id = $1', [id])
      .catch((error: unknown) => console.warn('not touched', error))
      .then(() => client.release()),
  );
}

// leak: the catch that should swallow reports first, and that may reject
// shape: swallowing-catch
export function touchAndReport(pool: Pool, id: number): Promise<void> {
  return pool.connect().then((client) =>
    client
      .query('UPDATE products SET seen = now() WHERE id = $1', [id])
      .catch((error: unknown) => work('report', error))
      .then(() => client.release()),
  );
}

// leak: the finally waits for an audit before it releases
// shape: finally-order
export function sellProduct(pool: Pool, id: number): Promise<unknown> {
  return pool.connect().then((client) =>
    client.query('UPDATE products SET stock = stock - 1 WHERE id = $1', [id]).finally(async () => {
      await work('audit', id);
      client.release();
    }),
  );
}

// ok: two finally, the release in the first
// shape: finally-order
export function sellProductSafe(pool: Pool, id: number): Promise<unknown> {
  return pool.connect().then((client) =>
    client
      .query('UPDATE products SET stock = stock - 1 WHERE id = $1', [id])
      .finally(() => client.release())
      .finally(() => work('audit', id)),
  );
}

// leak: the validator throws between the client and the chain
// shape: sync-call
export function saveProduct(pool: Pool, product: { id: number }): Promise<unknown> {
  return pool.connect().then((client) => {
    validate(product.id);
    return client.query('INSERT INTO products VALUES ($1)', [product.id]).finally(() => client.release());
  });
}

// ok: validated before anything is taken
// shape: sync-call
export function saveProductSafe(pool: Pool, product: { id: number }): Promise<unknown> {
  validate(product.id);
  return pool
    .connect()
    .then((client) =>
      client.query('INSERT INTO products VALUES ($1)', [product.id]).finally(() => client.release()),
    );
}

// ok: a health check takes a client and gives it back
// shape: ping
export function isReady(pool: Pool): Promise<boolean> {
  return pool.connect().then(
    (client) => {
      client.release();
      return true;
    },
    () => false,
  );
}

// leak: a health check asks the server for the time between
// shape: ping
export async function isAnswering(pool: Pool): Promise<boolean> {
  try {
    const client = await pool.connect();
    await client.query('SELECT now()');
    client.release();
    return true;
  } catch {
    return false;
  }
}

// ok: a nested chain inside of another's handler
// shape: nested-try
export function moveProduct(pool: Pool, id: number): Promise<unknown> {
  const move = (client: PoolClient) =>
    client
      .query('UPDATE products SET shelf = 2 WHERE id = $1', [id])
      .catch(() => client.query('UPDATE products SET shelf = 0 WHERE id = $1', [id]));
  return pool.connect().then((client) => move(client).finally(() => client.release()));
}
