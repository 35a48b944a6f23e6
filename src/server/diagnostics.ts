/** Diagnostics of open documents: pulled by the client, or pushed to one that cannot pull. */
import { createHash } from 'node:crypto';
import type {
  Diagnostic,
  DiagnosticRelatedInformation,
  DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { FileProblem, Finding, Level, PathStep, RelatedLocation } from '../model/finding.js';
import { compareLevels } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import type { CursorParams } from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import type { FileAnalysis } from '../session/session.js';
import type { Analyzed } from './analyses.js';
import type { ServerContext } from './context.js';
import { answer } from './context.js';

export const DIAGNOSTIC_SOURCE = 'connection-lifetimes';
const MAX_STEPS = 12;

const SEVERITIES: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

/** What conversion needs to know beside the finding. */
export interface DiagnosticSetting {
  readonly uriOf: (file: FilePath) => string;
  readonly pages: ServerContext['pages'];
  readonly relatedInformation: boolean;
  readonly lowestLevel: Level;
}

export function registerDiagnostics(context: ServerContext): void {
  const { connection, documents, newFindings } = context;
  connection.onNotification(METHODS.cursor, ({ uri, position }: CursorParams) => {
    if (documents.get(uri)) newFindings.cursorMoved(uri, position, documents.typed(uri));
  });
  if (!context.client.pullDiagnostics) {
    context.analyses.onAnalyzed((analyzed) => {
      push(context, analyzed);
    });
    return;
  }
  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const analyzed = await answer(context, undefined, () =>
      context.analyses.settled(textDocument.uri, token),
    );
    if (token.isCancellationRequested) {
      // With `false` the client library 10.1 never pulls this document again: it forgets to end the request.
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'Superseded.', { retriggerRequest: true });
    }
    return toReport(analyzed ? diagnosticsOf(context, analyzed) : [], previousResultId);
  });
}

/** All diagnostics of a file, sorted by position; suppressed findings have none. */
export function toDiagnostics(analysis: FileAnalysis, setting: DiagnosticSetting): Diagnostic[] {
  const shown = analysis.findings.filter(
    (finding) => !finding.suppression && compareLevels(finding.level, setting.lowestLevel) <= 0,
  );
  const problems = analysis.problems.flatMap((problem) => toProblemDiagnostic(problem, analysis.file) ?? []);
  return [...shown.map((finding) => toDiagnostic(finding, setting)), ...problems];
}

export function toDiagnostic(finding: Finding, setting: DiagnosticSetting): Diagnostic {
  const page = setting.pages[finding.rule];
  const related = setting.relatedInformation ? toRelatedInformation(finding, setting.uriOf) : [];
  return {
    range: finding.location.range,
    severity: SEVERITIES[finding.level],
    code: finding.rule,
    source: DIAGNOSTIC_SOURCE,
    message: finding.message,
    data: { findingId: finding.id },
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

function diagnosticsOf(context: ServerContext, analyzed: Analyzed): Diagnostic[] {
  const findings = chooseFindings(context, analyzed);
  return toDiagnostics(
    { ...analyzed.analysis, findings },
    {
      uriOf: (file) => context.documents.uriOf(file),
      pages: context.pages,
      relatedInformation: context.client.relatedInformation,
      lowestLevel: context.lowestLevel,
    },
  );
}

function push(context: ServerContext, analyzed: Analyzed): void {
  const { uri, version } = analyzed;
  void context.connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(context, analyzed) });
}

/** A client that pulls and cannot be told to pull again would never see what is held back. */
function chooseFindings(
  { client, documents, newFindings }: ServerContext,
  analyzed: Analyzed,
): readonly Finding[] {
  if (client.pullDiagnostics && !client.refreshDiagnostics) return analyzed.analysis.findings;
  return newFindings.choose(analyzed, documents.typed(analyzed.uri));
}

/** Shows what was held back: it is pulled again, or pushed. */
export function showHeldBack(context: ServerContext, uri: string): void {
  const { analyses, client, connection } = context;
  if (client.refreshDiagnostics) connection.languages.diagnostics.refresh().catch(() => undefined);
  else {
    const last = analyses.last(uri);
    if (last) push(context, last);
  }
}

/** The result id is a hash of the answer, so an unchanged file costs the client nothing. */
function toReport(items: Diagnostic[], previousResultId: string | undefined): DocumentDiagnosticReport {
  const resultId = createHash('sha1').update(JSON.stringify(items)).digest('base64');
  return resultId === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** The related places of the finding, then the steps of its strongest path: `1/5 pool.connect() takes client`. */
function toRelatedInformation(
  finding: Finding,
  uriOf: (file: FilePath) => string,
): DiagnosticRelatedInformation[] {
  const steps = finding.paths[0]?.steps ?? [];
  const numbered = steps.map((step, index) => withNumber(step, index + 1, steps.length));
  return [...finding.related, ...withoutMiddle(numbered)].map(({ location, text }) => ({
    location: { uri: uriOf(location.file), range: location.range },
    message: text,
  }));
}

function withNumber(step: PathStep, number: number, count: number): RelatedLocation {
  return { location: step.location, text: `${number}/${count} ${step.text}` };
}

/** A long path keeps both of its ends, where the reason is; the numbers show the gap. */
function withoutMiddle<T>(steps: readonly T[]): readonly T[] {
  if (steps.length <= MAX_STEPS) return steps;
  return [...steps.slice(0, MAX_STEPS / 2), ...steps.slice(-MAX_STEPS / 2)];
}

/** Only what the user wrote for us is reported here; the editor itself reports syntax errors. */
function toProblemDiagnostic(problem: FileProblem, file: FilePath): Diagnostic | undefined {
  const isShown = problem.kind === 'config' || problem.kind === 'tag';
  if (!isShown || problem.file !== file || !problem.range) return undefined;
  return {
    range: problem.range,
    severity: DiagnosticSeverity.Warning,
    source: DIAGNOSTIC_SOURCE,
    message: problem.message,
  };
}
