// shape: class-field
const { work } = require('../../world.js');

// ok: opened by a chain, closed
class Cart {
  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.client = null;
  }

  open() {
    return this.pool.connect().then((client) => {
      this.client = client;
    });
  }

  close() {
    if (this.client) this.client.release();
    this.client = null;
  }
}

// leak: opened by a chain, nothing closes it
class CartReader {
  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.client = null;
  }

  open() {
    return this.pool.connect().then((client) => {
      this.client = client;
    });
  }
}

// ok: opened by a callback, closed by done
class CartListener {
  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.done = null;
  }

  open() {
    this.pool.connect((err, client, done) => {
      if (err) return;
      this.done = done;
    });
  }

  close() {
    if (this.done) this.done();
    this.done = null;
  }
}

// leak: the lifecycle method waits for work before it closes
// shape: lifecycle
class CartWorker {
  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.pool = pool;
  }

  async start() {
    this.client = await this.pool.connect();
  }

  async stop() {
    await work('last words');
    if (this.client) this.client.release();
  }
}

// ok: the lifecycle method closes first, in the chain
// shape: lifecycle
class CartService {
  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.pool = pool;
  }

  start() {
    return this.pool.connect().then((client) => {
      this.client = client;
    });
  }

  stop() {
    if (this.client) this.client.release();
    return work('last words').catch(() => {});
  }
}

// ok: the lifecycle of a callback
// shape: lifecycle
class CartFeed {
  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.client = undefined;
  }

  start() {
    this.pool.connect((err, client) => {
      if (!err) this.client = client;
    });
  }

  stop() {
    if (this.client !== undefined) this.client.release();
  }
}

// ok: reconnects when it has given the old one back
// shape: field-overwritten
class Connection {
  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.client = null;
  }

  async reset() {
    if (this.client) this.client.release(true);
    this.client = null;
    const taken = await this.pool.connect();
    if (this.client) this.client.release();
    this.client = taken;
  }

  close() {
    if (this.client) this.client.release();
  }
}

// leak: the chain overwrites the field
// shape: field-overwritten
class ConnectionThen {
  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.client = null;
  }

  refresh() {
    return this.pool
      .connect()
      .then((client) => {
        this.client = client;
        return this.pool.connect();
      })
      .then((client) => {
        this.client = client;
      });
  }

  close() {
    if (this.client) this.client.release();
  }
}

// leak: the callback overwrites the field
// shape: field-overwritten
class ConnectionCallback {
  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.client = null;
  }

  open() {
    this.pool.connect((err, client) => {
      if (!err) this.client = client;
    });
  }

  refresh() {
    this.pool.connect((err, client) => {
      if (!err) this.client = client;
    });
  }

  close() {
    if (this.client) this.client.release();
  }
}

module.exports = {
  Cart,
  CartReader,
  CartListener,
  CartWorker,
  CartService,
  CartFeed,
  Connection,
  ConnectionThen,
  ConnectionCallback,
};
