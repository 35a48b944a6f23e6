/** Random programs, the same ones each time: what running them shows and what the engine says must be the same. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from './limits.js';
import {
  generate,
  countFlagged,
  printResults,
  runPrograms,
  shrink,
  type Kind,
  type Results,
} from './run-programs.js';
import { printProgram } from './print-program.js';

const FIRST_SEED = 1;
const PROGRAMS = 1000;

describe('generated programs', function () {
  this.timeout(900_000);
  let results: Results;

  before(async () => {
    results = await runPrograms(FIRST_SEED, PROGRAMS);
    process.stdout.write(`${printResults(results)}\n`);
  });

  /** Fails with the smallest program that shows it. */
  async function failWith(kind: Kind, what: string): Promise<never> {
    const found = results.disagreements.filter((one) => one.kind === kind);
    const [first] = found;
    const seeds = found.map(({ seed, item }) => `${seed} (${item.site} ${item.rule})`).join(', ');
    assert.fail(`${what}: ${seeds}\nThe first one, made smaller:\n${first ? await shrink(first) : ''}`);
  }

  it('are correct and wrong in about equal parts, and most are tried to the end', () => {
    const { programs, correct, leaks, bounded } = results;
    assert.equal(programs, PROGRAMS);
    assert.ok(correct > programs / 4 && correct < (programs * 3) / 4, `${correct} are correct`);
    assert.ok(leaks > programs / 4, `${leaks} leaks`);
    assert.ok(bounded < programs / 3, `${bounded} are not tried to the end`);
  });

  it('are the same each time', () => {
    assert.equal(printProgram(generate(7), 'same'), printProgram(generate(7), 'same'));
    assert.notEqual(printProgram(generate(7), 'same'), printProgram(generate(8), 'same'));
  });

  it('have no leak that is missed', async () => {
    if (results.disagreements.some(({ kind }) => kind === 'missed leak'))
      await failWith('missed leak', 'missed leaks');
  });

  it('raise false alarms in less than one of a hundred correct ones', async () => {
    if (countFlagged(results) * 100 >= results.correct) await failWith('false alarm', 'false alarms');
  });

  it('meet only limits that are documented, and seldom', () => {
    const documented = readFileSync(join(__dirname, '..', '..', 'docs', 'limits.md'), 'utf8').replace(
      /\s+/g,
      ' ',
    );
    assert.deepEqual(
      LIMITS.filter(({ stated }) => !documented.includes(stated)),
      [],
    );
    for (const [name, count] of results.explained) assert.ok(count * 100 <= PROGRAMS, `${name}: ${count}`);
  });
});
