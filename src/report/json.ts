/** The JSON report: for scripts. Its shape is published as a schema and versioned; it is not that of the model. */
import type { FileProblem, Finding, PathStep } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { FilePath, Location, Range } from '../model/location.js';
import type { AuditResult } from '../session/session.js';
import { getFingerprints, type Fingerprints } from '../suppress/fingerprint.js';
import { countFindings } from './counts.js';
import type { ReportContext } from './report.js';

export const SCHEMA_VERSION = 1;

type Json = Readonly<Record<string, unknown>>;

/** Lines and columns count from one, columns in UTF-16 units; paths are relative to the current folder. */
export function reportJson(result: AuditResult, context: ReportContext): string {
  const { cwd, readText, version } = context;
  const fingerprints = getFingerprints(result.findings, { root: cwd, readText, sites: result.sites });
  const report = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'connection-lifetimes', version },
    summary: { ...countFindings(result.findings), ...result.counts },
    findings: result.findings.map((finding, i) => toFinding(finding, fingerprints[i], cwd)),
    problems: result.problems.map((problem) => toProblem(problem, cwd)),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function toFinding(finding: Finding, fingerprints: Fingerprints | undefined, cwd: FilePath): Json {
  const { site } = finding;
  return {
    id: finding.id,
    rule: finding.rule,
    level: finding.level,
    message: finding.message,
    location: toLocation(finding.location, cwd),
    site: {
      location: toLocation(site.location, cwd),
      expression: site.expression,
      ...(site.variable === undefined ? {} : { variable: site.variable }),
      contract: site.contract,
      resource: site.resource,
      function: site.functionName,
      ...(site.constructedAt === undefined ? {} : { constructedAt: toLocation(site.constructedAt, cwd) }),
    },
    exits: { total: finding.exits.total, unreleased: finding.exits.unreleased },
    paths: finding.paths.map(({ exit, rank, level, steps }) => ({
      exit,
      rank,
      level,
      steps: steps.map((step) => toStep(step, cwd)),
    })),
    related: finding.related.map(({ location, text }) => ({ location: toLocation(location, cwd), text })),
    fingerprints: fingerprints ?? {},
    ...(finding.suppression === undefined
      ? {}
      : { suppression: { kind: finding.suppression.kind, reason: finding.suppression.reason } }),
  };
}

function toStep({ kind, location, text }: PathStep, cwd: FilePath): Json {
  return { kind, text, location: toLocation(location, cwd) };
}

function toProblem({ file, kind, message, range }: FileProblem, cwd: FilePath): Json {
  const region = range === undefined ? {} : toRegion(range);
  return { kind, message, location: { file: toShownPath(cwd, file), ...region } };
}

function toLocation({ file, range }: Location, cwd: FilePath): Json {
  return { file: toShownPath(cwd, file), ...toRegion(range) };
}

function toRegion({ start, end }: Range): Json {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
