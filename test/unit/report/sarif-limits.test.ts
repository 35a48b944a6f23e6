/** What code scanning refuses is left out, the weakest first, and the report says so. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Finding } from '../../../src/model/finding.js';
import { limitResults, SARIF_LIMITS } from '../../../src/report/sarif-limits.js';
import { reportSarif } from '../../../src/report/sarif.js';
import { createFinding, createResult, moveFinding } from '../sample-findings.js';
import { createContext } from './sample-report.js';

interface Run {
  readonly results: readonly { readonly level: string; readonly codeFlows: readonly unknown[] }[];
  readonly invocations: readonly {
    readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
  }[];
}

function runOf(findings: readonly Finding[]): Run {
  const log = JSON.parse(reportSarif(createResult(findings), createContext())) as {
    readonly runs: readonly Run[];
  };
  const [run] = log.runs;
  assert.ok(run);
  return run;
}

const remarksOf = ({ invocations }: Run): readonly string[] =>
  invocations.flatMap((each) => each.toolExecutionNotifications.map(({ message }) => message.text));

const ids = (findings: readonly Finding[]): readonly string[] => findings.map(({ id }) => id);

describe('SARIF limits', () => {
  it('says nothing while everything fits', () => {
    assert.deepEqual(remarksOf(runOf([createFinding()])), []);
  });

  it('keeps the strongest of too many results, in their order', () => {
    const levels = ['note', 'error', 'warning', 'error'] as const;
    const findings = levels.map((level, i) => createFinding({ id: String(i), level }));
    const kept = limitResults(findings, ({ id }) => ({ id }), { ...SARIF_LIMITS, results: 3 });
    assert.deepEqual(kept.results, [{ id: '1' }, { id: '2' }, { id: '3' }]);
    assert.match(kept.remark ?? '', /the 1 weakest result were left out/);
  });

  it('never writes more than 25,000 results', () => {
    const findings = Array.from({ length: 25_010 }, (_, line) =>
      moveFinding(createFinding({ id: String(line), level: line < 9 ? 'note' : 'warning', paths: [] }), {
        line,
      }),
    );
    const run = runOf(findings);
    assert.equal(run.results.length, 25_000);
    assert.ok(run.results.every(({ level }) => level === 'warning'));
    assert.match(remarksOf(run)[0] ?? '', /the 10 weakest results were left out/);
  });

  it('keeps as many whole paths as 1,000 steps allow', () => {
    const [path] = createFinding().paths;
    assert.ok(path);
    const long = { ...path, steps: Array.from({ length: 400 }, () => path.steps[0]!) };
    const run = runOf([createFinding({ paths: [long, long, long] })]);
    assert.equal(run.results[0]?.codeFlows.length, 2);
    assert.match(remarksOf(run)[0] ?? '', /paths or fixes of 1 result were left out/);
  });

  it('gives up paths and fixes of the weakest before the file gets too large', () => {
    const findings = ['a', 'b', 'c'].map((id) =>
      createFinding({ id, level: id === 'b' ? 'error' : 'warning' }),
    );
    const toResult = ({ id }: Finding) => ({
      id,
      codeFlows: ['x'.repeat(100)],
      relatedLocations: [1],
      fixes: [1],
    });
    const { results } = limitResults(findings, toResult, { ...SARIF_LIMITS, characters: 330 });
    const whole = results.filter(({ fixes }) => fixes !== undefined).map(({ id }) => id);
    assert.deepEqual(whole, ['a', 'b']);
    assert.deepEqual(
      results.map(({ id }) => id),
      ids(findings),
    );
    assert.deepEqual(results[2], { id: 'c', codeFlows: [], relatedLocations: [] });
  });

  it('packs a full budget into less than the 10 MB that are taken', () => {
    // Differs in everything that differs between real findings: places, names and hashes.
    const findings = Array.from({ length: 400 }, (_, n) =>
      moveFinding(
        createFinding({ id: String(n), message: `\`c${n * 7919}\` from pool${n}.connect() is lost` }),
        {
          line: n * 13,
          file: `/work space/src/module-${n * 31}/file-${n}.ts`,
        },
      ),
    );
    const text = reportSarif(createResult(findings), createContext());
    const plain = JSON.stringify(JSON.parse(text)).length;
    const packed = gzipSync(text).length;
    assert.ok((packed / plain) * SARIF_LIMITS.characters < 10_000_000, `${packed} of ${plain}`);
  });
});
