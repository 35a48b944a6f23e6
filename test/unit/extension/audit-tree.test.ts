/** The rows of the audit's tree, and which results still hold. */
import * as assert from 'node:assert/strict';
import { AuditResults } from '../../../src/extension/audit-results.js';
import type { AuditRow } from '../../../src/extension/audit-tree.js';
import { placeOfRow, rowsBelow, textOfRow, topRows } from '../../../src/extension/audit-tree.js';
import type { AuditReport } from '../../../src/protocol/messages.js';
import { at, sampleFinding, samplePath } from '../server/sample-analysis.js';

const URI = 'file:///app/orders.ts';
const FILES = [{ uri: URI, findings: [sampleFinding({ paths: [samplePath(3), samplePath(2)] })] }];

/** The row at the end of a descent, by index in each level. */
function rowAt(...indexes: number[]): AuditRow {
  let row: AuditRow | undefined;
  for (const index of indexes) row = (row ? rowsBelow(row) : topRows(FILES, 'file'))[index];
  assert.ok(row);
  return row;
}

describe('audit tree', () => {
  it('goes from file to acquire site to path to step', () => {
    assert.deepEqual(
      [rowAt(0), rowAt(0, 0), rowAt(0, 0, 1), rowAt(0, 0, 1, 1)].map(
        (row) => textOfRow(row, 'orders.ts').label,
      ),
      ['orders.ts', 'client from pool.connect', '✗ 2 step 2', '2. step 2'],
    );
    assert.deepEqual(rowsBelow(rowAt(0, 0, 1, 1)), []);
  });

  it('says the whole row to a screen reader', () => {
    assert.deepEqual(
      [rowAt(0), rowAt(0, 0), rowAt(0, 0, 0), rowAt(0, 0, 0, 2)].map(
        (row) => textOfRow(row, 'orders.ts').accessible,
      ),
      [
        'orders.ts, 1 finding',
        'warning: `client` from `pool.connect` is not released on 1 of 2 exits, line 4',
        'path 1 of 2, warning: step 3',
        'step 3. step 3, line 6',
      ],
    );
  });

  it('has groups above the files, each with its count', () => {
    const [group, ...others] = topRows(FILES, 'library');
    assert.ok(group);
    assert.deepEqual(others, []);
    assert.equal(textOfRow(group, '').accessible, 'pg, 1 finding');
    assert.deepEqual(rowsBelow(group), topRows(FILES, 'file'));
  });

  it('leads to the acquire site, to the exit of a path, to a step', () => {
    assert.deepEqual(placeOfRow(rowAt(0)), undefined);
    assert.deepEqual(placeOfRow(rowAt(0, 0)), at(3, 23, 35));
    assert.deepEqual(placeOfRow(rowAt(0, 0, 0)), at(5, 2, 10));
    assert.deepEqual(placeOfRow(rowAt(0, 0, 0, 1)), at(4, 2, 10));
  });
});

describe('audit results', () => {
  const counts = { files: 1, analysed: 1, acquireSites: 1, skipped: 0, suppressed: 0 };
  const report: AuditReport = { files: FILES, sites: [], counts, problems: [], pages: {} };

  it('drops the findings of a file that changed, until the next audit', () => {
    const results = new AuditResults();
    results.set(report);
    assert.equal(results.files.length, 1);
    assert.equal(results.fileChanged('file:///app/other.ts'), false);
    assert.equal(results.fileChanged(URI), true);
    assert.equal(results.fileChanged(URI), false);
    assert.deepEqual(results.files, []);
    results.set(report);
    assert.equal(results.files.length, 1);
  });

  it('has nothing after it is cleared', () => {
    const results = new AuditResults();
    results.set(report);
    results.set(undefined);
    assert.deepEqual(results.files, []);
    assert.equal(results.report, undefined);
  });
});
