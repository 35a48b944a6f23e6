/** All proved fixes of an audit as one edit, of which the client shows a preview before anything is changed. */
import type { CancellationToken, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { ResponseError } from 'vscode-languageserver/node';
import type { FilePath } from '../model/location.js';
import type { AuditParams, FixWorkspaceResult } from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import type { AuditResult } from '../session/session.js';
import { withAudit } from './audit.js';
import type { ServerContext } from './context.js';
import { describeFixes, FIX_WORKSPACE_TITLE } from './words.js';

export function registerFixWorkspace(context: ServerContext): void {
  context.connection.onRequest(METHODS.fixWorkspace, (params: AuditParams, token: CancellationToken) =>
    fixWorkspace(context, params, token),
  );
}

async function fixWorkspace(
  context: ServerContext,
  params: AuditParams,
  token: CancellationToken,
): Promise<FixWorkspaceResult | ResponseError> {
  const files = await withAudit(context, params, token, ({ result }) => findFiles(result));
  if (files instanceof ResponseError) return files;
  const { edit, fixed, refused } = await findEdit(context, files, token);
  if (fixed === 0 || token.isCancellationRequested) return { fixed, refused, isApplied: false };
  const { applied } = await context.connection.workspace.applyEdit({ label: FIX_WORKSPACE_TITLE, edit });
  return { fixed, refused, isApplied: applied };
}

function findFiles({ findings }: AuditResult): readonly FilePath[] {
  const open = findings.filter(({ level, suppression }) => level !== 'note' && suppression === undefined);
  return [...new Set(open.map(({ location }) => location.file))];
}

/** With a version for each open document, so that the client refuses what was computed for another text. */
async function findEdit(
  { analyses, documents, fixOffers }: ServerContext,
  files: readonly FilePath[],
  token: CancellationToken,
): Promise<{ readonly edit: WorkspaceEdit; readonly fixed: number; readonly refused: number }> {
  const documentChanges: TextDocumentEdit[] = [];
  const changeAnnotations: NonNullable<WorkspaceEdit['changeAnnotations']> = {};
  let [fixed, refused] = [0, 0];
  for (const file of files) {
    // Between two files others get their turn, and a cancellation is heard of.
    await new Promise((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) break;
    const uri = documents.uriOf(file);
    // The engine gets the text that the version is of.
    analyses.flush();
    const version = documents.get(uri)?.version ?? null;
    const result = fixOffers.fixFile(file);
    if (!result) continue;
    refused += result.refused.length;
    if (result.edits.length === 0) continue;
    fixed += result.fixed.length;
    changeAnnotations[uri] = { label: describeFixes(result.fixed.length), needsConfirmation: true };
    const edits = result.edits.map((each) => ({ ...each, annotationId: uri }));
    documentChanges.push({ textDocument: { uri, version }, edits });
  }
  return { edit: { documentChanges, changeAnnotations }, fixed, refused };
}
