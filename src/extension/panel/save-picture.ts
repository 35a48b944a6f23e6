/** Asks where to save a picture of the panel, and writes it there. */
import * as vscode from 'vscode';

/** The file's name as the workspace calls it; undefined when the user changed their mind. */
export async function savePicture(name: string, base64: string): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
    filters: { PNG: ['png'] },
    title: vscode.l10n.t('Save the picture of the paths'),
  });
  if (!target) return undefined;
  await vscode.workspace.fs.writeFile(target, Buffer.from(base64, 'base64'));
  return vscode.workspace.asRelativePath(target);
}
