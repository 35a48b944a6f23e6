/** Runs each function of the sample with every query failing in turn: those that lose a client are the planted ones. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { FailingPg, type Scenario } from './failing-pg.js';
import { readPlantedLeaks, ROOT, SERVICE } from './sample.js';

type Call = readonly unknown[];
/** Stands for a (error, result) callback among the arguments. */
const CALLBACK = Symbol('callback');
const ITEMS = [{ sku: 'A', quantity: 1, price_cents: 100 }];

/** How each function that takes a client is called; a bad value where the function checks its input. */
const CALLS: Readonly<Record<string, Readonly<Record<string, readonly Call[]>>>> = {
  'src/customers.ts': {
    deactivateCustomer: [[1]],
    eraseCustomer: [
      [1, () => Promise.resolve()],
      [1, () => Promise.reject(new Error('no mail'))],
    ],
    findCustomer: [[1]],
    importCustomers: [[[{ name: 'A', email: 'a@example.com' }]]],
    mergeCustomers: [[1, 2]],
    renameCustomer: [[1, 'B']],
    searchCustomers: [['a']],
  },
  'src/health.ts': { isReady: [[]] },
  'src/legacy/export.js': {
    archivedOrders: [[1]],
    archiveOrders: [[[1, 2]]],
    exportCustomers: [[CALLBACK]],
    exportOrders: [[1, CALLBACK]],
    exportPayments: [['captured']],
  },
  'src/orders.ts': {
    addItems: [
      [1, ITEMS],
      [1, 'bad'],
    ],
    cancelOrder: [[1]],
    createOrder: [
      [1, ITEMS],
      [1, 'bad'],
    ],
    getOrder: [[1]],
    getOrderTotal: [[1]],
    replaceItems: [
      [1, ITEMS],
      [1, 'bad'],
    ],
    shipOrder: [[1]],
  },
  'src/payments.ts': { capturePayment: [[1]], paymentState: [[1]], refundPayment: [[1]], voidPayment: [[1]] },
  'src/reports.ts': {
    dailyRevenue: [['2026-01-01']],
    dropOldRevenue: [['2026-01-01']],
    monthlyRevenue: [['2026-01']],
    refreshRevenue: [[]],
    topCustomers: [[10]],
    yearlyRevenue: [[2026]],
  },
};
/** On the pool or without a database: they hold nothing themselves. */
const HOLD_NOTHING = ['databaseVersion', 'listOrders', 'poolState'];

const MOST_QUERIES = 8;
const ROWS: readonly Scenario['rows'][] = [
  [],
  [{ id: 1, status: 'captured', order_id: 1, email: 'a@example.com' }],
  [
    { id: 1, status: 'authorized' },
    { id: 2, status: 'open' },
  ],
];

describe('sample service: what leaks when it runs', () => {
  const database = new FailingPg();
  const { error, warn } = console;
  before(() => {
    database.install();
    // The service logs each failure it handles; here they are provoked by the hundred.
    Object.assign(console, { error: () => undefined, warn: () => undefined });
  });
  after(() => {
    Object.assign(console, { error, warn });
    database.uninstall();
  });

  for (const [file, calls] of Object.entries(CALLS)) {
    it(`${file}: exactly the planted leaks`, async () => {
      const functions = await importFunctions(file);
      const covered = [...Object.keys(calls), ...HOLD_NOTHING];
      const missing = Object.keys(functions).filter((name) => !covered.includes(name));
      assert.deepEqual(missing, [], 'functions without a call here');

      const leaking: string[] = [];
      for (const [name, argumentLists] of Object.entries(calls)) {
        const run = functions[name];
        assert.ok(run, `${file} has no ${name}()`);
        if (await leaks(database, run, argumentLists)) leaking.push(name);
      }
      const planted = readPlantedLeaks().filter((leak) => leak.file === file);
      assert.deepEqual(leaking.sort(), planted.map((leak) => leak.function).sort());
    });
  }

  it('covers every file with a planted leak', () => {
    assert.deepEqual(
      readPlantedLeaks().filter(({ file }) => !(file in CALLS)),
      [],
    );
  });
});

type SampleFunction = (...args: readonly unknown[]) => unknown;

async function importFunctions(file: string): Promise<Readonly<Record<string, SampleFunction>>> {
  const url = pathToFileURL(path.join(ROOT, SERVICE, file)).href;
  const exported = (await import(url)) as Readonly<Record<string, unknown>>;
  const functions = Object.entries(exported).filter(
    ([name, value]) => name !== 'default' && typeof value === 'function',
  );
  return Object.fromEntries(functions) as Readonly<Record<string, SampleFunction>>;
}

/** Whether any combination of arguments, rows and failing query leaves a client out. */
async function leaks(database: FailingPg, run: SampleFunction, calls: readonly Call[]): Promise<boolean> {
  let isLeaking = false;
  for (const call of calls) {
    for (const rows of ROWS) {
      for (let failingQuery = 1; failingQuery <= MOST_QUERIES; failingQuery++) {
        database.begin({ failingQuery, rows });
        await settle(run, call);
        assert.ok(database.queries < MOST_QUERIES, `${run.name}() makes more queries than are made to fail`);
        assert.ok(database.held >= 0, `${run.name}() releases what it does not hold`);
        isLeaking ||= database.held > 0;
      }
    }
  }
  return isLeaking;
}

/** Waits until the function has answered, by its promise or its callback; how it ends does not matter here. */
async function settle(run: SampleFunction, call: Call): Promise<void> {
  const usesCallback = call.includes(CALLBACK);
  await new Promise<void>((resolve) => {
    const done = (): void => {
      resolve();
    };
    const result = run(...call.map((argument) => (argument === CALLBACK ? done : argument)));
    if (!usesCallback) Promise.resolve(result).then(done, done);
  });
}
