/** SARIF 2.1.0, for code scanning and for the viewers of editors. */
import { isConfigFile } from '../config/find-config.js';
import type { ProvedFix } from '../model/edit.js';
import { RULE_IDS, type FileProblem, type Finding, type UnreleasedPath } from '../model/finding.js';
import { findRelativePath } from '../model/file-path.js';
import type { FilePath, Location, Range } from '../model/location.js';
import type { AuditResult } from '../session/session.js';
import { getFingerprints, type Fingerprints } from '../suppress/fingerprint.js';
import type { ReportContext } from './report.js';
import { limitResults, type Json } from './sarif-limits.js';
import { RULE_WORDS, describePath } from './words.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** The page of the extension, which ships the pages of the rules. */
const HOME = 'vscode:extension/connection-lifetimes.connection-lifetimes';

export function reportSarif(result: AuditResult, context: ReportContext): string {
  const fingerprints = getFingerprints(result.findings, {
    root: context.cwd,
    readText: context.readText,
    sites: result.sites,
  });
  const printOf = new Map(result.findings.map((finding, i) => [finding, fingerprints[i]]));
  const { remark, results } = limitResults(result.findings, (cut, whole) =>
    toResult(cut, printOf.get(whole), context),
  );
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: toDriver(context.version) },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: !result.problems.some(isFailure),
            toolExecutionNotifications: [
              ...result.problems.map((problem) => toNotification(problem, context.cwd)),
              ...(remark === undefined ? [] : [toRemark(remark)]),
            ],
          },
        ],
        results,
        properties: { counts: result.counts },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** Part of what was asked for was not done, or not as the configuration wants it. */
function isFailure({ kind, file }: FileProblem): boolean {
  return kind === 'analysis-failed' || (kind === 'config' && isConfigFile(file));
}

function toDriver(version: string): Json {
  return {
    name: 'Connection Lifetimes',
    version,
    semanticVersion: version,
    informationUri: HOME,
    rules: RULE_IDS.map((id) => ({
      id,
      name: RULE_WORDS[id].name,
      shortDescription: { text: RULE_WORDS[id].short },
      fullDescription: { text: RULE_WORDS[id].full },
      help: { text: RULE_WORDS[id].full, markdown: RULE_WORDS[id].full },
      helpUri: `${HOME}#${id}`,
    })),
  };
}

function toResult(finding: Finding, fingerprints: Fingerprints | undefined, context: ReportContext): Json {
  const { cwd } = context;
  const fixes = context.fixesOf(finding);
  return {
    ruleId: finding.rule,
    ruleIndex: RULE_IDS.indexOf(finding.rule),
    level: finding.level,
    message: { text: finding.message },
    locations: [
      {
        ...toLocation(finding.location, cwd),
        logicalLocations: [{ name: finding.site.functionName, kind: 'function' }],
      },
    ],
    relatedLocations: finding.related.map(({ location, text }, i) => ({
      id: i + 1,
      ...toLocation(location, cwd, text),
    })),
    codeFlows: finding.paths.map((path, i) => toCodeFlow(finding, path, i, cwd)),
    partialFingerprints: fingerprints ?? {},
    suppressions: toSuppressions(finding),
    ...(fixes.length > 0 ? { fixes: fixes.map((fix) => toFix(fix, cwd)) } : {}),
    properties: {
      contract: finding.site.contract,
      resource: finding.site.resource,
      exits: finding.exits,
    },
  };
}

function toCodeFlow(finding: Finding, path: UnreleasedPath, index: number, cwd: FilePath): Json {
  const locations = path.steps.map((step, i) => ({
    location: toLocation(step.location, cwd, step.text),
    executionOrder: i + 1,
    kinds: [step.kind],
    importance: step.kind === 'branch' || step.kind === 'call' ? 'important' : 'essential',
  }));
  return { message: { text: describePath(finding, path, index) }, threadFlows: [{ locations }] };
}

/** Empty says "not suppressed"; a missing list would say "not known". */
function toSuppressions(finding: Finding): readonly Json[] {
  if (finding.suppression === undefined) return [];
  const { kind, reason } = finding.suppression;
  return [{ kind: kind === 'comment' ? 'inSource' : 'external', justification: reason }];
}

function toFix(fix: ProvedFix, cwd: FilePath): Json {
  const replacements = fix.edits.map(({ range, newText }) => ({
    deletedRegion: toRegion(range),
    insertedContent: { text: newText },
  }));
  const artifactLocation = { uri: toUri(fix.file, cwd) };
  return { description: { text: fix.title }, artifactChanges: [{ artifactLocation, replacements }] };
}

function toNotification(problem: FileProblem, cwd: FilePath): Json {
  const region = problem.range === undefined ? {} : { region: toRegion(problem.range) };
  return {
    descriptor: { id: problem.kind },
    level: problem.kind === 'analysis-failed' || problem.kind === 'unreadable' ? 'error' : 'warning',
    message: { text: problem.message },
    locations: [{ physicalLocation: { artifactLocation: { uri: toUri(problem.file, cwd) }, ...region } }],
  };
}

function toRemark(text: string): Json {
  return { descriptor: { id: 'left-out' }, level: 'warning', message: { text } };
}

function toLocation({ file, range }: Location, cwd: FilePath, text?: string): Json {
  const physicalLocation = { artifactLocation: { uri: toUri(file, cwd) }, region: toRegion(range) };
  return text === undefined ? { physicalLocation } : { physicalLocation, message: { text } };
}

function toRegion({ start, end }: Range): Json {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Relative to the current folder; a file outside of it by its full `file:` URI. */
export function toUri(file: FilePath, cwd: FilePath): string {
  const relative = findRelativePath(cwd, file);
  if (relative !== undefined && relative !== '') return encodePath(relative);
  const drive = /^[A-Za-z]:/.exec(file)?.[0] ?? '';
  return `file://${drive === '' ? '' : `/${drive}`}${encodePath(file.slice(drive.length))}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
