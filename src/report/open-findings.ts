/** The findings that a report for people or for a pull request shows, in the order in which they should be read. */
import { compareLevels, type Finding } from '../model/finding.js';
import type { AuditResult } from '../session/session.js';
import type { ReportContext } from './report.js';

/** Without suppressed ones, and without notes when quiet. */
export function findOpen(
  result: AuditResult,
  { isQuiet }: Pick<ReportContext, 'isQuiet'>,
): readonly Finding[] {
  return result.findings.filter(
    (finding) => finding.suppression === undefined && !(isQuiet && finding.level === 'note'),
  );
}

/** Errors first; findings of the same level keep their order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => compareLevels(a.level, b.level));
}
