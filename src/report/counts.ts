/** Counts findings the way the exit status and the summary of a report do. */
import type { Finding, Level } from '../model/finding.js';

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Ignored by a comment or known from the baseline; they are in no other count. */
  readonly suppressed: number;
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const open = findings.filter((finding) => finding.suppression === undefined);
  const count = (level: Level): number => open.filter((finding) => finding.level === level).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
    suppressed: findings.length - open.length,
  };
}

/** `1 error`, `2 errors`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
