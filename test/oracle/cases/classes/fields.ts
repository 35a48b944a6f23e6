// shape: class-field
import type { Pool, PoolClient } from 'pg';
import { Client } from 'pg';

// ok: opened, used, closed
export class OrderRepository {
  private client: PoolClient | undefined;

  constructor(private readonly pool: Pool) {}

  async open(): Promise<void> {
    this.client = await this.pool.connect();
  }

  async find(id: number): Promise<unknown> {
    const result = await this.client?.query('SELECT * FROM orders WHERE id = $1', [id]);
    return result?.rows[0];
  }

  close(): void {
    this.client?.release();
    this.client = undefined;
  }
}

// leak: opened, and nothing closes it
export class OrderReader {
  private client: PoolClient | undefined;

  constructor(private readonly pool: Pool) {}

  async open(): Promise<void> {
    this.client = await this.pool.connect();
  }

  async find(id: number): Promise<unknown> {
    return this.client?.query('SELECT * FROM orders WHERE id = $1', [id]);
  }
}

// ok: each method takes its own, and gives it back
export class OrderService {
  constructor(private readonly pool: Pool) {}

  async total(): Promise<number> {
    const client = await this.pool.connect();
    try {
      const { rows } = await client.query('SELECT sum(total) AS total FROM orders');
      return Number(rows[0].total);
    } finally {
      client.release();
    }
  }
}

// leak: a method takes its own, and gives it back on the good way
export class OrderStatistics {
  constructor(private readonly pool: Pool) {}

  async average(): Promise<number> {
    const client = await this.pool.connect();
    const { rows } = await client.query('SELECT avg(total) AS average FROM orders');
    client.release();
    return Number(rows[0].average);
  }
}

// ok: closed by the framework
// shape: lifecycle
export class Subscriber {
  private client: PoolClient | null = null;

  constructor(private readonly pool: Pool) {}

  async onModuleInit(): Promise<void> {
    this.client = await this.pool.connect();
  }

  async onModuleDestroy(): Promise<void> {
    this.client?.release();
    this.client = null;
  }
}

// leak: the lifecycle method closes one of two
// shape: lifecycle
export class Replicator {
  private source: PoolClient | null = null;
  private target: PoolClient | null = null;

  constructor(private readonly pool: Pool) {}

  async connect(): Promise<void> {
    this.source = await this.pool.connect();
    this.target = await this.pool.connect();
  }

  disconnect(): void {
    this.source?.release();
  }
}

// leak: the lifecycle method names the release, and does not call it
// shape: lifecycle
export class Listener {
  private client: PoolClient | null = null;

  constructor(private readonly pool: Pool) {}

  async start(): Promise<void> {
    this.client = await this.pool.connect();
  }

  stop(): void {
    this.client?.release;
    this.client = null;
  }
}

// leak: reconnect() forgets the client it has
// shape: field-overwritten
export class Session {
  private client: PoolClient | undefined;

  constructor(private readonly pool: Pool) {}

  async connect(): Promise<void> {
    this.client = await this.pool.connect();
  }

  async reconnect(): Promise<void> {
    this.client = await this.pool.connect();
  }

  close(): void {
    this.client?.release();
  }
}

// ok: disposed of by the owner's using
// shape: lifecycle, using
export class Lease implements Disposable {
  private client: PoolClient | undefined;

  constructor(private readonly pool: Pool) {}

  async open(): Promise<void> {
    this.client = await this.pool.connect();
  }

  [Symbol.dispose](): void {
    this.client?.release();
    this.client = undefined;
  }
}

// ok: a client of its own, made in the constructor, ended in close
// shape: class-field, single-client
export class Migration {
  private readonly client = new Client();

  async open(): Promise<void> {
    await this.client.connect();
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

// leak: two callers at once find no client
// shape: memo-race
export class Shared {
  private client: PoolClient | undefined;

  constructor(private readonly pool: Pool) {}

  async get(): Promise<PoolClient> {
    if (!this.client) {
      this.client = await this.pool.connect();
    }
    return this.client;
  }

  close(): void {
    this.client?.release();
  }
}

// ok: two callers at once share the promise
// shape: memo-race
export class SharedPromise {
  private pending: Promise<PoolClient> | undefined;

  constructor(private readonly pool: Pool) {}

  async query(sql: string): Promise<unknown> {
    this.pending ??= this.pool.connect();
    const client = await this.pending;
    return client.query(sql);
  }

  async close(): Promise<void> {
    const client = await this.pending;
    client?.release();
  }
}
