/** Every fix the engine offers for a leaking case cures it: run again, nothing is lost, and nothing else has changed. */
import assert from 'node:assert/strict';
import { measureFixes, printFixRates } from './fix-rates.js';
import { tryFixes, type Trial } from './fix-trial.js';
import { readCases } from './runtime/read-cases.js';

/** Of the leaking cases within one function, and of all functions, in per cent. */
const GATES = { alone: 90, functions: 80 };

describe('oracle: fixes', function () {
  this.timeout(600_000);
  const trials: Trial[] = [];

  for (const one of readCases()) {
    it(one.module.name, async () => {
      for (const signature of one.functions) {
        const trial = await tryFixes(one, signature);
        if (trial) trials.push(trial);
      }
      const broken = trials.filter(
        ({ name, outcome }) => outcome === 'broken' && name.startsWith(one.module.name),
      );
      assert.deepEqual(
        broken.map(({ name, why, text }) => `${name}: ${why}\n${text}`),
        [],
      );
    });
  }

  it(`cures ${GATES.alone} % of what leaks within one function`, () => {
    process.stdout.write(`${printFixRates(trials)}\n`);
    const functions = trials.filter(({ kind }) => kind === 'function');
    assert.ok(functions.length > 300, 'the leaking cases are not there');
    requireRate(
      functions.filter(({ isAlone }) => isAlone),
      GATES.alone,
    );
    requireRate(functions, GATES.functions);
  });
});

function requireRate(trials: readonly Trial[], gate: number): void {
  const { leaking, fixed } = measureFixes(trials);
  const rate = (100 * fixed) / leaking;
  assert.ok(rate >= gate, `${rate.toFixed(1)} % of ${leaking}, and not ${gate} %`);
}
