// ok: for each test, in chains
// shape: hooks
const { Pool } = require('pg');

const pool = new Pool();
let client = null;

beforeEach(() =>
  pool.connect().then((taken) => {
    client = taken;
  }),
);

afterEach(() => {
  if (client) client.release();
  client = null;
});

test('reads', () => client.query('SELECT 1'));
test('writes', () => client.query('UPDATE t SET n = 1'));
