/** JUnit XML: a suite per file with findings, a failed test per finding; what does not count is skipped or passes. */
import type { FileProblem, Finding } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import type { AuditResult } from '../session/session.js';
import { groupByFile } from './group-by-file.js';
import { toPlainPaths } from './plain-paths.js';
import type { ReportContext } from './report.js';
import { positionOf } from './stylish.js';
import { printCounts } from './summary.js';

interface TestCase {
  readonly name: string;
  readonly className: string;
  readonly file: string;
  readonly line?: number;
  readonly outcome:
    | { readonly kind: 'passed'; readonly output: string }
    | { readonly kind: 'skipped'; readonly reason: string }
    | {
        readonly kind: 'failed' | 'broken';
        readonly message: string;
        readonly type: string;
        readonly body: string;
      };
}

interface Suite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

export function reportJunit(result: AuditResult, context: ReportContext): string {
  const suites = toSuites(result, context);
  const all = suites.flatMap((suite) => suite.cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="connection-lifetimes" ${printTotals(all)}>`,
    ...suites.flatMap(printSuite),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function toSuites(result: AuditResult, context: ReportContext): readonly Suite[] {
  const { cwd } = context;
  const byFile = [...groupByFile(result.findings)].map(([file, findings]) => ({
    name: toShownPath(cwd, file),
    cases: findings.map((finding) => toCase(finding, cwd)),
  }));
  const failures = result.problems.filter(({ kind }) => kind === 'analysis-failed' || kind === 'unreadable');
  const broken = failures.map((problem) => toBrokenCase(problem, cwd));
  const suites = broken.length === 0 ? byFile : [...byFile, { name: 'not analysed', cases: broken }];
  if (suites.length > 0) return suites;
  // Readers take a report without a test for a run that did not happen.
  const outcome = { kind: 'passed', output: printCounts(result) } as const;
  return [{ name: 'audit', cases: [{ name: 'nothing found', className: 'audit', file: '.', outcome }] }];
}

function toCase(finding: Finding, cwd: FilePath): TestCase {
  const { location, rule, level, message, suppression } = finding;
  const file = toShownPath(cwd, location.file);
  const place = {
    name: `${rule} at ${positionOf(location)}: ${message}`,
    className: file,
    file,
    line: location.range.start.line + 1,
  };
  const body = [`${file}:${positionOf(location)}`, ...toPlainPaths(finding, cwd)].join('\n');
  if (suppression !== undefined) {
    return { ...place, outcome: { kind: 'skipped', reason: `${suppression.kind}: ${suppression.reason}` } };
  }
  if (level === 'note') return { ...place, outcome: { kind: 'passed', output: `note: ${message}\n${body}` } };
  return { ...place, outcome: { kind: 'failed', message, type: `${rule} (${level})`, body } };
}

function toBrokenCase({ file, kind, message }: FileProblem, cwd: FilePath): TestCase {
  const shown = toShownPath(cwd, file);
  return {
    name: message,
    className: shown,
    file: shown,
    outcome: { kind: 'broken', message, type: kind, body: `${shown}: ${message}` },
  };
}

function printSuite({ name, cases }: Suite): readonly string[] {
  return [
    `  <testsuite name="${escapeXml(name)}" ${printTotals(cases)}>`,
    ...cases.flatMap(printCase),
    '  </testsuite>',
  ];
}

function printTotals(cases: readonly TestCase[]): string {
  const count = (kind: TestCase['outcome']['kind']): number =>
    cases.filter(({ outcome }) => outcome.kind === kind).length;
  return [
    `tests="${cases.length}"`,
    `failures="${count('failed')}"`,
    `errors="${count('broken')}"`,
    `skipped="${count('skipped')}"`,
    // Times would make two reports of the same code differ.
    'time="0"',
  ].join(' ');
}

function printCase({ name, className, file, line, outcome }: TestCase): readonly string[] {
  const at = line === undefined ? '' : ` line="${line}"`;
  const names = `name="${escapeXml(name)}" classname="${escapeXml(className)}" file="${escapeXml(file)}"${at}`;
  return [`    <testcase ${names} time="0">`, `      ${printOutcome(outcome)}`, '    </testcase>'];
}

function printOutcome(outcome: TestCase['outcome']): string {
  switch (outcome.kind) {
    case 'passed':
      return `<system-out>${escapeXml(outcome.output)}</system-out>`;
    case 'skipped':
      return `<skipped message="${escapeXml(outcome.reason)}"/>`;
    case 'failed':
    case 'broken': {
      const tag = outcome.kind === 'failed' ? 'failure' : 'error';
      const names = `message="${escapeXml(outcome.message)}" type="${escapeXml(outcome.type)}"`;
      return `<${tag} ${names}>${escapeXml(outcome.body)}</${tag}>`;
    }
  }
}

/** XML 1.0 has no way at all to write most control characters and lone surrogates. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
