/** The audit request: all findings of the workspace, with counted progress, cancellable at any time. */
import type { CancellationToken } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError, WorkDoneProgress } from 'vscode-languageserver/node';
import { NoChanges } from '../host/git-changes.js';
import type { Changes } from '../model/changes.js';
import type { FileProblem } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import type { AuditedFile, AuditParams, AuditReport } from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import { groupByFile } from '../report/group-by-file.js';
import type { AuditProgress, AuditResult } from '../session/session.js';
import { describeError } from './analyses.js';
import type { ServerContext } from './context.js';
import { findFilePath } from './uris.js';
import { describeAuditProgress } from './words.js';

const PROGRESS_INTERVAL_MS = 100;

export interface WorkspaceAudit {
  readonly result: AuditResult;
  readonly paths: readonly FilePath[];
}

export function registerAudit(context: ServerContext): void {
  context.connection.onRequest(METHODS.audit, (params: AuditParams, token: CancellationToken) =>
    withAudit(context, params, token, ({ result }) => toReport(result, context)),
  );
}

/** Audits, and answers with what `use` makes of it; an error for the client when it was cancelled or failed. */
export async function withAudit<T>(
  context: ServerContext,
  params: AuditParams,
  token: CancellationToken,
  use: (audit: WorkspaceAudit) => T,
): Promise<T | ResponseError> {
  try {
    return use(await audit(context, params, token));
  } catch (error) {
    if (token.isCancellationRequested) {
      return new ResponseError(LSPErrorCodes.RequestCancelled, 'The audit was cancelled.');
    }
    if (error instanceof NoChanges) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    context.log(`The audit failed: ${describeError(error)}`);
    return new ResponseError(LSPErrorCodes.RequestFailed, 'The audit failed; the output says why.');
  }
}

async function audit(
  context: ServerContext,
  { changed, uris, workDoneToken }: AuditParams,
  token: CancellationToken,
): Promise<WorkspaceAudit> {
  const { session } = context;
  const asked = uris.flatMap((uri) => findFilePath(uri) ?? []);
  const paths = uris.length > 0 ? asked : await context.folders();
  const compared = changed && findChanges(context, paths, changed.base);
  context.analyses.flush();
  const result = await session.audit({
    paths,
    onProgress: reportProgress(context, workDoneToken),
    isCancelled: () => token.isCancellationRequested,
  });
  if (!compared) return { result, paths };
  const { changes } = compared;
  const problems = [...compared.problems, ...result.problems];
  const findings = result.findings.filter((finding) => session.isTouched(finding, changes));
  return { result: { ...result, findings, problems, since: changes.since }, paths };
}

interface FoundChanges {
  readonly changes: Changes;
  /** Of folders that are in no repository, or have no such commit. */
  readonly problems: readonly FileProblem[];
}

/** Of all repositories the folders are in; throws when there is none. */
function findChanges(
  { documents, findChanges: find, readFile }: ServerContext,
  paths: readonly FilePath[],
  base: string | undefined,
): FoundChanges {
  const found: Changes[] = [];
  const failures: { file: FilePath; error: NoChanges }[] = [];
  for (const file of paths) {
    try {
      found.push(find(file, base));
    } catch (error) {
      if (!(error instanceof NoChanges)) throw error;
      failures.push({ file, error });
    }
  }
  const [first] = found;
  if (!first && failures[0]) throw failures[0].error;
  // What is not saved yet differs from the file git looks at: it is all new.
  const unsaved = documents.findUnsaved(readFile).map(({ file, text }) => ({
    file,
    text,
    lines: [{ start: 0, end: text.split('\n').length }],
  }));
  return {
    changes: { since: first?.since ?? '', files: [...found.flatMap(({ files }) => files), ...unsaved] },
    problems: failures.map(({ file, error: { message } }) => ({ file, kind: 'config', message })),
  };
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
  const { since } = result;
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
    ...(since === undefined ? {} : { since }),
    problems: result.problems.map(describeProblem),
    pages,
  };
}

export function describeProblem({ file, range, message }: FileProblem): string {
  return range ? `${file}:${range.start.line + 1}: ${message}` : `${file}: ${message}`;
}
