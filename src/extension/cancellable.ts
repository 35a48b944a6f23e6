/** Work of the server that takes a while: counted progress with a button to cancel it, and a word when it fails. */
import * as vscode from 'vscode';
import type { AuditOptions } from './language-server.js';

/** Undefined when it was cancelled or failed. */
export function runCancellable<T>(
  title: string,
  output: vscode.LogOutputChannel,
  work: (options: AuditOptions) => Promise<T>,
): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return Promise.resolve(
    vscode.window.withProgress(options, async (progress, token) => {
      let shown = 0;
      const onProgress = (message: string, percentage: number): void => {
        progress.report({ message, increment: percentage - shown });
        shown = percentage;
      };
      try {
        return await work({ token, onProgress });
      } catch (error) {
        if (!token.isCancellationRequested) complain(error, output);
        return undefined;
      }
    }),
  );
}

function complain(error: unknown, output: vscode.LogOutputChannel): void {
  const reason = error instanceof Error ? error.message : String(error);
  output.error(reason);
  void vscode.window.showErrorMessage(vscode.l10n.t('The audit could not run: {0}', reason));
}
