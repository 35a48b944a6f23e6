/** The extension starts by itself in a folder with TypeScript, and keeps what its manifest promises. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activate, closeAll, open } from './support.js';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe(`activation in VS Code ${vscode.version}`, () => {
  afterEach(closeAll);

  it('has a server that gets ready', async () => {
    await activate();
  });

  it('registers every command of its manifest', async () => {
    await activate();
    const extension = vscode.extensions.getExtension('connection-lifetimes.connection-lifetimes');
    const { contributes } = extension?.packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.notEqual(contributes.commands.length, 0);
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });

  it('runs on the files of the workspace, in a Node process', async () => {
    const editor = await open('src/correct.ts');
    assert.equal(editor.document.uri.scheme, 'file');
    assert.equal(editor.document.languageId, 'typescript');
  });
});
