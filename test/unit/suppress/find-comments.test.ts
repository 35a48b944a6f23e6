/** What is a comment, and what only looks like one. */
import assert from 'node:assert/strict';
import { findComments } from '../../../src/suppress/find-comments.js';

const SOURCES: readonly (readonly [what: string, source: string, comments: readonly string[]])[] = [
  ['line and block comments', 'a; // one\n/* two */ b /* three\nfour */', [' one', ' two ', ' three\nfour ']],
  ['strings', `const a = "// no"; const b = '/* no'; // yes`, [' yes']],
  ['escapes in strings', String.raw`const a = "\" // no"; // yes`, [' yes']],
  ['templates', '`// no ${a /* yes */} // no ${`${b} // no`} /* no */`; // yes', [' yes ', ' yes']],
  ['braces in a substitution', '`${{ a: { b: 1 } }} // no`; // yes', [' yes']],
  ['regular expressions', String.raw`const a = /['"\/]/; x(/[/*]/); return /"/; // yes`, [' yes']],
  ['divisions', 'const a = b / c; const d = e / f; // yes', [' yes']],
  ['JSX', `<A b={c} />; // yes\n<p>don't</p> // too\n{/* three */}`, [' yes', ' three ']],
  ['an address', 'const a = "http://x"; // http://y // z', [' http://y // z']],
  ['an open comment', 'a /* b', [' b']],
  ['CR LF', 'a // b\r\nc // d\r\n', [' b', ' d']],
];

describe('findComments', () => {
  for (const [what, source, expected] of SOURCES) {
    it(`reads ${what}`, () => {
      assert.deepEqual(
        findComments(source).map((comment) => comment.text),
        expected,
      );
    });
  }

  it('gives offsets that hold the marks', () => {
    const source = 'x; /* a */ y; // b';
    assert.deepEqual(
      findComments(source).map(({ start, end }) => source.slice(start, end)),
      ['/* a */', '// b'],
    );
  });
});
