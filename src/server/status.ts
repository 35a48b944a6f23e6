/** Tells the client after each analysis how many resources the file takes and how many it may lose. */
import type { StatusParams } from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import type { Analyzed } from './analyses.js';
import { describeProblem } from './audit.js';
import type { ServerContext } from './context.js';

export function registerStatus(context: ServerContext): void {
  context.analyses.onAnalyzed((analyzed) => {
    void context.connection.sendNotification(METHODS.status, toStatus(analyzed));
  });
}

export function toStatus({ uri, version, analysis, milliseconds }: Analyzed): StatusParams {
  const unreleased = analysis.findings.filter(
    ({ rule, level, suppression }) => rule === 'unreleased' && level !== 'note' && !suppression,
  ).length;
  const problems = analysis.problems.map((problem) =>
    problem.file === analysis.file && !problem.range ? problem.message : describeProblem(problem),
  );
  return {
    uri,
    version,
    acquired: analysis.lifetimes.length,
    unreleased,
    problems,
    milliseconds,
    replacedTypes: analysis.missingTypes?.replaced ?? [],
    unknownTypes: analysis.missingTypes?.unknown ?? [],
  };
}
