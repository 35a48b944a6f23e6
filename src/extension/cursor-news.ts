/** Tells the server when the cursor comes to another line: a new finding is shown as soon as its statement is left. */
import * as vscode from 'vscode';
import type { LanguageServer } from './language-server.js';
import { DOCUMENT_SELECTOR } from './language-server.js';

export function tellCursor(context: vscode.ExtensionContext, server: LanguageServer): void {
  let told = '';
  context.subscriptions.push(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document, selection } }) => {
      if (vscode.languages.match(DOCUMENT_SELECTOR, document) === 0) return;
      const uri = document.uri.toString();
      const news = `${uri} ${selection.active.line}`;
      if (news === told) return;
      told = news;
      server.tellCursor(uri, selection.active);
    }),
  );
}
