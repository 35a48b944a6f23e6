/** Ignoring a finding in place: what it takes, and what is said when it does not work. */
import assert from 'node:assert/strict';
import type { RuleId } from '../../../src/model/finding.js';
import { applySuppressions } from '../../../src/suppress/apply-suppressions.js';
import { SAMPLE_FILE, createFinding, moveFinding } from '../sample-findings.js';

/** Findings stand where the text says `FINDING`; the answer is the reason or the level of each. */
function check(text: string, options: { rule?: RuleId; offRules?: readonly RuleId[] } = {}) {
  const { rule = 'unreleased', offRules = [] } = options;
  const findings = text
    .split('\n')
    .flatMap((line, i) =>
      line.includes('FINDING') ? [moveFinding(createFinding({ rule }), { line: i })] : [],
    );
  const result = applySuppressions({ file: SAMPLE_FILE, text, findings, offRules });
  return {
    findings: result.findings.map((finding) => finding.suppression?.reason ?? 'open'),
    problems: result.problems.map(({ range, message }) => `${range!.start.line + 1}: ${message}`),
  };
}

const NEXT = '// connection-lifetimes-ignore-next-line';

describe('applySuppressions', () => {
  it('ignores the finding on the next line, for the reason that is given', () => {
    assert.deepEqual(check(`${NEXT} unreleased -- lives as long as the process\nFINDING\nFINDING`), {
      findings: ['lives as long as the process', 'open'],
      problems: [],
    });
  });

  it('works with block comments, in JSX, in indented code, and with several comments above one line', () => {
    const block = '  {/* connection-lifetimes-ignore-next-line unreleased -- a -- b */}';
    assert.deepEqual(check(`${block}\n\n  // and this\n  FINDING`).findings, ['a -- b']);
    const two = `${NEXT} unreleased -- one\n${NEXT} pool-exhaustion -- two\nFINDING`;
    assert.deepEqual(check(two).findings, ['one']);
  });

  it('takes several rules', () => {
    const result = check(`${NEXT} double-release, unreleased -- both\nFINDING`);
    assert.deepEqual(result.findings, ['both']);
    assert.deepEqual(result.problems, ['1: Unused comment: double-release is not reported on line 2.']);
  });

  it('does nothing without a reason', () => {
    const expected =
      '1: The reason is missing: write connection-lifetimes-ignore-next-line unreleased -- reason.';
    for (const end of ['', ' --', ' --  ']) {
      assert.deepEqual(check(`${NEXT} unreleased${end}\nFINDING`), {
        findings: ['open'],
        problems: [expected],
      });
    }
  });

  it('wants a rule that exists', () => {
    const known =
      'unreleased, double-release, use-after-release, release-while-busy, unfinished-transaction, pool-exhaustion';
    assert.deepEqual(check(`${NEXT} -- reason\nFINDING`).problems, [`1: Name the rule to ignore: ${known}.`]);
    assert.deepEqual(check(`${NEXT} leak -- reason\nFINDING`).problems, [
      `1: There is no rule "leak"; known are ${known}.`,
    ]);
    assert.match(check(`${NEXT} all -- reason\nFINDING`).problems[0] ?? '', /"all" is for/);
    assert.match(
      check('// connection-lifetimes-ignore-line unreleased -- x').problems[0] ?? '',
      /Unknown comment/,
    );
  });

  it('reports a comment that nothing needs, unless its rule is off', () => {
    const text = `${NEXT} unreleased -- was needed once\nfoo();`;
    assert.deepEqual(check(text).problems, ['1: Unused comment: unreleased is not reported on line 2.']);
    assert.deepEqual(check(text, { offRules: ['unreleased'] }).problems, []);
  });

  it('ignores a whole file, one rule or all', () => {
    const one = 'FINDING\n// connection-lifetimes-ignore-file unreleased -- generated\nFINDING';
    assert.deepEqual(check(one), { findings: ['generated', 'generated'], problems: [] });
    assert.deepEqual(check(one, { rule: 'double-release' }).findings, ['open', 'open']);
    const all = '/* connection-lifetimes-ignore-file all -- a test */\nFINDING';
    assert.deepEqual(check(all, { rule: 'double-release' }), { findings: ['a test'], problems: [] });
    assert.deepEqual(check(all.replace('FINDING', 'x')).problems, [
      '1: Unused comment: nothing is reported in this file.',
    ]);
  });

  it('is not deceived by strings', () => {
    assert.deepEqual(check(`const a = \`\n${NEXT} unreleased -- x\nFINDING\`;`), {
      findings: ['open'],
      problems: [],
    });
  });
});
