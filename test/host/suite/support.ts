/** What the tests inside VS Code share: opening files of the workspace, and waiting for what the extension publishes. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/extension/extension-api.js';
import type { LifetimePicture } from '../../../src/protocol/lifetime-picture.js';

/** Generous on purpose: a busy machine is slow, a broken extension never answers. */
const LIMIT_MS = 60_000;

export async function activate(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('connection-lifetimes.connection-lifetimes');
  assert.ok(extension, 'VS Code does not know the extension');
  const api = await extension.activate();
  await api.ready;
  return api;
}

export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Shows a file and waits until the server has analysed it. */
export async function open(path: string): Promise<vscode.TextEditor> {
  const api = await activate();
  const uri = fileUri(path);
  const editor = await vscode.window.showTextDocument(uri);
  await api.whenAnalyzed(uri);
  return editor;
}

/** Discards all edits, so that every test starts from the files on disk. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter((each) => each.isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Ours only: the TypeScript extension reports on the same files. */
export function ourDiagnostics(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((diagnostic) => diagnostic.source === 'connection-lifetimes');
}

export function ruleOf(diagnostic: vscode.Diagnostic): unknown {
  return typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
}

/** Resolves with our diagnostics of the file as soon as there are as many as expected. */
export function waitForDiagnostics(uri: vscode.Uri, count: number): Promise<readonly vscode.Diagnostic[]> {
  const describe = (): string =>
    `expected ${count} diagnostics in ${uri.path}, there are: ${JSON.stringify(ourDiagnostics(uri))}`;
  return waitFor([vscode.languages.onDidChangeDiagnostics], describe, () => {
    const present = ourDiagnostics(uri);
    return present.length === count ? present : undefined;
  });
}

/** Puts the cursor on the text and resolves with what is drawn then, as soon as there are as many pictures. */
export async function waitForPictures(
  editor: vscode.TextEditor,
  text: string,
  count: number,
): Promise<readonly LifetimePicture[]> {
  const api = await activate();
  const at = positionOf(editor.document, text);
  editor.selection = new vscode.Selection(at, at);
  const describe = (): string =>
    `expected ${count} lifetimes at ${text}, drawn are: ${JSON.stringify(api.currentLifetimePicture())}`;
  return waitFor([api.onDidDraw], describe, () => {
    const drawn = api.currentLifetimePicture();
    const isHere = drawn.every(({ uri }) => uri === editor.document.uri.toString());
    return drawn.length === count && isHere ? drawn : undefined;
  });
}

/** Looks again whenever one of the events fires; fails with the description when the value does not come. */
export function waitFor<T>(
  events: readonly vscode.Event<unknown>[],
  describe: () => string,
  find: () => T | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscriptions: vscode.Disposable[] = [];
    const end = (settle: () => void): void => {
      clearTimeout(limit);
      for (const subscription of subscriptions) subscription.dispose();
      settle();
    };
    const limit = setTimeout(() => {
      end(() => {
        reject(new Error(describe()));
      });
    }, LIMIT_MS);
    const look = (): void => {
      const found = find();
      if (found === undefined) return;
      end(() => {
        resolve(found);
      });
    };
    for (const event of events) subscriptions.push(event(look));
    look();
  });
}

/** Position of the first occurrence of the text: line numbers would break with every edit of a sample. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${document.fileName} does not contain ${text}`);
  return document.positionAt(offset);
}

export function only<T>(items: readonly T[], what: string): T {
  assert.equal(items.length, 1, `expected one ${what}, got ${JSON.stringify(items)}`);
  return items[0] as T;
}
