/** The underlined source line. */
import assert from 'node:assert/strict';
import { findExcerpt } from '../../../src/report/excerpt.js';
import { rangeOf } from '../sample-findings.js';

function excerpt(text: string, line: number, word: string): readonly string[] {
  const found = findExcerpt(text, rangeOf(text, line, word));
  assert.ok(found);
  return [found.line, found.carets];
}

describe('findExcerpt', () => {
  it('underlines the range, with tabs made equal', () => {
    assert.deepEqual(excerpt('a;\n\tb = pool.connect();\r\n', 1, 'pool.connect'), [
      '  b = pool.connect();',
      '      ^^^^^^^^^^^^',
    ]);
  });

  it('cuts a long line around the range', () => {
    const [line, carets] = excerpt(`${'x'.repeat(500)} pool.connect(${'y'.repeat(500)});`, 0, 'pool.connect');
    assert.ok((line?.length ?? 0) <= 122);
    assert.equal(line?.slice(carets?.indexOf('^'), (carets?.lastIndexOf('^') ?? 0) + 1), 'pool.connect');
  });

  it('underlines to the end of the line when the range goes on below', () => {
    const range = { start: { line: 0, character: 2 }, end: { line: 1, character: 3 } };
    assert.deepEqual(findExcerpt('a pool\n  .connect()', range), { line: 'a pool', carets: '  ^^^^' });
  });

  it('has none for a line that is not there', () => {
    const range = { start: { line: 7, character: 0 }, end: { line: 7, character: 1 } };
    assert.equal(findExcerpt('a\n', range), undefined);
  });
});
