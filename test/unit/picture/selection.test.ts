/** The chosen path and row survive edits. */
import assert from 'node:assert/strict';
import { mergeRows } from '../../../src/picture/rows.js';
import { findRowAt, keepSelection, selectPath } from '../../../src/picture/selection.js';
import { toVisibleText } from '../../../src/picture/visible-text.js';
import { Sketch, type StepNote } from './sketch.js';

const sketch = new Sketch('pool.connect()\nif (a) return 1\nif (b) return 2\nif (c) return 3\n');
const ACQUIRE: StepNote = ['acquire', 'pool.connect', 'acquires'];
const leave = (name: string, n: number, end = `returns ${n}`) =>
  sketch.path('return', 1, ACQUIRE, ['branch', `(${name})`, `${name} is true`], ['exit', `return ${n}`, end]);
const [A, B, C] = [leave('a', 1), leave('b', 2), leave('c', 3)];
const withPaths = (...paths: readonly (typeof A)[]) => sketch.lifetime({ paths });

describe('selection', () => {
  const chosen = { ...selectPath(withPaths(A, B, C), 1), row: 'a row' };

  it('stays with its path when another one goes away or comes', () => {
    assert.equal(keepSelection(chosen, withPaths(B, C)).path, 0);
    assert.equal(keepSelection(chosen, withPaths(C, A, B)).path, 2);
    assert.equal(keepSelection(chosen, withPaths(B, C)).row, 'a row');
  });

  it('goes to the path with the same end, else to the nearest number', () => {
    assert.equal(keepSelection(chosen, withPaths(A, C, leave('a', 1, 'returns 2'))).path, 2);
    assert.equal(keepSelection(chosen, withPaths(A, C)).path, 1);
    assert.equal(keepSelection(chosen, withPaths(A)).path, 0);
    assert.equal(keepSelection(chosen, withPaths()).path, 0);
  });

  it('comes back to its path when an edit has hidden it for a moment', () => {
    const hidden = keepSelection(chosen, withPaths(A, C));
    assert.equal(keepSelection(hidden, withPaths(A, C, B)).path, 2);
  });

  it('finds the row of a line: the chosen one, else one of the path, else any', () => {
    const { rows } = mergeRows(withPaths(A, B));
    const place = { file: sketch.file, line: 1 };
    const [, branch, exit] = rows;
    assert.equal(findRowAt(rows, place, { ...chosen, path: 0 }), branch);
    assert.equal(findRowAt(rows, place, { ...chosen, row: exit!.key }), exit);
    assert.equal(findRowAt(rows, place, chosen), branch);
    assert.equal(findRowAt(rows, { ...place, line: 3 }, chosen), undefined);
    assert.equal(findRowAt(rows, { ...place, file: '/other.ts' }, chosen), undefined);
  });
});

describe('toVisibleText', () => {
  it('shows what is invisible, keeps right-to-left letters, and cuts what is endless', () => {
    assert.equal(toVisibleText('a\u202eb\u200bc\0'), 'a[U+202E]b[U+200B]c[U+0000]');
    assert.equal(toVisibleText('\tone\r\ntwo'), ' one two');
    assert.equal(
      toVisibleText('\u05dc\u05e7\u05d5\u05d7 \ud83d\ude00 \ud800'),
      '\u05dc\u05e7\u05d5\u05d7 \ud83d\ude00 \ufffd',
    );
    assert.equal(toVisibleText('x'.repeat(1000)).length, 401);
  });
});
