/** After a change only those units are analysed anew whose answer can be another one, and what is said stays the same. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Analyzer } from '../../../src/session/compiler-side.js';
import type { RawAnalysis } from '../../../src/session/raw-analysis.js';
import { CONTRACTS } from '../../../src/contracts/catalogue.js';
import { getUnits } from '../../../src/syntax/units.js';
import { ts } from '../../../src/syntax/ts.js';
import { createMemoryFileHost } from '../memory-file-host.js';

const CASES = join(__dirname, '..', '..', 'oracle', 'cases');

const HELPERS = `import type { PoolClient } from 'pg';

/** Callers ask for its summary. */
export function note(text: string): number {
  console.log(text);
  return text.length;
}

/** Callers that hold a client run it. */
export function give(client: PoolClient): void {
  client.release();
}

export async function inferred(text: string) {
  return note(text);
}
`;

const USERS = `import { Pool } from 'pg';
import { give, inferred, note } from './helpers';

const pool = new Pool();

export async function asks(): Promise<void> {
  const client = await pool.connect();
  note('asked');
  client.release();
}

export async function lends(): Promise<void> {
  const client = await pool.connect();
  give(client);
}

export async function neither(): Promise<void> {
  const client = await pool.connect();
  client.release();
}

export async function infers(): Promise<void> {
  const client = await pool.connect();
  await inferred('x');
  client.release();
}
`;

describe('the memory of units', () => {
  function open(): { analyzer: Analyzer; change: (file: string, from: string, to: string) => number } {
    const analyzer = new Analyzer(createMemoryFileHost({ '/helpers.ts': HELPERS, '/users.ts': USERS }));
    const texts = new Map([
      ['/helpers.ts', HELPERS],
      ['/users.ts', USERS],
    ]);
    analyzer.analyze('/users.ts', []);
    assert.equal(analyzer.work.units, 5, 'the module and its four functions');
    /** How many units of /users.ts the change costs. */
    const change = (file: string, from: string, to: string): number => {
      const before = texts.get(file) ?? '';
      assert.ok(before.includes(from), from);
      texts.set(file, before.replace(from, to));
      analyzer.programs.setText(file, texts.get(file));
      const { units } = analyzer.work;
      const found = analyzer.analyze('/users.ts', []);
      const fresh = new Analyzer(createMemoryFileHost(Object.fromEntries(texts))).analyze('/users.ts', []);
      assert.deepEqual(found, fresh);
      return analyzer.work.units - units;
    };
    return { analyzer, change };
  }

  it('analyses the changed function and the module, and no other', () => {
    const { change } = open();
    assert.equal(change('/users.ts', "note('asked');", "note('asked');\n  await client.query('x');"), 2);
    assert.equal(change('/users.ts', 'give(client);', 'give(client); // done'), 2);
  });

  it('stops where the summary of the changed function stays the same', () => {
    const { analyzer, change } = open();
    const { summaries } = analyzer.work;
    assert.equal(change('/helpers.ts', 'console.log(text);', 'console.log(text, 1);'), 0);
    assert.ok(analyzer.work.summaries > summaries, 'the summary was asked for again');
  });

  it('goes on to the callers whose callee does something else now', () => {
    const { change } = open();
    assert.equal(change('/helpers.ts', 'console.log(text);', "if (text === '') throw new Error('x');"), 1);
    assert.equal(change('/helpers.ts', "if (text === '') throw new Error('x');", ''), 1);
  });

  it('runs the callers anew that run the changed function with what they hold', () => {
    const { change } = open();
    assert.equal(change('/helpers.ts', 'client.release();', 'console.log(client);'), 1);
    assert.equal(change('/helpers.ts', 'console.log(client);', '\n\n  client.release();'), 1);
  });

  it('trusts nothing that was known when a type, a declaration or an import may have changed', () => {
    const { change } = open();
    assert.equal(change('/helpers.ts', 'return note(text);', 'return String(note(text));'), 5);
    assert.equal(change('/helpers.ts', 'text: string): number', 'text: string, more?: string): number'), 5);
    assert.equal(change('/users.ts', 'const pool = new Pool();', 'const pool = new Pool({ max: 2 });'), 5);
  });

  it('says after any edits what an analysis without memory says', function () {
    this.timeout(120_000);
    const files = readdirSync(CASES, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.[jt]s$/.test(name),
    );
    const texts = Object.fromEntries(
      files.map((name) => [`/${name}`, readFileSync(join(CASES, name), 'utf8')] as const),
    );
    const host = createMemoryFileHost(texts);
    const [remembering, forgetful] = [new Analyzer(host), new Analyzer(host)];
    const random = createRandom(20_261);
    let edits = 0;
    for (const [file, original] of Object.entries(texts)) {
      let text = original;
      for (let step = 0; step < 4; step++) {
        for (const analyzer of [remembering, forgetful]) analyzer.programs.setText(file, text);
        assert.deepEqual(
          remembering.analyze(file, []),
          withoutMemory(forgetful, file, step),
          `${file} after ${step} edits:\n${text}`,
        );
        text = step === 2 ? original : edit(text, random);
        edits++;
      }
    }
    const all = remembering.work.units;
    assert.ok(all < forgetful.work.units * 0.6, `${all} of ${forgetful.work.units} units in ${edits} edits`);
  });
});

/** Answers that were found with other contracts count for nothing. */
function withoutMemory(analyzer: Analyzer, file: string, step: number): RawAnalysis {
  const [contract] = CONTRACTS;
  assert.ok(contract);
  const unused = { ...contract, id: `unused${step}`, modules: [`unused${step}`] };
  return analyzer.analyze(file, [unused]);
}

/** Takes a statement away, puts one in, or moves the lines, inside a function. */
function edit(text: string, random: (below: number) => number): string {
  const source = ts.createSourceFile('/edited.ts', text, ts.ScriptTarget.Latest, true);
  const statements: ts.Statement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) statements.push(...node.statements);
    ts.forEachChild(node, visit);
  };
  for (const { body } of getUnits(source)) visit(body);
  const chosen = statements[random(statements.length)];
  if (!chosen) return `${text}\n`;
  const [start, end] = [chosen.getStart(source), chosen.end];
  switch (random(4)) {
    case 0:
      return text.slice(0, start) + text.slice(end);
    case 1:
      return `${text.slice(0, start)}if (Date.now() > 5) throw new Error('late');\n${text.slice(start)}`;
    case 2:
      return `${text.slice(0, start)}if (Date.now() > 5) return undefined as never;\n${text.slice(start)}`;
    default:
      return `${text.slice(0, start)}\n\n${text.slice(start)}`;
  }
}

/** A linear congruential generator: the same numbers in each run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
