/** What is written in another way, and does the same, gets the same verdict. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readUpdateWish } from '../check/fixture-file.js';
import { EVERY, runPairs, type Pair, type Pairs } from './metamorphic.js';
import { transform } from './transform.js';

const OPEN_FILE = join(__dirname, 'rewritten.json');

interface Open {
  readonly case: string;
  readonly functionName: string;
  readonly why: string;
}

describe('oracle: the same, written in another way', function () {
  this.timeout(600_000);
  let result: Pairs = { pairs: [], dropped: 0, judged: [] };
  const keyOf = ({ case: name, functionName }: Pair | Open): string => `${name} ${functionName}`;
  const findChanged = (): readonly Pair[] => result.pairs.filter(({ before: was, after: is }) => was !== is);

  before(async () => {
    result = await runPairs({ every: EVERY });
    const { pairs, dropped } = result;
    process.stdout.write(
      `${pairs.length} pairs, ${dropped} that do something else, ${findChanged().length} verdicts changed\n`,
    );
  });

  it('is tried on hundreds of pairs, in each of the ways', () => {
    const ways = new Set(result.pairs.map((pair) => pair.case.replace(/^.*: /, '')));
    assert.ok(result.pairs.length >= 500, `${result.pairs.length} pairs`);
    assert.ok(ways.size >= 13, [...ways].join(', '));
    assert.ok(result.dropped * 4 < result.pairs.length, `${result.dropped} do something else`);
  });

  it('does what it says', () => {
    const text = 'async function f(pool) {\n  const c = await pool.connect();\n  c.release();\n}';
    const written = new Map(
      transform('f.js', text).map((each) => [each.name, each.text.replace(/\s+/g, ' ')]),
    );
    assert.equal(
      written.get('first await as a chain'),
      'async function f(pool) { return pool.connect().then(async (c) => { c.release(); }); }',
    );
    assert.equal(
      written.get('alias'),
      'async function f(pool) { const c = await pool.connect(); const sameOne = c; sameOne.release(); }',
    );
  });

  it('changes at most one verdict in a hundred', () => {
    assert.ok(
      findChanged().length * 100 <= result.pairs.length,
      `${findChanged().length} of ${result.pairs.length}`,
    );
  });

  it('changes no verdict but those in rewritten.json', () => {
    const open = JSON.parse(readFileSync(OPEN_FILE, 'utf8')) as readonly Open[];
    const changed = findChanged();
    const { update, ci } = readUpdateWish(process.env);
    if (update && !ci) {
      const list = changed.map((pair) => ({
        case: pair.case,
        functionName: pair.functionName,
        why: open.find((one) => keyOf(one) === keyOf(pair))?.why ?? '',
      }));
      writeFileSync(OPEN_FILE, `${JSON.stringify(list, undefined, 2)}\n`);
    }
    const listed = new Set(open.map(keyOf));
    const found = new Set(changed.map(keyOf));
    assert.deepEqual(
      {
        unlisted: changed.filter((pair) => !listed.has(keyOf(pair))),
        stale: open.filter((one) => !found.has(keyOf(one))),
        withoutReason: open.filter(({ why }) => why === ''),
      },
      { unlisted: [], stale: [], withoutReason: [] },
    );
  });
});
