/** Pictures whose paths go through helpers and callbacks, and one of a transaction that stays open. */
import type { PathStep, UnreleasedPath } from '../../src/model/finding.js';
import type { ToPanel } from '../../src/protocol/panel.js';
import { Sketch, type StepNote } from '../unit/picture/sketch.js';
import { content, FIX, pictureOf } from './picture.js';

export function crossFunction(): readonly ToPanel[] {
  const sketch = new Sketch(
    `export async function place(order: Order) {
  const client = await pool.connect();
  const stock = await reserve(client, order);
  if (!stock) throw new OutOfStock(order.id);
  await save(client, order);
  client.release();
}

async function save(client: PoolClient, order: Order) {
  validate(order);
  await client.query('insert into orders values ($1)', [order.id]);
}
`,
    '/app/src/orders.ts',
  );
  const store = new Sketch(
    `export async function reserve(client: PoolClient, order: Order) {
  if (order.items.length === 0) return undefined;
  const { rows } = await client.query(STOCK, [order.items]);
  return rows[0];
}
`,
    '/app/src/stock.ts',
  );
  const acquire: StepNote = ['acquire', 'pool.connect', 'acquires `client`'];
  const borrows: StepNote = ['call', 'reserve(client', '`reserve()` only borrows it'];
  const unfold = (path: UnreleasedPath, at: number, inner: readonly PathStep[]): UnreleasedPath => ({
    ...path,
    steps: path.steps.map((step, index) => (index === at ? { ...step, inner } : step)),
  });
  const empty = store.path('return', 1, [
    'branch',
    'order.items.length === 0',
    '`order.items.length === 0` is true',
  ]);
  const query = store.path(
    'reject',
    2,
    ['branch', 'order.items.length === 0', '`order.items.length === 0` is false'],
    ['throw', 'client.query', '`client.query()` rejects'],
  );
  const insert = sketch.path(
    'reject',
    2,
    ['call', 'validate(order)', '`validate()` returns'],
    ['throw', "client.query('insert", '`client.query()` rejects'],
  );
  const paths = [
    unfold(
      sketch.path(
        'throw',
        1,
        acquire,
        borrows,
        ['branch', '!stock', '`!stock` is true'],
        ['exit', 'throw new', 'place throws; `client` is still held'],
      ),
      1,
      empty.steps,
    ),
    unfold(
      sketch.path(
        'reject',
        2,
        acquire,
        ['throw', 'reserve(client', '`reserve()` rejects'],
        ['exit', 'await reserve', 'the promise rejects; `client` is still held'],
      ),
      1,
      query.steps,
    ),
    unfold(
      sketch.path(
        'reject',
        2,
        acquire,
        borrows,
        ['branch', '!stock', '`!stock` is false'],
        ['throw', 'save(client', '`save()` rejects'],
        ['exit', 'await save', 'the promise rejects; `client` is still held'],
      ),
      3,
      insert.steps,
    ),
  ];
  const lifetime = sketch.lifetime({
    functionName: 'place',
    held: [{ startLine: 1, endLine: 5, certainty: 'every-path' }],
    paths,
    releases: ['client.release()'],
    released: [['}', 'end']],
    findingId: 'f1',
  });
  const code = [...sketch.code(), ...store.code()];
  return [
    content({
      ...pictureOf(sketch, lifetime),
      code,
      cost: { kind: 'pool', pool: 'pool', size: 10, source: 'default' },
    }),
    FIX,
  ];
}

export function callback(): readonly ToPanel[] {
  const sketch = new Sketch(`function load(id: string, done: Done) {
  pool.getConnection((error, connection) => {
    if (error) return done(error);
    connection.query(SELECT, [id], (failure, rows) => {
      if (failure) return done(failure);
      connection.release();
      done(null, rows);
    });
  });
}
`);
  const lifetime = sketch.lifetime({
    ...{ variable: 'connection', expression: 'pool.getConnection', functionName: 'load' },
    held: [
      { startLine: 1, endLine: 4, certainty: 'every-path' },
      { startLine: 5, endLine: 5, certainty: 'some-paths' },
    ],
    paths: [
      sketch.path(
        'end',
        1,
        ['acquire', 'pool.getConnection', 'acquires `connection`'],
        ['callback', '(error, connection)', 'the callback starts with a `connection`'],
        ['callback', '(failure, rows)', 'the callback of `connection.query()` starts'],
        ['branch', 'failure)#2', '`failure` is true'],
        ['exit', 'return done(failure)', 'returns; `connection` is still held'],
      ),
    ],
    releases: ['connection.release()'],
    released: [['}#3', 'end of the callback']],
    findingId: 'f1',
  });
  const refusal = 'the release would have to stand in two callbacks.';
  return [
    content(pictureOf(sketch, lifetime)),
    { kind: 'fixes', findingId: 'f1', fixes: { titles: [], refusal } },
  ];
}

export function transaction(): readonly ToPanel[] {
  const sketch = new Sketch(`export async function pay(id: string) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(PAY, [id]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
`);
  const acquire: StepNote = ['acquire', 'pool.connect', 'acquires `client`'];
  const begin: StepNote = ['call', "client.query('BEGIN')", 'the transaction begins'];
  const fails = (code: string): UnreleasedPath =>
    sketch.path(
      'end',
      2,
      acquire,
      begin,
      ['throw', code, '`client.query()` rejects'],
      ['release', 'client.release()', '`client` is released, its transaction open'],
    );
  const lifetime = sketch.lifetime({
    functionName: 'pay',
    held: [{ startLine: 1, endLine: 7, certainty: 'every-path' }],
    paths: [fails('client.query(PAY'), fails("client.query('COMMIT')")],
    releases: ['client.release()'],
    released: [['}#2', 'end']],
    findingId: 'f1',
  });
  const message = 'client from pool.connect() is released with its transaction open';
  const picture = pictureOf(sketch, lifetime);
  const others = [[{ startLine: 0, endLine: 3, certainty: 'some-paths' as const }]];
  return [content({ ...picture, others, rule: 'unfinished-transaction', message })];
}
