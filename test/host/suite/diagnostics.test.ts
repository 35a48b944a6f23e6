/** Findings of open files arrive as diagnostics with their rule, their page and the numbered steps of the path. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  fileUri,
  only,
  open,
  ourDiagnostics,
  positionOf,
  ruleOf,
  waitForDiagnostics,
} from './support.js';

describe('diagnostics', () => {
  afterEach(closeAll);

  it('stand on the acquire expression and name the variable, the call and the rule', async () => {
    const { document } = await open('src/leaking.ts');
    const found = only(await waitForDiagnostics(document.uri, 1), 'diagnostic');
    assert.equal(document.getText(found.range), 'pool.connect');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(ruleOf(found), 'unreleased');
    assert.match(found.message, /client/);
    assert.match(found.message, /pool\.connect/);
    assert.ok(found.message.length <= 100, found.message);
  });

  it('link to the page of their rule, which the extension ships', async () => {
    const { document } = await open('src/leaking.ts');
    const { code } = only(await waitForDiagnostics(document.uri, 1), 'diagnostic');
    assert.ok(typeof code === 'object', 'the code has no link');
    const page = await vscode.workspace.fs.readFile(code.target);
    assert.match(Buffer.from(page).toString('utf8'), /unreleased/);
  });

  it('carry the path as numbered related information, from the acquire site to the exit', async () => {
    const { document } = await open('src/leaking.ts');
    const found = only(await waitForDiagnostics(document.uri, 1), 'diagnostic');
    const steps = found.relatedInformation ?? [];
    assert.ok(steps.length >= 2, `expected a path, got ${steps.length} steps`);
    steps.forEach((step, index) => {
      assert.ok(step.message.startsWith(`${index + 1}/${steps.length} `), step.message);
    });
    assert.equal(steps[0]?.location.range.start.line, found.range.start.line);
    const exit = positionOf(document, 'return undefined');
    assert.equal(steps.at(-1)?.location.range.start.line, exit.line);
  });

  it('are absent from a correct file', async () => {
    // Both are open: when the leak has arrived, an answer for the correct file has had its turn as well.
    const { document } = await open('src/correct.ts');
    await open('src/leaking.ts');
    await waitForDiagnostics(fileUri('src/leaking.ts'), 1);
    assert.deepEqual(ourDiagnostics(document.uri), []);
  });

  it('disappear when the code is mended by hand', async () => {
    const editor = await open('src/being-typed.ts');
    await waitForDiagnostics(editor.document.uri, 1);
    const release = positionOf(editor.document, '  client.release();');
    const query = positionOf(editor.document, '  await client.query');
    await editor.edit((edit) => {
      edit.insert(query, '  try {\n');
      edit.replace(
        new vscode.Range(release, release.translate(1)),
        '  } finally {\n    client.release();\n  }\n',
      );
    });
    await waitForDiagnostics(editor.document.uri, 0);
  });

  it('are right after a burst of edits, each of which overtakes the question before it', async () => {
    const editor = await open('src/being-typed.ts');
    const { document } = editor;
    await waitForDiagnostics(document.uri, 1);
    const release = positionOf(document, '  client.release();');
    for (const [index, character] of Array.from('/* typed quickly */').entries()) {
      await editor.edit((edit) => {
        edit.insert(release.translate(0, index), character);
      });
    }
    // Without the query nothing can fail between acquire and release.
    const query = document.lineAt(positionOf(document, 'await client.query')).rangeIncludingLineBreak;
    await editor.edit((edit) => {
      edit.delete(query);
    });
    await waitForDiagnostics(document.uri, 0);
    await vscode.commands.executeCommand('undo');
    await waitForDiagnostics(document.uri, 1);
  });
});
