/** The command that fixes all files: the server proves the fixes, the editor shows them before it applies any. */
import * as vscode from 'vscode';
import { runCancellable } from './cancellable.js';
import type { ExportParts } from './audit-exports.js';

export async function fixWorkspace({ output, server }: Omit<ExportParts, 'audit'>): Promise<void> {
  const title = vscode.l10n.t('Looking for fixes');
  const result = await runCancellable(title, output, (options) => server.fixWorkspace(options));
  if (result?.fixed === 0)
    void vscode.window.showInformationMessage(vscode.l10n.t('No fix could be proved.'));
}
