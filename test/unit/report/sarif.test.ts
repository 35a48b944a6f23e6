/** SARIF, word for word, and what readers of it rely on. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { reportSarif, toUri } from '../../../src/report/sarif.js';
import { expectFile } from '../expect-file.js';
import { RESULT, createContext } from './sample-report.js';

interface SarifResult {
  readonly level: string;
  readonly suppressions: readonly { readonly kind: string }[];
  readonly codeFlows: readonly {
    readonly threadFlows: readonly { readonly locations: readonly unknown[] }[];
  }[];
  readonly locations: readonly {
    readonly physicalLocation: { readonly region: Readonly<Record<string, number>> };
  }[];
}

function resultsOf(report: string): readonly SarifResult[] {
  const log = JSON.parse(report) as { runs: readonly { results: readonly SarifResult[] }[] };
  return log.runs.flatMap((run) => run.results);
}

describe('reportSarif', () => {
  const report = reportSarif(RESULT, createContext());
  const results = resultsOf(report);

  it('prints the whole log', () => {
    expectFile(join(__dirname, 'expected/sarif.txt'), report);
  });

  it('holds notes and suppressed findings too', () => {
    assert.deepEqual(
      results.map(({ level, suppressions }) => [level, ...suppressions.map(({ kind }) => kind)]),
      [['error'], ['note'], ['error', 'inSource'], ['error', 'external'], ['warning'], ['error']],
    );
  });

  it('counts lines and columns from one, and ends behind the text', () => {
    assert.deepEqual(results[0]?.locations[0]?.physicalLocation.region, {
      startLine: 4,
      startColumn: 24,
      endLine: 4,
      endColumn: 36,
    });
  });

  it('has one code flow per path, with all its steps', () => {
    assert.deepEqual(
      results.map(({ codeFlows }) => codeFlows.map(({ threadFlows }) => threadFlows[0]?.locations.length)),
      RESULT.findings.map(({ paths }) => paths.map(({ steps }) => steps.length)),
    );
  });
});

describe('toUri', () => {
  const cases: readonly (readonly [file: string, cwd: string, uri: string])[] = [
    ['/p/src/a.ts', '/p', 'src/a.ts'],
    ['/p/a b/[id].ts', '/p', 'a%20b/%5Bid%5D.ts'],
    ['/p/ü#?%.ts', '/p', '%C3%BC%23%3F%25.ts'],
    ['/q/a b.ts', '/p', 'file:///q/a%20b.ts'],
    ['/pp/a.ts', '/p', 'file:///pp/a.ts'],
    ['/p/a.ts', '/', 'p/a.ts'],
    ['c:/p/a.ts', 'c:/p', 'a.ts'],
    ['d:/q r/a.ts', 'c:/p', 'file:///d:/q%20r/a.ts'],
  ];
  for (const [file, cwd, uri] of cases) {
    it(`${file} from ${cwd}`, () => {
      assert.equal(toUri(file, cwd), uri);
    });
  }
});
