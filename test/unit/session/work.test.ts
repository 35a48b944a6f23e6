/**
 * What fixed inputs cost, in counts and not in time: texts parsed, functions analysed, summaries made, states run,
 * types asked. `UPDATE_EXPECT=1` writes the new figures into expected/work.json; a figure that grows wants a reason.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACTS } from '../../../src/contracts/catalogue.js';
import type { FilePath } from '../../../src/model/location.js';
import { Candidates } from '../../../src/session/candidates.js';
import { Analyzer } from '../../../src/session/compiler-side.js';
import { expectFile } from '../expect-file.js';
import { createMemoryFileHost } from '../memory-file-host.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const EXPECTED = join(import.meta.dirname, 'expected', 'work.json');

interface Work {
  /** Files whose text lets them matter. */
  readonly candidates: number;
  readonly parsed: number;
  readonly units: number;
  readonly summaries: number;
  readonly states: number;
  readonly types: number;
}

/** These say what was done at all, and do not change by chance. */
const EXACT = ['candidates', 'parsed', 'units'] as const;
/** These grow and shrink with each better understanding: a little is no news. */
const BOUNDED = ['summaries', 'states', 'types'] as const;
const MORE = 1.05;
const LESS = 0.8;

/** Fixtures of all kinds of code; a new one costs nothing here. */
const FIXTURES = [
  'unreleased/borrow-or-create.ts',
  'unreleased/correct.ts',
  'unreleased/failed-setup.ts',
  'unreleased/memo-race.ts',
  'unreleased/own-promise.js',
  'unreleased/query-events.js',
  'unreleased/stated-releases.ts',
  'unreleased/stated-plain.js',
  'unreleased/using-wrapper.ts',
];

function readFixtures(): Readonly<Record<FilePath, string>> {
  const folder = join(ROOT, 'test', 'fixtures');
  return Object.fromEntries(FIXTURES.map((name) => [`/${name}`, readFileSync(join(folder, name), 'utf8')]));
}

function readService(): Readonly<Record<FilePath, string>> {
  const folder = join(ROOT, 'examples', 'orders-service');
  const files = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).sort();
  const sources = files
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => `src/${name.replaceAll('\\', '/')}`);
  return Object.fromEntries(
    [...sources, 'tsconfig.json'].map((name) => [`/${name}`, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** Two files that matter among a hundred that do not. */
function writeMixed(): Readonly<Record<FilePath, string>> {
  const plain = Array.from({ length: 100 }, (_, n): [FilePath, string] => [
    `/plain-${n}.ts`,
    `export const value${n} = ${n};\nexport function double${n}(a: number): number {\n  return a * 2;\n}\n`,
  ]);
  const load = (name: string): string => `import { Pool } from 'pg';
import { double1 } from './plain-1';
const pool = new Pool();
export async function ${name}(id: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
    return double1(id);
  } finally {
    client.release();
  }
}
`;
  return Object.fromEntries([...plain, ['/one.ts', load('one')], ['/two.ts', load('two')]]);
}

const counted = new WeakSet<object>();

/** Counts what is asked of a checker from now on; each is counted once. */
function countCalls(checker: object): () => number {
  let calls = 0;
  counted.add(checker);
  const methods = checker as Record<string, unknown>;
  for (const [name, method] of Object.entries(methods)) {
    if (typeof method !== 'function') continue;
    methods[name] = (...args: readonly unknown[]): unknown => {
      calls++;
      return Reflect.apply(method, checker, args) as unknown;
    };
  }
  return () => calls;
}

interface Opened {
  readonly analyzer: Analyzer;
  readonly files: readonly FilePath[];
  /** What was done since it was asked the last time. */
  readonly takeWork: () => Work;
  readonly change: (file: FilePath, from: string, to: string) => void;
}

function open(texts: Readonly<Record<FilePath, string>>): Opened {
  const all = new Map(Object.entries(texts).filter(([file]) => /\.[jt]s$/.test(file)));
  const candidates = new Candidates(CONTRACTS, all.values());
  const files = [...all].filter(([, text]) => candidates.mayMatter(text)).map(([file]) => file);
  const analyzer = new Analyzer(createMemoryFileHost(texts));
  analyzer.programs.addRoots(files);
  const counters: (() => number)[] = [];
  let before: Work = { candidates: 0, parsed: 0, units: 0, summaries: 0, states: 0, types: 0 };
  const takeWork = (): Work => {
    const checkers = new Set(files.flatMap((file) => analyzer.programs.find(file)?.checker ?? []));
    for (const checker of checkers) if (!counted.has(checker)) counters.push(countCalls(checker));
    for (const file of files) analyzer.analyze(file, []);
    const { units, summaries, states } = analyzer.work;
    const types = counters.reduce((sum, count) => sum + count(), 0);
    const now: Work = {
      candidates: files.length,
      parsed: analyzer.programs.parsed,
      units,
      summaries,
      states,
      types,
    };
    const keys = [...EXACT, ...BOUNDED];
    const done = Object.fromEntries(
      keys.map((key) => [key, key === 'candidates' ? now[key] : now[key] - before[key]]),
    ) as unknown as Work;
    before = now;
    return done;
  };
  const change = (file: FilePath, from: string, to: string): void => {
    const text = all.get(file) ?? '';
    assert.ok(text.includes(from), `${file} has no ${from}`);
    all.set(file, text.replace(from, to));
    analyzer.programs.setText(file, all.get(file));
  };
  return { analyzer, files, takeWork, change };
}

interface Inputs {
  readonly fixtures: Opened;
  readonly service: Opened;
  readonly mixed: Opened;
}

/** One after the other: each goes on from where the one before has left the inputs. */
const STEPS: Readonly<Record<string, (inputs: Inputs) => Work>> = {
  'a few fixtures': ({ fixtures }) => fixtures.takeWork(),
  'the sample service': ({ service }) => service.takeWork(),
  'a comment in a function of the service': ({ service }) => {
    service.change('/src/orders.ts', 'client.release();', 'client.release(); // done');
    return service.takeWork();
  },
  'two files that matter among a hundred': ({ mixed }) => mixed.takeWork(),
  'the same two, unchanged': ({ mixed }) => mixed.takeWork(),
  'a text in one of the two': ({ mixed }) => {
    mixed.change('/one.ts', "'SELECT 1'", "'SELECT 2'");
    return mixed.takeWork();
  },
  'the inside of a function both call': ({ mixed }) => {
    mixed.change('/plain-1.ts', 'return a * 2;', 'return a + a;');
    return mixed.takeWork();
  },
  'what that function does to its callers': ({ mixed }) => {
    mixed.change('/plain-1.ts', 'return a', "if (a < 0) throw new Error('negative');\n  return a");
    return mixed.takeWork();
  },
};

describe('the work that fixed inputs cost', () => {
  const measured: Record<string, Work> = {};
  let expected: Readonly<Record<string, Work | undefined>> = {};

  before(() => {
    const inputs = {
      fixtures: open(readFixtures()),
      service: open(readService()),
      mixed: open(writeMixed()),
    };
    for (const [name, step] of Object.entries(STEPS)) measured[name] = step(inputs);
    if (process.env['UPDATE_EXPECT'] === '1')
      expectFile(EXPECTED, `${JSON.stringify(measured, undefined, 2)}\n`);
    expected = JSON.parse(readFileSync(EXPECTED, 'utf8')) as typeof expected;
  });

  it('is known for the same inputs', () => {
    assert.deepEqual(Object.keys(expected), Object.keys(STEPS));
  });

  for (const name of Object.keys(STEPS)) {
    it(name, () => {
      const [now, then] = [measured[name], expected[name]];
      assert.ok(now && then);
      for (const key of EXACT) assert.equal(now[key], then[key], `${key}: ${now[key]}, was ${then[key]}`);
      for (const key of BOUNDED) {
        assert.ok(now[key] <= then[key] * MORE, `${key} has grown from ${then[key]} to ${now[key]}`);
        assert.ok(
          now[key] >= then[key] * LESS,
          `${key} has shrunk from ${then[key]} to ${now[key]}: UPDATE_EXPECT=1 keeps that`,
        );
      }
    });
  }
});
