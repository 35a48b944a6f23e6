/** The lines of a statement, in text that need not parse. */
import * as assert from 'node:assert/strict';
import { findStatementLines } from '../../../src/server/statement-lines.js';

/** `«…»` marks the place; the result is the first and the last line. */
function linesOf(marked: string): readonly [number, number] {
  const before = marked.slice(0, marked.indexOf('«')).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const length = marked.indexOf('»') - marked.indexOf('«') - 1;
  const range = { start, end: { line: start.line, character: start.character + length } };
  const lines = marked.replace('«', '').replace('»', '').split('\n');
  const { first, last } = findStatementLines(range, (line) => lines[line] ?? '');
  return [first, last];
}

describe('statement lines', () => {
  it('are one line for a statement on one line, with or without semicolon', () => {
    assert.deepEqual(linesOf('{\n  const c = await «pool.connect»();\n  next();\n}'), [1, 1]);
    assert.deepEqual(linesOf('{\n  const c = await «pool.connect»()\n  next()\n}'), [1, 1]);
  });

  it('go on while a bracket is open, also one that was never closed', () => {
    assert.deepEqual(linesOf("a();\nawait «pool.connect»({\n  host: ';',\n});\nb();"), [1, 3]);
    assert.deepEqual(linesOf('a();\nawait «pool.connect»(\n'), [1, 1]);
  });

  it('include the lines a call is chained over, and those it begins on', () => {
    assert.deepEqual(linesOf('const c =\n  await «pool.connect»()\n    .catch(fail);\nb();'), [0, 2]);
  });

  it('end with the block around', () => {
    assert.deepEqual(linesOf('if (a) { «pool.connect»() }\nb();'), [0, 0]);
  });
});
