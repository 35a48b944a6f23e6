/** The last line of reports: what was found, and in how much code. */
import type { AuditResult } from '../session/session.js';
import { countFindings, countOf } from './counts.js';

/** `✖ 3 findings (1 error, 2 warnings)` or `✔ Nothing found`. */
export function printVerdict(result: AuditResult): string {
  const { errors, warnings } = countFindings(result.findings);
  const total = errors + warnings;
  if (total === 0) return '✔ Nothing found';
  return `✖ ${countOf(total, 'finding')} (${countOf(errors, 'error')}, ${countOf(warnings, 'warning')})`;
}

/** `, 2 notes, 1 suppressed`; empty when there is neither. */
export function printExtras(result: AuditResult): string {
  const { notes, suppressed } = countFindings(result.findings);
  const parts = [
    ...(notes > 0 ? [countOf(notes, 'note')] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ];
  return parts.map((part) => `, ${part}`).join('');
}

/** `12 files, 3 analysed, 5 acquire sites`. */
export function printScope({ counts }: AuditResult): string {
  const { files, analysed, acquireSites, skipped } = counts;
  return [
    countOf(files, 'file'),
    `${analysed} analysed`,
    countOf(acquireSites, 'acquire site'),
    ...(skipped > 0 ? [`${skipped} skipped (minified or over 1 MB)`] : []),
  ].join(', ');
}

/** All of it on one line without colours. */
export function printCounts(result: AuditResult): string {
  return `${printVerdict(result)}${printExtras(result)} · ${printScope(result)}`;
}
