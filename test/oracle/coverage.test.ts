/** Tests of the coverage check and of the gates, with prepared samples: neither may pass by not looking. */
import assert from 'node:assert/strict';
import type { Item } from './agreement.js';
import { findGaps, readShapes, type Sample, type Shape } from './coverage.js';
import { checkGate, findOutdated, measure, type Measures } from './gates.js';
import { readCase } from './runtime/read-cases.js';
import { readSpellings } from './runtime/spellings.js';
import { judge } from './runtime/verdict.js';

const GAP: Shape = { id: 'gap', shape: 'a gap', without: { then: 'none', callback: 'none' } };

function sample(form: Sample['form'], ...spellings: readonly ('await' | 'ts' | 'js')[]): Sample {
  return { name: `f.ts ${form}`, shapes: ['gap'], form, spellings: new Set(spellings) };
}

describe('oracle: coverage', () => {
  it('asks for both forms and for each spelling', () => {
    assert.deepEqual(findGaps([GAP], [sample('correct', 'ts'), sample('wrong', 'await', 'js')]), []);
    assert.deepEqual(findGaps([GAP], [sample('correct', 'ts')]), [
      'gap has no wrong case',
      'gap has no case spelled with await',
      'gap has no case spelled with js',
    ]);
  });

  it('refuses cases without a shape, unknown shapes, and shapes that ask for too little', () => {
    const stray: Sample = { name: 'f.ts g', shapes: ['gab'], form: 'wrong', spellings: new Set() };
    const none: Sample = { ...stray, name: 'f.ts h', shapes: [] };
    assert.deepEqual(findGaps([], [stray, none]), ['f.ts g: there is no shape gab', 'f.ts h has no shape']);
    const lazy: Shape = { ...GAP, without: { then: 'none', callback: 'none', await: 'none' } };
    assert.deepEqual(findGaps([lazy], [sample('correct', 'ts'), sample('wrong', 'js')]), [
      'gap asks for fewer than three spellings',
    ]);
  });

  it('has an index without doubles, with a reason for what is left out', () => {
    const shapes = readShapes();
    assert.equal(new Set(shapes.map(({ id }) => id)).size, shapes.length);
    const reasons = shapes.flatMap(({ without, only }) => [
      ...Object.values(without ?? {}),
      only?.why ?? 'none',
    ]);
    assert.ok(reasons.every((reason) => reason.trim() !== ''));
  });

  it('reads spellings from the code', () => {
    const text = [
      'export const f = async () => { await g(); };',
      'export const h = () => g().then(k);',
      "exports.m = (cb) => pool.connect((err, client) => client.query('', cb));",
    ].join('\n');
    const read = (line: number, name = 'a.ts'): string[] =>
      [...readSpellings(name, text, { startLine: line, endLine: line })].sort();
    assert.deepEqual(read(0), ['await', 'ts']);
    assert.deepEqual(read(1), ['then', 'ts']);
    assert.deepEqual(read(2, 'a.js'), ['callback', 'js']);
  });
});

const GOOD: Measures = { cases: 500, leakRecall: 99, correctFlagged: 0.5, otherRules: 96, open: 1 };

describe('oracle: gates', () => {
  it('fail on either side, and on the floor while the goal is not met', () => {
    const recall = { name: 'leakRecall', side: 'at least', goal: 98 } as const;
    const flagged = { name: 'correctFlagged', side: 'at most', goal: 1 } as const;
    assert.equal(checkGate(recall, GOOD), undefined);
    assert.equal(
      checkGate(recall, { ...GOOD, leakRecall: 97.5 }),
      'leakRecall is 97.50, and has to be at least 98',
    );
    assert.equal(checkGate({ ...recall, reached: 97 }, { ...GOOD, leakRecall: 97.5 }), undefined);
    assert.equal(
      checkGate(flagged, { ...GOOD, correctFlagged: 2 }),
      'correctFlagged is 2.00, and has to be at most 1',
    );
  });

  it('lose their floor when the goal is met', () => {
    const gate = { name: 'open', side: 'at most', goal: 2, reached: 6 } as const;
    assert.equal(findOutdated(gate, { ...GOOD, open: 3 }), undefined);
    assert.equal(findOutdated(gate, GOOD), 'open meets its goal: take its floor away');
  });

  it('measure functions for correct code, and questions for the rest', async () => {
    const text = [
      '// leak: lost',
      'export async function lost(pool: Pool) { await pool.connect(); }',
      '// ok: fine',
      'export async function fine(pool: Pool) { (await pool.connect()).release(); }',
    ].join('\n');
    const one = readCase('area/name.ts', text);
    const verdicts = [];
    for (const signature of one.functions) verdicts.push(await judge(one.module, signature));
    const item = { case: 'area/name.ts', rule: 'unreleased' } as const;
    const items: readonly Item[] = [
      { ...item, site: 'lost+0', oracle: 'error', engine: undefined },
      { ...item, site: 'fine+0', oracle: undefined, engine: 'warning' },
    ];
    assert.deepEqual(measure([{ case: one, verdicts }], items), {
      cases: 2,
      leakRecall: 0,
      correctFlagged: 100,
      otherRules: 100,
      open: 100,
    });
  });
});
