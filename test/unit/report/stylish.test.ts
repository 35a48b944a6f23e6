/** The report for people, word for word. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { reportStylish } from '../../../src/report/stylish.js';
import { expectFile } from '../expect-file.js';
import { createResult } from '../sample-findings.js';
import { RESULT, createContext } from './sample-report.js';

describe('reportStylish', () => {
  it('prints findings with source and paths', () => {
    expectFile(join(__dirname, 'expected/stylish.txt'), reportStylish(RESULT, createContext()));
  });

  it('says the same with colours', () => {
    const colored = reportStylish(RESULT, createContext({ isColored: true }));
    assert.notEqual(colored, reportStylish(RESULT, createContext()));
    assert.equal(stripVTControlCharacters(colored), reportStylish(RESULT, createContext()));
  });

  it('leaves notes out when quiet, but counts them', () => {
    const report = reportStylish(RESULT, createContext({ isQuiet: true }));
    assert.doesNotMatch(report, /may be released again/);
    assert.match(report, /, 1 note, 2 suppressed/);
  });

  it('is one line when there is nothing', () => {
    assert.equal(
      reportStylish(createResult([]), createContext()),
      '✔ Nothing found · 12 files, 3 analysed, 5 acquire sites\n',
    );
  });
});
