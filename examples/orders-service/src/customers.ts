/** Customers: search, rename, merge, import. */
import { pool, withClient } from './db';

export interface Customer {
  id: number;
  name: string;
  email: string;
  active: boolean;
}

export async function findCustomer(customerId: number): Promise<Customer | undefined> {
  return withClient(async (client) => {
    const found = await client.query<Customer>('SELECT * FROM customers WHERE id = $1', [
      customerId,
    ]);
    return found.rows[0];
  });
}

export async function searchCustomers(text: string): Promise<Customer[]> {
  const client = await pool.connect();
  try {
    const found = await client.query<Customer>(
      'SELECT * FROM customers WHERE name ILIKE $1 ORDER BY name LIMIT 20',
      [`%${text}%`],
    );
    return found.rows;
  } finally {
    client.release();
  }
}

export async function renameCustomer(customerId: number, name: string): Promise<boolean> {
  const client = await pool.connect();
  const updated = await client.query('UPDATE customers SET name = $2 WHERE id = $1', [
    customerId,
    name,
  ]);
  client.release();
  return updated.rowCount === 1;
}

export async function mergeCustomers(fromId: number, intoId: number): Promise<boolean> {
  const client = await pool.connect();
  try {
    const found = await client.query('SELECT id FROM customers WHERE id IN ($1, $2)', [
      fromId,
      intoId,
    ]);
    if (found.rowCount !== 2) {
      return false;
    }
    await client.query('UPDATE orders SET customer_id = $2 WHERE customer_id = $1', [
      fromId,
      intoId,
    ]);
    await client.query('UPDATE customers SET active = false WHERE id = $1', [fromId]);
    client.release();
    return true;
  } catch (error) {
    client.release();
    throw error;
  }
}

export async function importCustomers(customers: Pick<Customer, 'name' | 'email'>[]) {
  const client = await pool.connect();
  try {
    for (const customer of customers) {
      await client.query('INSERT INTO customers (name, email) VALUES ($1, $2)', [
        customer.name,
        customer.email,
      ]);
    }
    return customers.length;
  } catch (error) {
    client.release();
    throw error;
  }
}

/** Best effort: a customer that cannot be deactivated now is picked up by the next run. */
export async function deactivateCustomer(customerId: number): Promise<boolean> {
  const client = await pool.connect();
  let done = false;
  try {
    await client.query('UPDATE customers SET active = false WHERE id = $1', [customerId]);
    done = true;
  } catch (error) {
    console.warn(`customer ${customerId} stays active`, error);
  }
  client.release();
  return done;
}

/** The mail provider is slow: the client goes back before it is called. */
export async function eraseCustomer(
  customerId: number,
  sendFarewell: (email: string) => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  let released = false;
  try {
    const erased = await client.query<Customer>(
      "UPDATE customers SET name = 'erased', active = false WHERE id = $1 RETURNING email",
      [customerId],
    );
    client.release();
    released = true;

    const email = erased.rows[0]?.email;
    if (email === undefined) {
      return false;
    }
    await sendFarewell(email);
    return true;
  } finally {
    if (!released) {
      client.release();
    }
  }
}
