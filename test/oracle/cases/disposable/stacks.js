// shape: disposable-stack
const { Pool } = require('pg');
const { work } = require('../../world.js');

const pool = new Pool();

// ok: deferred, and disposed of in the finally
exports.byHand = async () => {
  const stack = new DisposableStack();
  try {
    const client = await pool.connect();
    stack.defer(() => client.release());
    await client.query('SELECT 1');
  } finally {
    stack.dispose();
  }
};

// leak: deferred behind work that may reject
exports.late = async () => {
  const stack = new DisposableStack();
  try {
    const client = await pool.connect();
    await work('between');
    stack.defer(() => client.release());
  } finally {
    stack.dispose();
  }
};

// leak: deferred, and disposed of on the good way
exports.goodWay = async () => {
  const stack = new DisposableStack();
  const client = await pool.connect();
  stack.defer(() => client.release());
  await client.query('SELECT 1');
  stack.dispose();
};

// ok: an asynchronous stack at the end of the chain
exports.byChain = () => {
  const stack = new AsyncDisposableStack();
  return pool
    .connect()
    .then((client) => {
      stack.defer(() => client.release());
      return client.query('SELECT 1');
    })
    .finally(() => stack.disposeAsync());
};

// ok: adopted with its release
exports.adopted = async () => {
  const stack = new DisposableStack();
  try {
    const client = stack.adopt(await pool.connect(), (c) => c.release());
    await client.query('SELECT 1');
  } finally {
    stack.dispose();
  }
};
