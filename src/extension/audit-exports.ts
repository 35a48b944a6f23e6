/** The commands that write what an audit says into files: as a report, or as the baseline of known findings. */
import * as vscode from 'vscode';
import type { ReportFormat } from '../protocol/messages.js';
import { REPORT_FORMATS } from '../protocol/messages.js';
import type { AuditCommand } from './audit-command.js';
import { runCancellable } from './cancellable.js';
import type { LanguageServer } from './language-server.js';

const ENDINGS: Readonly<Record<ReportFormat, string>> = {
  html: 'html',
  sarif: 'sarif',
  json: 'json',
  markdown: 'md',
};

export interface ExportParts {
  readonly audit: AuditCommand;
  readonly server: LanguageServer;
  readonly output: vscode.LogOutputChannel;
}

/** Asks for what is not given; the file that was written, undefined when there is none. */
export async function exportReport(
  { audit, output, server }: ExportParts,
  given: { readonly format?: ReportFormat; readonly target?: vscode.Uri } = {},
): Promise<vscode.Uri | undefined> {
  const format = given.format ?? (await pickFormat());
  if (!format) return undefined;
  const target = given.target ?? (await pickTarget(format));
  if (!target) return undefined;
  const title = vscode.l10n.t('Writing the report');
  const text = await runCancellable(title, output, (options) => server.report(format, audit.scope, options));
  if (text === undefined) return undefined;
  await vscode.workspace.fs.writeFile(target, Buffer.from(text, 'utf8'));
  const open = vscode.l10n.t('Open');
  const message = vscode.l10n.t('The report is in {0}.', vscode.workspace.asRelativePath(target));
  void vscode.window.showInformationMessage(message, open).then((choice) => {
    if (choice === open) return showReport(target, format);
    return undefined;
  });
  return target;
}

/** What the editor cannot show, the browser can. */
function showReport(target: vscode.Uri, format: ReportFormat): Thenable<unknown> {
  return format === 'html'
    ? vscode.env.openExternal(target)
    : vscode.commands.executeCommand('vscode.open', target);
}

async function pickFormat(): Promise<ReportFormat | undefined> {
  const title = vscode.l10n.t('Export the audit as');
  const items = REPORT_FORMATS.map((format) => ({ label: format.toUpperCase(), format }));
  return (await vscode.window.showQuickPick(items, { title }))?.format;
}

function pickTarget(format: ReportFormat): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const ending = ENDINGS[format];
  return vscode.window.showSaveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `connection-lifetimes.${ending}`) } : {}),
    filters: { [format.toUpperCase()]: [ending] },
    title: vscode.l10n.t('Save the report'),
  });
}

/** Takes all findings there are for known, and audits again. */
export async function updateBaseline(
  { audit, output, server }: ExportParts,
  { isConfirmed = false }: { readonly isConfirmed?: boolean } = {},
): Promise<void> {
  const title = vscode.l10n.t('Looking for findings');
  const found = await runCancellable(title, output, (options) => server.baselines(options));
  if (!found) return;
  if (found.baselines.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Name a file under "baseline" in connection-lifetimes.config.json first.'),
    );
    return;
  }
  const write = vscode.l10n.t('Write');
  for (const { after, before, text, uri } of found.baselines) {
    const target = vscode.Uri.parse(uri, true);
    const name = vscode.workspace.asRelativePath(target);
    const question = vscode.l10n.t(
      '{0} knows {1} findings now; write the {2} there are?',
      name,
      before,
      after,
    );
    const isWanted =
      isConfirmed || (await vscode.window.showInformationMessage(question, { modal: true }, write)) === write;
    if (isWanted) await vscode.workspace.fs.writeFile(target, Buffer.from(text, 'utf8'));
  }
  if (found.homeless > 0)
    output.warn(`${found.homeless} findings stand in files whose configuration names no baseline.`);
  await server.baselinesWritten(found.baselines.map(({ uri }) => uri));
  await audit.run(audit.scope);
}
