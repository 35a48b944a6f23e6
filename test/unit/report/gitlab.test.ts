/** GitLab's code quality report, word for word, and what GitLab needs of it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { reportGitlab } from '../../../src/report/gitlab.js';
import { expectFile } from '../expect-file.js';
import { createFinding, createResult, moveFinding } from '../sample-findings.js';
import { RESULT, createContext } from './sample-report.js';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function issuesOf(...args: Parameters<typeof reportGitlab>): readonly Issue[] {
  return JSON.parse(reportGitlab(...args)) as readonly Issue[];
}

describe('reportGitlab', () => {
  it('prints open findings', () => {
    expectFile(join(__dirname, 'expected/gitlab.txt'), reportGitlab(RESULT, createContext()));
  });

  it('gives equal findings fingerprints of their own: GitLab merges those that are equal', () => {
    const findings = [3, 4, 5].map((line) => moveFinding(createFinding(), { line }));
    const prints = issuesOf(createResult(findings), createContext()).map((issue) => issue.fingerprint);
    assert.equal(new Set(prints).size, 3);
  });

  it('keeps the fingerprints of the others when one is suppressed', () => {
    const findings = [3, 4].map((line) => moveFinding(createFinding(), { line }));
    const [, second] = issuesOf(createResult(findings), createContext());
    const [first = createFinding(), last = createFinding()] = findings;
    const ignored = { ...first, suppression: { kind: 'comment', reason: 'x' } } as const;
    const left = issuesOf(createResult([ignored, last]), createContext());
    assert.deepEqual(left, [second]);
  });

  it('has the fields GitLab requires, with values it knows', () => {
    for (const issue of issuesOf(RESULT, createContext())) {
      assert.ok(issue.description !== '' && issue.check_name !== '');
      assert.match(issue.fingerprint, /^[\da-f]{32}$/);
      assert.ok(['info', 'minor', 'major', 'critical', 'blocker'].includes(issue.severity));
      assert.ok(Number.isInteger(issue.location.lines.begin) && issue.location.lines.begin > 0);
      assert.doesNotMatch(issue.location.path, /^\.\//);
    }
  });

  it('is an empty list when nothing is found', () => {
    assert.deepEqual(issuesOf(createResult([]), createContext()), []);
  });
});
