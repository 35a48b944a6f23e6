/** From places in the engine's words to places in VS Code's, and to an editor that shows one. */
import * as vscode from 'vscode';
import type { Location, Range } from '../model/location.js';

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** An unsaved document has no path of its own, so the engine's path for it leads back to the open document. */
export function toUri(location: Location, own?: { readonly file: string; readonly uri: string }): vscode.Uri {
  return own?.file === location.file ? vscode.Uri.parse(own.uri, true) : vscode.Uri.file(location.file);
}

export interface RevealOptions {
  readonly preserveFocus: boolean;
}

/** Selects the range, in an editor that is open already if there is one. */
export async function reveal(uri: vscode.Uri, range: Range, { preserveFocus }: RevealOptions): Promise<void> {
  const open = vscode.window.visibleTextEditors.find(
    (editor) => editor.document.uri.toString() === uri.toString() && editor.viewColumn !== undefined,
  );
  const selection = toRange(range);
  const viewColumn = open?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showTextDocument(uri, { selection, preserveFocus, viewColumn });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
