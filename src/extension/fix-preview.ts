/** Shows what a proved fix would change in the diff editor; nothing is changed by looking. */
import * as vscode from 'vscode';
import type { ProvedFix } from '../model/edit.js';
import { applyEdits } from '../model/text.js';

const SCHEME = 'connection-lifetimes-fix';

export class FixPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changeEmitter = new vscode.EventEmitter<vscode.Uri>();
  readonly #registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  readonly onDidChange = this.#changeEmitter.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async show(document: vscode.TextDocument, fix: ProvedFix): Promise<void> {
    const name = document.uri.path.replace(/^.*\//, '');
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query: document.uri.toString() });
    this.#texts.set(uri.toString(), applyEdits(document.getText(), fix.edits));
    this.#changeEmitter.fire(uri);
    const title = vscode.l10n.t('{0}: {1} (not applied)', name, fix.title);
    const options: vscode.TextDocumentShowOptions = {
      preview: true,
      preserveFocus: true,
      viewColumn: vscode.ViewColumn.One,
    };
    await vscode.commands.executeCommand('vscode.diff', document.uri, uri, title, options);
  }

  /** Closes the previews of a document: the fix was applied. */
  async close(document: vscode.Uri): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const previews = tabs.filter(
      ({ input }) =>
        input instanceof vscode.TabInputTextDiff &&
        input.modified.scheme === SCHEME &&
        input.original.toString() === document.toString(),
    );
    if (previews.length > 0) await vscode.window.tabGroups.close(previews, true);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changeEmitter.dispose();
  }
}
