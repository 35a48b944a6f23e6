/** Writes the comment that ignores a finding, with the reason the user gives. */
import * as vscode from 'vscode';
import type { IgnoreArguments } from '../protocol/messages.js';

export async function ignoreFinding({ uri, version, line, comment }: IgnoreArguments): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t('Why is this correct?'),
    prompt: vscode.l10n.t('The reason is written into the comment, for the next reader.'),
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A reason is required.') : undefined),
  });
  if (reason === undefined) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  if (document.version !== version) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('The code has changed meanwhile.'), 5000);
    return;
  }
  const { text, firstNonWhitespaceCharacterIndex: indent } = document.lineAt(line);
  const newLine = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const edit = new vscode.WorkspaceEdit();
  const inserted = `${text.slice(0, indent)}${comment}${reason.trim()}${newLine}`;
  edit.insert(document.uri, new vscode.Position(line, 0), inserted);
  await vscode.workspace.applyEdit(edit);
}
