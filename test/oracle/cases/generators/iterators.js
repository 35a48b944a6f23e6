// shape: async-generator
const { Pool } = require('pg');

const pool = new Pool();

// leak: no finally, the consumer's break leaves it
exports.pages = async function* pages(limit) {
  const client = await pool.connect();
  for (let page = 0; page < 2; page++) {
    const { rows } = await client.query('SELECT * FROM t LIMIT $1 OFFSET $2', [limit, page * limit]);
    yield rows;
  }
  client.release();
};

// ok: finally
exports.pagesSafe = async function* pagesSafe(limit) {
  const client = await pool.connect();
  try {
    for (let page = 0; page < 2; page++) {
      const { rows } = await client.query('SELECT * FROM t LIMIT $1 OFFSET $2', [limit, page * limit]);
      yield rows;
    }
  } finally {
    client.release();
  }
};

// ok: yields what an inner generator yields
exports.delegates = async function* delegates() {
  const inner = async function* (client) {
    yield await client.query('SELECT 1');
  };
  const client = await pool.connect();
  try {
    yield* inner(client);
  } finally {
    client.release();
  }
};

async function* rowsOf(sql) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query(sql);
    for (const row of rows) yield row;
  } finally {
    client.release();
  }
}

// ok: for await, with a way out
exports.first = async () => {
  for await (const row of rowsOf('SELECT 1')) return row;
  return undefined;
};

// ok: the end of the chain returns the iterator
// shape: iterator
exports.peekThen = () => {
  const iterator = rowsOf('SELECT 1');
  return iterator.next().then(
    ({ value }) => iterator.return().then(() => value),
    () => undefined,
  );
};

// leak: the first step, and then it is forgotten
// shape: iterator
exports.peekLost = () =>
  rowsOf('SELECT 1')
    .next()
    .then(({ value }) => value);

// ok: moved on to its end
// shape: iterator
exports.exhaust = async () => {
  const iterator = rowsOf('SELECT 1');
  let count = 0;
  let step = await iterator.next();
  while (!step.done) {
    count++;
    step = await iterator.next();
  }
  return count;
};

// ok: the chain of a generator that holds nothing between its steps
exports.eachPage = async function* eachPage() {
  for (let page = 0; page < 2; page++) {
    yield await pool.connect().then((client) => client.query('SELECT 1').finally(() => client.release()));
  }
};
