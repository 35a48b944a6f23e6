/** Reports: some on the pool, the long ones on a connection of their own. */
import { Client } from 'pg';
import { pool, reportingConfig } from './db';

export interface RevenueRow {
  day: string;
  cents: string;
}

const REVENUE_LOCK = 4711;

export function dailyRevenue(day: string): Promise<RevenueRow[]> {
  return pool.connect().then((client) =>
    client
      .query<RevenueRow>('SELECT day, cents FROM daily_revenue WHERE day = $1', [day])
      .then((result) => {
        client.release();
        return result.rows;
      }),
  );
}

export function topCustomers(limit: number): Promise<{ name: string; orders: string }[]> {
  return pool.connect().then((client) =>
    client
      .query<{ name: string; orders: string }>(
        'SELECT name, count(*) AS orders FROM customers JOIN orders ON customer_id = customers.id GROUP BY name ORDER BY 2 DESC LIMIT $1',
        [limit],
      )
      .then((result) => result.rows)
      .finally(() => client.release()),
  );
}

export async function monthlyRevenue(month: string): Promise<number> {
  const client = new Client(reportingConfig);
  await client.connect();
  const result = await client.query<RevenueRow>(
    "SELECT coalesce(sum(cents), 0) AS cents FROM daily_revenue WHERE to_char(day, 'YYYY-MM') = $1",
    [month],
  );
  await client.end();
  return Number(result.rows[0]?.cents ?? 0);
}

export async function yearlyRevenue(year: number): Promise<number> {
  const client = new Client(reportingConfig);
  await client.connect();
  try {
    const result = await client.query<RevenueRow>(
      'SELECT coalesce(sum(cents), 0) AS cents FROM daily_revenue WHERE extract(year FROM day) = $1',
      [year],
    );
    return Number(result.rows[0]?.cents ?? 0);
  } finally {
    await client.end();
  }
}

export async function refreshRevenue(): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [REVENUE_LOCK]);
    const refreshed = await client.query(
      `INSERT INTO daily_revenue (day, cents)
       SELECT created_at::date, sum(quantity * price_cents)
       FROM orders JOIN order_items ON order_id = orders.id GROUP BY 1
       ON CONFLICT (day) DO UPDATE SET cents = excluded.cents`,
    );
    return refreshed.rowCount ?? 0;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [REVENUE_LOCK]);
    client.release();
  }
}

export async function dropOldRevenue(before: string): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [REVENUE_LOCK]);
    try {
      const dropped = await client.query('DELETE FROM daily_revenue WHERE day < $1', [before]);
      return dropped.rowCount ?? 0;
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [REVENUE_LOCK]);
    }
  } finally {
    client.release();
  }
}
