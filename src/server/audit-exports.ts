/** The audit as a document, and the baselines its findings would make; the client writes both. */
import type { CancellationToken, ResponseError } from 'vscode-languageserver/node';
import { findParentFolder, isInside } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import type {
  AuditParams,
  BaselineResult,
  NewBaseline,
  ReportParams,
  ReportResult,
} from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import { FORMATS } from '../report/formats.js';
import type { ReportContext } from '../report/report.js';
import { parseBaseline, printBaseline, updateBaseline } from '../suppress/baseline.js';
import { withAudit, type WorkspaceAudit } from './audit.js';
import type { ServerContext } from './context.js';

export function registerAuditExports(context: ServerContext): void {
  const { connection } = context;
  connection.onRequest(METHODS.report, (params: ReportParams, token: CancellationToken) =>
    withAudit(context, params, token, (audit) => toDocument(audit, params, context)),
  );
  connection.onRequest(
    METHODS.baseline,
    (params: AuditParams, token: CancellationToken): Promise<BaselineResult | ResponseError> =>
      withAudit(context, params, token, (audit) => toBaselines(audit, context)),
  );
}

/** Proofs of fixes take their time, and the editor has its own way to them: no document of the editor holds any. */
function toDocument(
  { paths, result }: WorkspaceAudit,
  { format }: ReportParams,
  { readPage, session, textOf, version }: ServerContext,
): ReportResult {
  const of: ReportContext = {
    ...{ cwd: findCommonFolder(paths), version, readText: textOf, readPage },
    ...{ isColored: false, isQuiet: false, fixesOf: () => [] },
    lifetimesOf: (file) => session.analyze(file).lifetimes,
  };
  return { text: FORMATS[format].report(result, of) };
}

function findCommonFolder(paths: readonly FilePath[]): FilePath {
  let common = paths[0] ?? '/';
  while (!paths.every((path) => isInside(common, path))) common = findParentFolder(common) ?? '/';
  return common;
}

function toBaselines({ paths, result }: WorkspaceAudit, context: ServerContext): BaselineResult {
  const { session } = context;
  const open = result.findings.filter(
    ({ level, suppression }) => level !== 'note' && suppression?.kind !== 'comment',
  );
  const files = new Set(
    [...result.sites, ...open.map(({ location }) => location)].map(({ file }) => session.baselineOf(file)),
  );
  const baselines = [...files].flatMap((file) =>
    file === undefined ? [] : [toBaseline(file, { paths, result }, context)],
  );
  const homeless = open.filter(({ location }) => session.baselineOf(location.file) === undefined).length;
  return { baselines, homeless };
}

function toBaseline(
  file: FilePath,
  { paths, result }: WorkspaceAudit,
  { documents, readFile, session, textOf }: ServerContext,
): NewBaseline {
  const parsed = parseBaseline(readFile(file) ?? '');
  const known = parsed.kind === 'baseline' ? parsed.baseline : { entries: [] };
  const isMine = (each: FilePath): boolean => session.baselineOf(each) === file;
  const findings = result.findings.filter(({ location }) => isMine(location.file));
  const updated = updateBaseline(known, findings, {
    root: findParentFolder(file) ?? '/',
    readText: textOf,
    fileExists: (each) => readFile(each) !== undefined,
    sites: result.sites,
    isAudited: (each) => paths.some((path) => isInside(path, each)),
  });
  const [before, after] = [known.entries.length, updated.entries.length];
  return { uri: documents.uriOf(file), text: printBaseline(updated), before, after };
}
