/** Tests of the mark grammar: what it reads, what it refuses. */
import assert from 'node:assert/strict';
import { groupSteps, parseFixture } from '../../check/fixture.js';
import { BadFixture, isMark, parseMark, printMark } from '../../check/mark.js';

const FINDING = '  //      ^^^^^^ error unreleased: client is not released';

describe('marks', () => {
  it('are read with range, level, rule and message', () => {
    const mark = parseMark(FINDING, 3);
    assert.deepEqual(mark, {
      kind: 'finding',
      range: { start: { line: 3, character: 10 }, end: { line: 3, character: 16 } },
      level: 'error',
      rule: 'unreleased',
      message: 'client is not released',
    });
  });

  for (const line of [
    '//      ^^^^^^ error unreleased: client is not released',
    '//^ warning double-release',
    '//   ^^^ 2> throws',
    '// [0-12] note unreleased: at the left margin',
    '// [4-2:9] error use-after-release: over three lines',
    '//    ^^^^ held c? for 2 lines',
    '//    ^^^^ acquire client',
  ]) {
    it(`are printed as they were read: ${line}`, () => {
      assert.equal(printMark(parseMark(line, 0)), line);
    });
  }

  it('are told from other comments', () => {
    assert.ok(isMark(FINDING));
    assert.ok(isMark('// [0-3] error unreleased'));
    assert.ok(!isMark('// see a ^ b'));
    assert.ok(!isMark('const a = 1; // ^ not under a line'));
  });

  for (const [line, why] of [
    ['//  ^^^ eror unreleased: x', /Not a mark: .*Levels: error/],
    ['//  ^^^ error unrelesed: x', /rules: unreleased/],
    ['//  ^^^ error unreleased:x', /Not a mark/],
    ['//  ^^^', /needs a blank and a text/],
    ['//  ^^^ held c', /Not a mark/],
    ['//  ^^^ > step', /Not a mark/],
    ['//  [3-] error unreleased', /needs a blank and a text/],
  ] as const) {
    it(`are refused when they cannot be read: ${line}`, () => {
      assert.throws(
        () => parseMark(line, 0),
        (error) => error instanceof BadFixture && why.test(error.message),
      );
    });
  }
});

describe('fixtures as text', () => {
  it('have files, options and a cursor', () => {
    const fixture = parseFixture(
      '//// @target = ES2022\nconst a = 1;\n//- lib/b.js\nexport const b$0 = 2;',
      'a.ts',
    );
    assert.deepEqual(fixture.options, { target: 'ES2022' });
    assert.deepEqual(
      fixture.files.map(({ path, text }) => [path, text]),
      [
        ['/project/a.ts', 'const a = 1;'],
        ['/project/lib/b.js', 'export const b = 2;'],
      ],
    );
    assert.deepEqual(fixture.cursor, { file: '/project/lib/b.js', line: 0, character: 14 });
  });

  it('count lines without the marks', () => {
    const { files } = parseFixture(
      'const a = 1;\n//    ^ error unreleased\nconst b = 1;\n//    ^ error unreleased',
    );
    assert.equal(files[0]?.text, 'const a = 1;\nconst b = 1;');
    assert.deepEqual(
      files[0].marks.map(({ range }) => range.start.line),
      [0, 1],
    );
  });

  it('give steps to the finding before them, early ones to the first', () => {
    const text = [
      'const a = 1;',
      '//    ^ 1> early',
      'const b = 1;',
      '//    ^ error unreleased',
      '//    ^ 2> first',
      'const c = 1;',
      '//    ^ note unreleased',
      '//    ^ 1> second',
    ];
    const groups = groupSteps(parseFixture(text.join('\n')).files[0]!.marks);
    assert.deepEqual(
      groups.map(({ steps }) => steps.map((step) => step.text)),
      [['early', 'first'], ['second']],
    );
  });

  for (const [what, text, why] of [
    ['nothing', '\n\n', /Nothing in it/],
    ['a mark above all code', '//  ^^ error unreleased\nconst a = 1;', /no line above/],
    ['a mark behind its line', 'ab\n//  ^^ error unreleased', /behind its line/],
    ['a mark that ends behind its line', 'const a\n//    ^^^^ error unreleased', /behind its line/],
    ['an option without a value', '//// @target\nlet a;', /Not an option/],
    ['a step that is left out', 'let a;\n//  ^ error unreleased\n//  ^ 2> b', /numbered 2/],
    ['a step twice', 'let a;\n//  ^ error unreleased\n//  ^ 1> b\n//  ^ 1> b', /numbered 1, 1/],
    ['steps without a finding', 'let a;\n//  ^ 1> b', /without a finding/],
    ['two cursors', 'le$0t a;\nle$0t b;', /More than one cursor/],
    ['two files of one name', 'let a;\n//- main.ts\nlet b;', /Two files named main.ts/],
  ] as const) {
    it(`are refused with ${what}`, () => {
      assert.throws(
        () => parseFixture(text),
        (error) => error instanceof BadFixture && why.test(error.message),
      );
    });
  }
});
