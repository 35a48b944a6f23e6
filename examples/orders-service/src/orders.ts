/** Orders and their items. */
import type { PoolClient } from 'pg';
import { inTransaction, pool } from './db';
import { HttpError } from './errors';

export interface Order {
  id: number;
  customer_id: number;
  status: string;
  created_at: Date;
}

export interface OrderItem {
  sku: string;
  quantity: number;
  price_cents: number;
}

export interface OrderWithItems extends Order {
  items: OrderItem[];
}

export async function listOrders(limit: number): Promise<Order[]> {
  const result = await pool.query<Order>('SELECT * FROM orders ORDER BY id DESC LIMIT $1', [limit]);
  return result.rows;
}

export async function getOrder(orderId: number): Promise<OrderWithItems | undefined> {
  const client = await pool.connect();
  const orders = await client.query<Order>('SELECT * FROM orders WHERE id = $1', [orderId]);
  const order = orders.rows[0];
  if (!order) {
    return undefined;
  }

  const items = await client.query<OrderItem>(
    'SELECT sku, quantity, price_cents FROM order_items WHERE order_id = $1 ORDER BY sku',
    [orderId],
  );
  client.release();
  return { ...order, items: items.rows };
}

export async function getOrderTotal(orderId: number): Promise<number | undefined> {
  const client = await pool.connect();
  try {
    const orders = await client.query<Order>('SELECT id FROM orders WHERE id = $1', [orderId]);
    if (orders.rowCount === 0) {
      return undefined;
    }
    const totals = await client.query<{ cents: string }>(
      'SELECT coalesce(sum(quantity * price_cents), 0) AS cents FROM order_items WHERE order_id = $1',
      [orderId],
    );
    return Number(totals.rows[0]?.cents ?? 0);
  } finally {
    client.release();
  }
}

export async function createOrder(customerId: number, body: unknown): Promise<number> {
  const items = parseItems(body);
  return inTransaction(async (client) => {
    const created = await client.query<{ id: number }>(
      'INSERT INTO orders (customer_id) VALUES ($1) RETURNING id',
      [customerId],
    );
    const orderId = created.rows[0]?.id;
    if (orderId === undefined) {
      throw new Error('the order was not created');
    }
    for (const item of items) {
      await insertItem(client, orderId, item);
    }
    return orderId;
  });
}

export async function cancelOrder(orderId: number): Promise<boolean> {
  const client = await pool.connect();
  await client.query('BEGIN');
  try {
    const updated = await client.query(
      "UPDATE orders SET status = 'cancelled' WHERE id = $1 AND status = 'open'",
      [orderId],
    );
    await client.query("UPDATE payments SET status = 'voided' WHERE order_id = $1", [orderId]);
    await client.query('COMMIT');
    return updated.rowCount === 1;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function replaceItems(orderId: number, body: unknown): Promise<void> {
  const client = await pool.connect();
  const items = parseItems(body);
  try {
    await client.query('BEGIN');
    await client.query('DELETE FROM order_items WHERE order_id = $1', [orderId]);
    for (const item of items) {
      await insertItem(client, orderId, item);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function addItems(orderId: number, body: unknown): Promise<number> {
  const items = parseItems(body);
  const client = await pool.connect();
  try {
    for (const item of items) {
      await insertItem(client, orderId, item);
    }
    return items.length;
  } finally {
    client.release();
  }
}

export async function shipOrder(orderId: number): Promise<boolean> {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    const shipped = await client.query(
      "UPDATE orders SET status = 'shipped' WHERE id = $1 AND status = 'open'",
      [orderId],
    );
    return shipped.rowCount === 1;
  } catch (error) {
    console.error(`order ${orderId} could not be shipped`);
    throw error;
  } finally {
    client?.release();
  }
}

async function insertItem(client: PoolClient, orderId: number, item: OrderItem): Promise<void> {
  await client.query(
    'INSERT INTO order_items (order_id, sku, quantity, price_cents) VALUES ($1, $2, $3, $4)',
    [orderId, item.sku, item.quantity, item.price_cents],
  );
}

function parseItems(body: unknown): OrderItem[] {
  if (!Array.isArray(body) || body.length === 0) {
    throw new HttpError(400, 'expected a list of items');
  }
  return body.map((item: Partial<OrderItem>) => {
    if (typeof item.sku !== 'string' || typeof item.price_cents !== 'number') {
      throw new HttpError(400, 'an item needs sku and price_cents');
    }
    return { sku: item.sku, quantity: item.quantity ?? 1, price_cents: item.price_cents };
  });
}
