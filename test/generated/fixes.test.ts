/** Random programs that leak, fixed and run again: whatever a fix makes of them leaks less, and is otherwise the same. */
import assert from 'node:assert/strict';
import { printFixRates } from '../oracle/fix-rates.js';
import type { Trial } from '../oracle/fix-trial.js';
import { fixProgram } from './fix-programs.js';

const FIRST_SEED = 1;
const PROGRAMS = 300;

describe('fixes of generated programs', function () {
  this.timeout(900_000);
  const trials: Trial[] = [];

  before(async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS; seed++) {
      const trial = await fixProgram(seed);
      if (trial) trials.push({ ...trial, name: `${seed}` });
    }
    process.stdout.write(`${printFixRates(trials)}\n`);
  });

  it('are tried on many that leak', () => {
    assert.ok(trials.length > PROGRAMS / 4, `${trials.length} leak`);
    assert.ok(trials.filter(({ outcome }) => outcome === 'fixed').length > trials.length / 3);
  });

  it('never make anything worse, or anything else different', () => {
    const broken = trials.filter(({ outcome }) => outcome === 'broken');
    assert.deepEqual(
      broken.map(({ name, why, text }) => `program ${name}: ${why}\n${text}`),
      [],
    );
  });
});
