/** "Why is nothing reported here?": the answer of `--explain` for the line of the cursor, as a document beside the code. */
import * as vscode from 'vscode';
import { DISPLAY_NAME } from '../protocol/ids.js';
import type { LanguageServer } from './language-server.js';
import { DOCUMENT_SELECTOR } from './language-server.js';

const SCHEME = 'connection-lifetimes';

export class ExplainLine implements vscode.TextDocumentContentProvider {
  readonly #server: LanguageServer;
  readonly #changeEmitter = new vscode.EventEmitter<vscode.Uri>();
  #text = '';

  readonly onDidChange = this.#changeEmitter.event;

  constructor(context: vscode.ExtensionContext, server: LanguageServer) {
    this.#server = server;
    context.subscriptions.push(
      this.#changeEmitter,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  provideTextDocumentContent(): string {
    return this.#text;
  }

  /** One document for all answers: the next question replaces the last answer. */
  async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || vscode.languages.match(DOCUMENT_SELECTOR, editor.document) === 0) return;
    const { text } = await this.#server.explain(editor.document.uri.toString(), editor.selection.active.line);
    this.#text = `${text}\n`;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `${DISPLAY_NAME}: ${vscode.l10n.t('explanation')}` });
    this.#changeEmitter.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }
}
