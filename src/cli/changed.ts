/** `--changed`: of the findings of a whole audit, those that rest on code that changed. */
import type { Changes } from '../model/changes.js';
import { countOf } from '../report/counts.js';
import type { AuditResult, Session } from '../session/session.js';
import type { AuditCommand } from './arguments.js';
import type { CliIo } from './cli-io.js';
import { CannotRun } from './exit-status.js';

/** Undefined when all findings are wanted; throws a {@link CannotRun} when git cannot say what has changed. */
export function findChanges({ changed }: AuditCommand, io: CliIo): Changes | undefined {
  if (!changed) return undefined;
  const { base } = changed;
  try {
    return io.findChanges(base);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isPath =
      base !== undefined && (io.host.fileExists(io.toPath(base)) || io.host.directoryExists(io.toPath(base)));
    throw new CannotRun(
      isPath ? `${reason} If ${base} is what to audit, write it first: audit ${base} --changed.` : reason,
    );
  }
}

/** Says on standard error how many findings were left out; a report that is short must not look like a whole one. */
export function keepTouched(
  result: AuditResult,
  changes: Changes,
  { io, isQuiet, session }: { readonly io: CliIo; readonly isQuiet: boolean; readonly session: Session },
): AuditResult {
  const findings = result.findings.filter((finding) => session.isTouched(finding, changes));
  if (!isQuiet) {
    const files = countOf(changes.files.length, 'file');
    const [kept, all] = [findings.length, countOf(result.findings.length, 'finding')];
    io.stderr.write(`Changed since ${changes.since}: ${files}; ${kept} of ${all} in what they touch.\n`);
  }
  return { ...result, findings, since: changes.since };
}
