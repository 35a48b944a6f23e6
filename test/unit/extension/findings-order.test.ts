/** Groups and filter of the findings in the tree. */
import * as assert from 'node:assert/strict';
import { filterFindings, groupFindings } from '../../../src/extension/findings-order.js';
import type { AuditedFile } from '../../../src/protocol/messages.js';
import { sampleFinding, SAMPLE_SITE } from '../server/sample-analysis.js';

const inMysql = { ...SAMPLE_SITE, contract: 'mysql2.pool.connection', functionName: 'saveUser' };
const FILES: readonly AuditedFile[] = [
  {
    uri: 'file:///app/my%20orders.ts',
    findings: [sampleFinding(), sampleFinding({ rule: 'double-release' })],
  },
  { uri: 'file:///app/users.ts', findings: [sampleFinding({ site: inMysql })] },
];

const summary = (files: readonly AuditedFile[]): readonly string[] =>
  files.map(
    ({ uri, findings }) => `${uri.split('/').at(-1) ?? ''} ${findings.map(({ rule }) => rule).join(',')}`,
  );

describe('order of findings', () => {
  it('groups by rule and by library, the largest group first', () => {
    assert.deepEqual(
      groupFindings(FILES, 'rule').map(({ label, files }) => [label, ...summary(files)]),
      [
        ['unreleased', 'my%20orders.ts unreleased', 'users.ts unreleased'],
        ['double-release', 'my%20orders.ts double-release'],
      ],
    );
    assert.deepEqual(
      groupFindings(FILES, 'library').map(({ label }) => label),
      ['pg', 'mysql2'],
    );
  });

  it('filters by words of the file, the function, the rule and the contract, in any order', () => {
    assert.deepEqual(summary(filterFindings(FILES, 'DOUBLE my orders')), ['my%20orders.ts double-release']);
    assert.deepEqual(summary(filterFindings(FILES, 'saveuser')), ['users.ts unreleased']);
    assert.deepEqual(summary(filterFindings(FILES, 'mysql2 double')), []);
    assert.deepEqual(filterFindings(FILES, '  '), FILES);
  });
});
