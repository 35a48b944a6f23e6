/** Puts what is known of the files together to the result of an audit, in an order that does not depend on its course. */
import type { AcquireSite, FileProblem } from '../model/finding.js';
import type { LeakCost } from '../model/leak-cost.js';
import type { FilePath } from '../model/location.js';
import type { FoundFiles } from './find-files.js';
import type { AuditedSite, AuditResult, FileAnalysis } from './session.js';

type FindLeakCost = (file: FilePath, site: AcquireSite) => LeakCost | undefined;

export function toAuditResult(of: {
  readonly found: FoundFiles;
  readonly analyses: readonly FileAnalysis[];
  /** Of the configuration, and of files that could not be read. */
  readonly problems: readonly FileProblem[];
  readonly leakCost: FindLeakCost;
}): AuditResult {
  const { found } = of;
  const analyses = [...of.analyses].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const sites = analyses.flatMap(({ file, lifetimes }) =>
    lifetimes.map(({ site }) => toAuditedSite(file, site, of.leakCost)),
  );
  return {
    findings: analyses.flatMap((analysis) => analysis.findings),
    problems: [
      ...found.problems,
      ...sorted(of.problems),
      ...analyses.flatMap((analysis) => analysis.problems),
    ],
    sites,
    counts: {
      files: found.files.length,
      analysed: analyses.length,
      acquireSites: sites.length,
      skipped: found.skipped.length,
    },
  };
}

function sorted(problems: readonly FileProblem[]): readonly FileProblem[] {
  const key = ({ file, message }: FileProblem): string => `${file}\0${message}`;
  return [...problems].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function toAuditedSite(file: FilePath, site: AcquireSite, leakCost: FindLeakCost): AuditedSite {
  const cost = leakCost(file, site);
  return cost ? { file, site, cost } : { file, site };
}
