/** Payments: capture, refund, retry. */
import { pool } from './db';

interface Payment {
  id: number;
  order_id: number;
  status: string;
  amount_cents: number;
}

export async function capturePayment(paymentId: number): Promise<number | undefined> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const found = await client.query<Payment>('SELECT * FROM payments WHERE id = $1 FOR UPDATE', [
      paymentId,
    ]);
    const payment = found.rows[0];
    if (!payment) {
      await client.query('ROLLBACK');
      return undefined;
    }
    await client.query("UPDATE payments SET status = 'captured' WHERE id = $1", [paymentId]);
    await client.query("UPDATE orders SET status = 'paid' WHERE id = $1", [payment.order_id]);
    await client.query('COMMIT');
    return payment.amount_cents;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function refundPayment(paymentId: number): Promise<string> {
  const client = await pool.connect();
  try {
    const found = await client.query<Payment>('SELECT * FROM payments WHERE id = $1', [paymentId]);
    switch (found.rows[0]?.status) {
      case 'captured':
        await client.query("UPDATE payments SET status = 'refunded' WHERE id = $1", [paymentId]);
        client.release();
        return 'refunded';
      case 'authorized':
        await client.query("UPDATE payments SET status = 'voided' WHERE id = $1", [paymentId]);
        client.release();
        return 'voided';
      default:
        return 'nothing to refund';
    }
  } catch (error) {
    client.release();
    throw error;
  }
}

export async function paymentState(paymentId: number): Promise<string> {
  const client = await pool.connect();
  try {
    const found = await client.query<Payment>('SELECT * FROM payments WHERE id = $1', [paymentId]);
    switch (found.rows[0]?.status) {
      case 'captured':
        return 'paid';
      case 'authorized':
        return 'pending';
      default:
        return 'unknown';
    }
  } finally {
    client.release();
  }
}

/** Three attempts, each on a client of its own: the failed one may have lost its backend. */
export async function voidPayment(paymentId: number): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    try {
      const voided = await client.query("UPDATE payments SET status = 'voided' WHERE id = $1", [
        paymentId,
      ]);
      return voided.rowCount === 1;
    } catch (error) {
      if (attempt === 3) {
        throw error;
      }
    } finally {
      client.release();
    }
  }
}
