/** The workspace changes under the extension: configuration, moved files, folders with a tsconfig of their own, a dead server. */
import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { SETTINGS } from '../../../src/protocol/ids.js';
import { activate, closeAll, fileUri, only, open, ourDiagnostics, waitForDiagnostics } from './support.js';

const CONFIG = 'connection-lifetimes.config.json';

describe('a changing workspace', () => {
  afterEach(async () => {
    await vscode.workspace.getConfiguration().update(SETTINGS.diagnosticsLevel, undefined, true);
    await closeAll();
  });

  it('obeys a configuration that is written, changed and deleted while a file is open', async () => {
    const { document } = await open('src/leaking.ts');
    await waitForDiagnostics(document.uri, 1);
    await write(CONFIG, { rules: { unreleased: 'off' } });
    await waitForDiagnostics(document.uri, 0);
    await write(CONFIG, { rules: { unreleased: 'warning' } });
    const found = only(await waitForDiagnostics(document.uri, 1), 'diagnostic');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    await write(CONFIG, { exclude: ['src'] });
    await waitForDiagnostics(document.uri, 0);
    await vscode.workspace.fs.delete(fileUri(CONFIG));
    await waitForDiagnostics(document.uri, 1);
  });

  it('obeys the level of the settings at once', async () => {
    const { document } = await open('src/being-typed.ts');
    const found = only(await waitForDiagnostics(document.uri, 1), 'diagnostic');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    await vscode.workspace.getConfiguration().update(SETTINGS.diagnosticsLevel, 'error', true);
    await waitForDiagnostics(document.uri, 0);
  });

  it('follows a file that is moved', async () => {
    const { document } = await open('src/never-opened.ts');
    await waitForDiagnostics(document.uri, 1);
    const moved = fileUri('moved/renamed.ts');
    await move(document.uri, moved);
    await waitForDiagnostics(moved, 1);
    await waitForDiagnostics(document.uri, 0);
    await move(moved, fileUri('src/never-opened.ts'));
    await waitForDiagnostics(moved, 0);
  });

  it('uses the nearest tsconfig, also in another folder of the workspace', async () => {
    const second = vscode.workspace.workspaceFolders?.[1];
    assert.ok(second, 'there is no second folder');
    const uri = vscode.Uri.joinPath(second.uri, 'src', 'report.ts');
    await vscode.window.showTextDocument(uri);
    // The leak is seen only when `@db` is resolved by the `paths` of that tsconfig.
    const found = only(await waitForDiagnostics(uri, 1), 'diagnostic');
    assert.match(found.message, /client/);
  });

  it('leaves out huge files, and says so', async () => {
    const line =
      'export const filler = "................................................................";\n';
    const text = `${readFileSync(fileUri('src/leaking.ts').fsPath, 'utf8')}${line.repeat(14_000)}`;
    await vscode.workspace.fs.writeFile(fileUri('src/huge.ts'), Buffer.from(text));
    const { document } = await open('src/huge.ts');
    const status = await (await activate()).whenAnalyzed(document.uri);
    assert.deepEqual(status.problems, ['Larger than 1 MB: not analysed.']);
    assert.deepEqual(ourDiagnostics(document.uri), []);
    await closeAll();
    await vscode.workspace.fs.delete(fileUri('src/huge.ts'));
  });

  it('has its diagnostics again after the server was killed', async function () {
    if (process.platform !== 'linux') this.skip();
    const { document } = await open('src/leaking.ts');
    await waitForDiagnostics(document.uri, 1);
    const gone = waitForDiagnostics(document.uri, 0);
    process.kill(findServer(), 'SIGKILL');
    await gone;
    await waitForDiagnostics(document.uri, 1);
  });
});

async function write(path: string, content: object): Promise<void> {
  await vscode.workspace.fs.writeFile(fileUri(path), Buffer.from(JSON.stringify(content)));
}

async function move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(from, to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** The language server is a child of this process, the extension host. */
function findServer(): number {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [command, status] = ['cmdline', 'stat'].map((file) =>
        readFileSync(`/proc/${id}/${file}`, 'utf8'),
      );
      const parent = status?.replace(/^.*\) \S /, '').split(' ')[0];
      if (command?.includes('dist/server.js') && Number(parent) === process.pid) return Number(id);
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new Error('The language server is not running.');
}
