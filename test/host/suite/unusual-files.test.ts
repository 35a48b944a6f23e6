/** Files that are no tidy member of a project: without tsconfig, without types, without a working syntax. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, only, open, positionOf, ruleOf, waitForDiagnostics } from './support.js';

describe('unusual files', () => {
  afterEach(closeAll);

  it('outside every tsconfig are analysed', async () => {
    const { document } = await open('scripts/outside.ts');
    assert.equal(ruleOf(only(await waitForDiagnostics(document.uri, 1), 'diagnostic')), 'unreleased');
  });

  it('in plain JavaScript are analysed', async () => {
    const { document } = await open('src/plain.mjs');
    assert.equal(document.languageId, 'javascript');
    assert.equal(ruleOf(only(await waitForDiagnostics(document.uri, 1), 'diagnostic')), 'unreleased');
  });

  it('that were never saved are analysed', async () => {
    const content = (await open('src/leaking.ts')).document.getText();
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
    await vscode.window.showTextDocument(document);
    await waitForDiagnostics(document.uri, 1);
  });

  it('that do not parse leave the server alive: mended, they are analysed again', async () => {
    const editor = await open('src/being-typed.ts');
    const { document } = editor;
    await waitForDiagnostics(document.uri, 1);
    const broken = '}}} const = => ((( `${';
    await editor.edit((edit) => {
      edit.insert(positionOf(document, '  client.release();'), broken);
    });
    const { document: other } = await open('src/leaking.ts');
    await waitForDiagnostics(other.uri, 1);
    const mended = await vscode.window.showTextDocument(document);
    const start = positionOf(document, broken);
    await mended.edit((edit) => {
      edit.delete(new vscode.Range(start, start.translate(0, broken.length)));
    });
    const found = only(await waitForDiagnostics(document.uri, 1), 'diagnostic');
    assert.equal(ruleOf(found), 'unreleased');
  });
});
