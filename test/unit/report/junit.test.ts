/** JUnit XML, word for word, and what its readers rely on. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { reportJunit } from '../../../src/report/junit.js';
import { expectFile } from '../expect-file.js';
import { createFinding, createResult } from '../sample-findings.js';
import { RESULT, createContext } from './sample-report.js';

describe('reportJunit', () => {
  it('prints suites, tests and outcomes', () => {
    expectFile(join(__dirname, 'expected/junit.txt'), reportJunit(RESULT, createContext()));
  });

  it('counts what it prints', () => {
    const report = reportJunit(RESULT, createContext());
    const [, tests, failures, errors, skipped] =
      /<testsuites .*tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(report) ?? [];
    const count = (tag: string): string => String(report.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0);
    assert.deepEqual(
      [tests, failures, errors, skipped],
      [count('testcase'), count('failure'), count('error'), count('skipped')],
    );
  });

  it('holds a test that passes when nothing is found', () => {
    const report = reportJunit(createResult([]), createContext());
    assert.match(report, /tests="1" failures="0"/);
  });

  it('writes no character that XML forbids', () => {
    const message = 'a \u0000\u001b[31m \ud800 <b> & "c" ]]> \u{1f600}';
    const report = reportJunit(createResult([createFinding({ message })]), createContext());
    assert.match(report, /message="a ��\[31m � &lt;b&gt; &amp; &quot;c&quot; \]\]&gt; 😀"/);
  });
});
