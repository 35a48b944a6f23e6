/** Patches of git, line by line, also those whose content looks like the head of a file. */
import assert from 'node:assert/strict';
import { readPatch } from '../../../src/host/read-patch.js';

const HEAD = 'diff --git a/x b/x\nindex 1..2 100644\n';

describe('readPatch', () => {
  it('says which lines are new, and where lines were removed', () => {
    const patch = `${HEAD}--- a/src/a.ts
+++ b/src/a.ts
@@ -3 +3,2 @@ function a() {
-old
+new
+newer
@@ -9,2 +9,0 @@
-gone
-gone too
@@ -0,0 +1 @@
+first
`;
    assert.deepEqual(readPatch(patch), [
      {
        name: 'src/a.ts',
        lines: [
          { start: 2, end: 4 },
          { start: 9, end: 9 },
          { start: 0, end: 1 },
        ],
        text: 'old\nnew\nnewer\ngone\ngone too\nfirst\n',
      },
    ]);
  });

  it('is not misled by what the lines say', () => {
    const patch = `${HEAD}--- a/a.ts
+++ b/a.ts
@@ -1,2 +1,2 @@
--- a/b.ts
-@@ -1 +1 @@
+++ b/b.ts
+last
\\ No newline at end of file
${HEAD}--- a/c.ts
+++ b/c.ts
@@ -5 +5 @@
-x
+y
`;
    const files = readPatch(patch);
    assert.deepEqual(
      files.map(({ name, lines }) => [name, lines]),
      [
        ['a.ts', [{ start: 0, end: 2 }]],
        ['c.ts', [{ start: 4, end: 5 }]],
      ],
    );
    assert.equal(files[0]?.text, '-- a/b.ts\n@@ -1 +1 @@\n++ b/b.ts\nlast\n');
  });

  it('reads names with spaces, quotes and letters of all kinds', () => {
    const names = [
      ['b/with space.ts\t', 'with space.ts'],
      ['"b/a\\"b\\\\c\\td.ts"', 'a"b\\c\td.ts'],
      ['"b/a \\"b\\".ts"\t', 'a "b".ts'],
      ['"b/\\303\\274ber.ts"', 'über.ts'],
      ['b/über.ts', 'über.ts'],
    ] as const;
    for (const [written, name] of names) {
      const patch = `${HEAD}--- a/x\n+++ ${written}\n@@ -1 +1 @@\n-x\n+y\n`;
      assert.deepEqual(
        readPatch(patch).map((file) => file.name),
        [name],
      );
    }
  });

  it('leaves out what was only renamed', () => {
    const patch = `diff --git a/a.ts b/b.ts\nsimilarity index 100%\nrename from a.ts\nrename to b.ts\n`;
    assert.deepEqual(readPatch(patch), []);
  });
});
