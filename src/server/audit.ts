/** The audit request: all findings of the workspace, with counted progress, cancellable at any time. */
import type { CancellationToken } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError, WorkDoneProgress } from 'vscode-languageserver/node';
import type { FileProblem, Finding } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import type { AuditedFile, AuditParams, AuditReport } from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import type { AuditProgress, AuditResult } from '../session/session.js';
import { describeError } from './analyses.js';
import type { ServerContext } from './context.js';
import { findFilePath } from './uris.js';
import { describeAuditProgress } from './words.js';

const PROGRESS_INTERVAL_MS = 100;

export function registerAudit(context: ServerContext): void {
  context.connection.onRequest(METHODS.audit, (params: AuditParams, token: CancellationToken) =>
    audit(context, params, token),
  );
}

async function audit(
  context: ServerContext,
  params: AuditParams,
  token: CancellationToken,
): Promise<AuditReport | ResponseError> {
  const asked = params.uris.flatMap((uri) => findFilePath(uri) ?? []);
  const paths = params.uris.length > 0 ? asked : await context.folders();
  context.analyses.flush();
  try {
    const result = await context.session.audit({
      paths,
      onProgress: reportProgress(context, params.workDoneToken),
      isCancelled: () => token.isCancellationRequested,
    });
    return toReport(result, context);
  } catch (error) {
    if (token.isCancellationRequested) {
      return new ResponseError(LSPErrorCodes.RequestCancelled, 'The audit was cancelled.');
    }
    context.log(`The audit failed: ${describeError(error)}`);
    return new ResponseError(LSPErrorCodes.RequestFailed, 'The audit failed; the output says why.');
  }
}

/** Progress costs a message, so it is sent ten times a second at most. */
function reportProgress(
  { connection }: ServerContext,
  workDoneToken: string | number | undefined,
): (progress: AuditProgress) => void {
  let last = 0;
  return ({ done, total }) => {
    const now = Date.now();
    if (workDoneToken === undefined || now - last < PROGRESS_INTERVAL_MS) return;
    last = now;
    const percentage = total === 0 ? 100 : Math.floor((100 * done) / total);
    const message = describeAuditProgress(done, total);
    void connection.sendProgress(WorkDoneProgress.type, workDoneToken, {
      kind: 'report',
      message,
      percentage,
    });
  };
}

export function toReport(
  result: AuditResult,
  { documents, pages }: Pick<ServerContext, 'documents' | 'pages'>,
): AuditReport {
  const counted = result.findings.filter((finding) => !finding.suppression);
  const files: AuditedFile[] = [...groupByFile(counted)].map(([file, findings]) => ({
    uri: documents.uriOf(file),
    findings,
  }));
  const suppressed = result.findings.length - counted.length;
  const sites = result.sites.map(({ file, ...rest }) => ({ uri: documents.uriOf(file), ...rest }));
  return {
    files,
    sites,
    counts: { ...result.counts, suppressed },
    problems: result.problems.map(describeProblem),
    pages,
  };
}

function groupByFile(findings: readonly Finding[]): Map<FilePath, Finding[]> {
  const files = new Map<FilePath, Finding[]>();
  for (const finding of findings) {
    const { file } = finding.location;
    const ofFile = files.get(file);
    if (ofFile) ofFile.push(finding);
    else files.set(file, [finding]);
  }
  return files;
}

export function describeProblem({ file, range, message }: FileProblem): string {
  return range ? `${file}:${range.start.line + 1}: ${message}` : `${file}: ${message}`;
}
