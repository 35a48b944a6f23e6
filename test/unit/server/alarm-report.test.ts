/** The report of a false alarm holds all one needs, and no path of the machine. */
import * as assert from 'node:assert/strict';
import { toAlarmReport } from '../../../src/server/alarm-report.js';
import { at, sampleAnalysis, sampleFinding, samplePath } from './sample-analysis.js';

const TEXT = [
  "import { pool } from './pool.js';",
  'const other = 1;',
  'async function loadOrders() {',
  '  const client = await  pool.connect();',
  '  await client.query("a ``` b");',
  '  client.release();',
  '  return;',
  '}',
  'function unrelated() {}',
].join('\n');

describe('report of a false alarm', () => {
  const path = samplePath(3);
  const elsewhere = { kind: 'call', location: at(1, 0, 4, '/app/lib/db.ts'), text: 'borrows' } as const;
  const finding = sampleFinding({ paths: [{ ...path, steps: [...path.steps, elsewhere] }] });
  const report = toAlarmReport(finding, {
    version: '1.2.3',
    analysis: sampleAnalysis({ findings: [finding], missingTypes: { replaced: ['pg'], unknown: [] } }),
    readText: (file) => (file === '/app/lib/db.ts' ? 'one\ntwo\nthree' : TEXT),
  });

  it('names version, rule, level, contract and the types that are missing', () => {
    assert.match(report, /Connection Lifetimes 1\.2\.3, rule unreleased, warning/);
    assert.match(report, /Contract: pg\.pool\.client/);
    assert.match(report, /Types not installed: pg/);
  });

  it('holds the explanation, the imports, the function, and the lines of steps in other files', () => {
    assert.match(report, /Reported: warning unreleased/);
    assert.match(report, /^import \{ pool \} from/m);
    assert.match(report, /^\/\* 4 \*\/ {3}const client = await/m);
    assert.match(report, /## Also in db\.ts\n\n```ts\n\/\* 1 \*\/ one\n\/\* 2 \*\/ two/);
    assert.doesNotMatch(report, /unrelated/);
  });

  it('does not tell where the files are', () => {
    assert.doesNotMatch(report, /\/app/);
  });

  it('keeps code with backticks inside its fence', () => {
    assert.match(report, /^````ts$/m);
  });
});
