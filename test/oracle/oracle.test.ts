/** Tests of the oracle itself: what it must see, what it must not see, and that it looks everywhere. */
import assert from 'node:assert/strict';
import { labelOf } from './labels.js';
import { readCase, readCases } from './runtime/read-cases.js';
import { judge, type Verdict } from './runtime/verdict.js';

/** The verdict on a single function, given as the body of `async (pool, flag, cb) => { … }`. */
async function judgeBody(body: string, maxCost = 2): Promise<Verdict> {
  const head = "import { maybe, work, compute, validate, sleep } from '../world.js';\n// ok: probe\nexport ";
  const signature =
    'async function probe(pool: Pool, flag: boolean, cb: (error?: Error, value?: unknown) => void) {\n';
  const { module, functions } = readCase('probe.ts', `${head}${signature}${body}\n}\n`);
  return judge(module, functions[0]!, { maxCost, maxRuns: 400 });
}

function summarise(verdict: Verdict): string[] {
  return verdict.findings.map(
    ({ rule, site, cost }) => `${rule} ${site.line - verdict.startLine} cost ${cost}`,
  );
}

const ACQUIRE = 'const client = await pool.connect();\n';

describe('oracle: verdicts', () => {
  it('sees a client that nobody releases, in a run without failures', async () => {
    const verdict = await judgeBody(ACQUIRE);
    assert.deepEqual(summarise(verdict), ['unreleased 1 cost 0']);
    assert.deepEqual(verdict.acquireSites, [{ line: 3, character: 26 }]);
  });

  it('sees that a failing query loses the client, and needs one failure for it', async () => {
    const verdict = await judgeBody(`${ACQUIRE}await client.query('SELECT 1');\nclient.release();`);
    assert.deepEqual(summarise(verdict), ['unreleased 1 cost 1']);
  });

  it('finds nothing wrong with a finally', async () => {
    const verdict = await judgeBody(
      `${ACQUIRE}try { await client.query('SELECT 1'); } finally { client.release(); }`,
    );
    assert.deepEqual(summarise(verdict), []);
    assert.equal(verdict.acquireSites.length, 1);
  });

  it('finds a leak that takes two failures, and only with two', async () => {
    const body = `${ACQUIRE}try { await client.query('SELECT 1'); } catch { await client.query('ROLLBACK'); }\nclient.release();`;
    assert.deepEqual(summarise(await judgeBody(body)), ['unreleased 1 cost 2']);
    assert.deepEqual(summarise(await judgeBody(body, 1)), []);
  });

  it('names the offending call of a misuse', async () => {
    assert.deepEqual(summarise(await judgeBody(`${ACQUIRE}client.release();\nclient.release();`)), [
      'double-release 3 cost 0',
    ]);
    const useAfter = await judgeBody(`${ACQUIRE}client.release();\nawait client.query('SELECT 1');`);
    assert.deepEqual(summarise(useAfter), ['use-after-release 3 cost 0']);
    const busy = await judgeBody(`${ACQUIRE}void client.query('SELECT 1');\nclient.release();`);
    assert.deepEqual(summarise(busy), ['release-while-busy 3 cost 0']);
  });

  it('tells two acquire sites of one line apart', async () => {
    const verdict = await judgeBody(
      'const [a, b] = [await pool.connect(), await pool.connect()]; b.release(); a.release();',
    );
    assert.equal(verdict.acquireSites.length, 2);
    const leaks = verdict.findings.filter(({ rule }) => rule === 'unreleased');
    assert.deepEqual(
      leaks.map(({ site, cost }) => ({ site, cost })),
      [{ site: verdict.acquireSites[0], cost: 1 }],
    );
  });

  it('sees a second connection taken from the pool of one that is held', async () => {
    const exhausts = async (body: string): Promise<boolean> =>
      (await judgeBody(body)).findings.some(({ rule }) => rule === 'pool-exhaustion');
    assert.ok(
      await exhausts(`${ACQUIRE}const other = await pool.connect(); other.release(); client.release();`),
    );
    assert.ok(await exhausts(`${ACQUIRE}await pool.query(''); client.release();`));
    assert.ok(!(await exhausts(`${ACQUIRE}client.release(); await pool.query('');`)));
  });

  it('takes a process that ended as holding nothing', async () => {
    assert.deepEqual(summarise(await judgeBody(`${ACQUIRE}process.exit(1);`)), []);
  });

  it('lets the caller own what is returned, and close what can be closed', async () => {
    assert.deepEqual(summarise(await judgeBody(`${ACQUIRE}return { nested: [client] };`)), []);
    assert.deepEqual(summarise(await judgeBody(`${ACQUIRE}return { close: () => client.release() };`)), []);
    assert.deepEqual(summarise(await judgeBody(`${ACQUIRE}return { run: () => client.query('') };`)), [
      'unreleased 1 cost 0',
    ]);
  });
});

describe('oracle: what it tries', () => {
  it('counts each call that may fail once', async () => {
    const body = `${ACQUIRE}await client.query('a');\nawait work();\nJSON.parse('{}');\nvalidate(1);\ncompute();\nclient.release();`;
    const verdict = await judgeBody(body);
    assert.equal(verdict.faultPoints, 5, 'connect, query, work, JSON.parse, validate');
    assert.equal(verdict.coverage, 'complete');
  });

  it('makes one run without failures, one for each failure, and pairs where the first is survived', async () => {
    const single = await judgeBody(
      'await work().catch(() => undefined);\nawait work().catch(() => undefined);',
      1,
    );
    const pairs = await judgeBody(
      'await work().catch(() => undefined);\nawait work().catch(() => undefined);',
      2,
    );
    // Each of them with the boolean parameter false and true.
    assert.equal(single.runs, 2 * (1 + 2));
    assert.equal(pairs.runs, 2 * (1 + 2 + 1));
  });

  it('tries both values of conditions and of boolean parameters', async () => {
    const either = await judgeBody(`${ACQUIRE}if (flag && maybe()) return;\nclient.release();`);
    assert.deepEqual(summarise(either), ['unreleased 1 cost 0']);
    const impossible = await judgeBody(`${ACQUIRE}if (flag && !flag) return;\nclient.release();`);
    assert.deepEqual(summarise(impossible), []);
  });

  it('never makes an unknown synchronous call throw', async () => {
    assert.deepEqual(summarise(await judgeBody(`${ACQUIRE}compute();\nclient.release();`)), []);
  });

  it('tries a timer before and after a reply', async () => {
    const body = `${ACQUIRE}setTimeout(() => client.release(), 60000);\nawait work();`;
    assert.deepEqual(summarise(await judgeBody(body)), []);
    const race = `${ACQUIRE}await Promise.race([client.query('a'), sleep(60000)]);\nclient.release();`;
    assert.deepEqual(summarise(await judgeBody(race)), [
      'unreleased 1 cost 1',
      'release-while-busy 3 cost 1',
    ]);
  });

  it('ends with endless loops and intervals, and says when it did not try everything', async () => {
    const verdict = await judgeBody('while (!maybe()) await work();\nsetInterval(() => undefined, 10);');
    assert.ok(verdict.runs > 10);
    const wide = await judgeBody('for (let i = 0; i < 12; i++) maybe();');
    assert.equal(wide.coverage, 'bounded');
    assert.equal(wide.runs, 400);
  });

  it('survives promises that nobody waits for, and leaves the handlers of the process alone', async () => {
    const before = process.listeners('unhandledRejection');
    const verdict = await judgeBody('void work();\nvoid pool.query("a");\nvoid pool.connect();');
    assert.deepEqual(summarise(verdict), ['unreleased 3 cost 0']);
    assert.deepEqual(process.listeners('unhandledRejection'), before);
  });

  it('says the same twice', async () => {
    const { module, functions } = readCases().find(({ module: { name } }) => name === 'race/race.ts')!;
    for (const signature of functions) {
      assert.deepEqual(await judge(module, signature), await judge(module, signature));
    }
  });
});

describe('oracle: cases', () => {
  for (const { module, functions } of readCases()) {
    it(`${module.name} behaves as its comments say`, async () => {
      assert.ok(functions.length > 0, 'a case file without a labelled function');
      for (const signature of functions) {
        const verdict = await judge(module, signature);
        const label = labelOf(signature);
        assert.equal(labelOf(verdict, label), label, `${module.name} ${signature.name}`);
        assert.equal(verdict.coverage, 'complete', `${signature.name}: too many unknowns to try them all`);
      }
    });
  }
});
