/** Exit statuses; they are public API. */
import type { Finding } from '../model/finding.js';
import { countFindings } from '../report/counts.js';

export const EXIT = { nothingFound: 0, findings: 1, couldNotRun: 2, interrupted: 130 } as const;

/** The command cannot be carried out; the message says why, for people. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

/** The user has interrupted the command. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Errors and warnings count, notes and suppressed findings do not. */
export function getAuditStatus(findings: readonly Finding[], maxWarnings = 0): number {
  const { errors, warnings } = countFindings(findings);
  return errors > 0 || warnings > maxWarnings ? EXIT.findings : EXIT.nothingFound;
}
