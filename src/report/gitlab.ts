/** GitLab's code quality report: a list of findings in the format of Code Climate that GitLab reads. */
import type { Finding, Level } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { AuditResult } from '../session/session.js';
import { getFingerprints } from '../suppress/fingerprint.js';
import { findOpen } from './open-findings.js';
import { toPlainPaths } from './plain-paths.js';
import type { ReportContext } from './report.js';

const SEVERITIES: Readonly<Record<Level, string>> = { error: 'critical', warning: 'major', note: 'info' };

/** Suppressed findings are left out: GitLab has no word for them and would show them as open. */
export function reportGitlab(result: AuditResult, context: ReportContext): string {
  // Ordinals count all findings, so that ignoring one does not rename the next.
  const prints = getFingerprints(result.findings, {
    root: context.cwd,
    readText: context.readText,
    sites: result.sites,
  });
  const printOf = new Map(result.findings.map((finding, i) => [finding, prints[i]?.['site/v1'] ?? '']));
  const list = findOpen(result, context).map((finding) => toIssue(finding, printOf.get(finding), context));
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

function toIssue(
  finding: Finding,
  fingerprint: string | undefined,
  { cwd }: ReportContext,
): Readonly<Record<string, unknown>> {
  const { file, range } = finding.location;
  return {
    type: 'issue',
    check_name: `connection-lifetimes/${finding.rule}`,
    description: finding.message,
    content: { body: toPlainPaths(finding, cwd).join('\n') },
    categories: ['Bug Risk'],
    severity: SEVERITIES[finding.level],
    fingerprint,
    location: {
      path: toShownPath(cwd, file),
      lines: { begin: range.start.line + 1, end: range.end.line + 1 },
    },
  };
}
