/** Fingerprints under edits: which survive what. */
import assert from 'node:assert/strict';
import { getFingerprints, type Fingerprints } from '../../../src/suppress/fingerprint.js';
import type { Finding } from '../../../src/model/finding.js';
import { SAMPLE_FILE, SAMPLE_TEXT, createFinding, moveFinding } from '../sample-findings.js';

function printsOf(
  findings: readonly Finding[],
  text = SAMPLE_TEXT,
  root = '/work space',
): readonly Fingerprints[] {
  return getFingerprints(findings, { root, readText: () => text });
}

function printOf(finding: Finding, text = SAMPLE_TEXT): Fingerprints {
  const [print] = printsOf([finding], text);
  assert.ok(print);
  return print;
}

const finding = createFinding();
const before = printOf(finding);

describe('getFingerprints', () => {
  it('does not change when lines are added above', () => {
    const text = `// one\n// two\n\n${SAMPLE_TEXT}`;
    assert.deepEqual(printOf(moveFinding(finding, { line: 6 }), text), before);
  });

  it('does not change when the code is indented, or the message and level change', () => {
    const text = SAMPLE_TEXT.replaceAll('\n  ', '\n\t\t').replaceAll('\n', '\r\n');
    assert.deepEqual(printOf({ ...finding, level: 'warning', message: 'other' }, text), before);
  });

  it('is the same on another machine and on Windows', () => {
    const file = 'c:/build/src/orders.ts';
    const [elsewhere] = printsOf([moveFinding(finding, { file })], SAMPLE_TEXT, 'c:/build');
    assert.deepEqual(elsewhere, before);
  });

  it('keeps its site when the code behind it changes', () => {
    const after = printOf(finding, SAMPLE_TEXT.replace('client.release()', 'client.release(true)'));
    assert.equal(after['site/v1'], before['site/v1']);
    assert.notEqual(after['code/v1'], before['code/v1']);
  });

  it('keeps its code when the function is renamed', () => {
    const after = printOf({ ...finding, site: { ...finding.site, functionName: 'other' } });
    assert.equal(after['code/v1'], before['code/v1']);
    assert.notEqual(after['site/v1'], before['site/v1']);
  });

  it('keeps the third when the file moves', () => {
    const after = printOf(moveFinding(finding, { file: '/work space/lib/orders.ts' }));
    assert.equal(after['moved/v1'], before['moved/v1']);
    assert.notEqual(after['site/v1'], before['site/v1']);
  });

  it('tells equal sites apart by their order in the file, whatever the order of the findings', () => {
    const second = moveFinding(finding, { line: 5 });
    const [a, b] = printsOf([finding, second]);
    const [d, c] = printsOf([second, finding]);
    assert.deepEqual([a, b], [c, d]);
    assert.notEqual(a?.['site/v1'], b?.['site/v1']);
  });

  it('differs by rule and by expression, and not by layout of the expression', () => {
    const other = { ...finding.site, expression: 'this.pool.connect' };
    const wrapped = { ...finding.site, expression: 'pool\n    .connect' };
    assert.notEqual(printOf({ ...finding, rule: 'pool-exhaustion' })['site/v1'], before['site/v1']);
    assert.notEqual(printOf({ ...finding, site: other })['site/v1'], before['site/v1']);
    assert.equal(printOf({ ...finding, site: wrapped })['site/v1'], before['site/v1']);
  });

  it('still has a site when the file can no longer be read', () => {
    const [print] = getFingerprints([finding], { root: '/work space', readText: () => undefined });
    assert.equal(print?.['site/v1'], before['site/v1']);
    assert.equal(finding.location.file, SAMPLE_FILE);
  });
});
