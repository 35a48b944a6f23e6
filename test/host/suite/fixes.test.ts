/** The proved fix comes with the diagnostic, is one undoable step, and really ends the leak. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/protocol/ids.js';
import { closeAll, only, open, ourDiagnostics, positionOf, waitFor, waitForDiagnostics } from './support.js';

const TITLE = 'Release in a finally block';
const IN_FILE = 'Fix all connection lifetimes in this file';
/** Of so many actions the edits are asked for. */
const RESOLVED = 10;

describe('quick fix', () => {
  afterEach(closeAll);

  it('is offered first and preferred at the diagnostic', async () => {
    const { document } = await open('src/leaking.ts');
    const { range } = only(await waitForDiagnostics(document.uri, 1), 'diagnostic');
    const actions = await quickFixes(document.uri, range);
    assert.equal(actions[0]?.title, TITLE);
    assert.equal(actions[0].isPreferred, true);
  });

  it('applies as one step, ends the leak, and undo brings both back', async () => {
    const { document } = await open('src/leaking.ts');
    const before = document.getText();
    const { range } = only(await waitForDiagnostics(document.uri, 1), 'diagnostic');
    const fix = await findFix(document.uri, range);
    assert.ok(await vscode.workspace.applyEdit(fix));
    assert.match(document.getText(), /finally \{\s*client\.release\(\);\s*\}/);
    await waitForDiagnostics(document.uri, 0);
    await vscode.commands.executeCommand('undo');
    await waitFor(
      [vscode.workspace.onDidChangeTextDocument],
      () => `one undo did not bring the text back:\n${document.getText()}`,
      () => (document.getText() === before ? true : undefined),
    );
    await waitForDiagnostics(document.uri, 1);
  });

  it('is not offered where nothing leaks', async () => {
    const { document } = await open('src/correct.ts');
    const at = positionOf(document, 'pool.connect');
    const titles = (await quickFixes(document.uri, new vscode.Range(at, at))).map(({ title }) => title);
    assert.ok(!titles.includes(TITLE), titles.join(', '));
  });

  it('fixes all of a file from one of them, as one step', async () => {
    const { document } = await open('orders-service/src/customers.ts');
    const before = document.getText();
    const found = await waitFor(
      [vscode.languages.onDidChangeDiagnostics],
      () => 'nothing is found',
      () => ourDiagnostics(document.uri)[0],
    );
    const all = (await quickFixes(document.uri, found.range)).find(({ title }) => title === IN_FILE);
    assert.ok(all?.edit, 'it is not offered');
    assert.ok(await vscode.workspace.applyEdit(all.edit));
    assert.notEqual(document.getText(), before);
    await vscode.commands.executeCommand('undo');
    await waitFor(
      [vscode.workspace.onDidChangeTextDocument],
      () => `one undo did not bring the text back:\n${document.getText()}`,
      () => (document.getText() === before ? true : undefined),
    );
  });

  it('applies all proved fixes of a file when it is asked to fix all', async () => {
    const { document } = await open('orders-service/src/customers.ts');
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append('connectionLifetimes');
    const actions = await codeActions(document.uri, all, kind);
    const { edit } = only(actions, 'fix-all action');
    assert.ok(edit, 'the action has no edit');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.isDirty, true);
    const again = await codeActions(document.uri, all, kind);
    assert.deepEqual(again, [], 'a second run must have nothing to do');
  });
});

describe('fix of all files', () => {
  afterEach(closeAll);

  it('changes nothing when its preview is discarded', async () => {
    const { document } = await open('src/leaking.ts');
    const before = document.getText();
    await answerPreview('refactorPreview.discard');
    assert.equal(document.getText(), before);
    assert.deepEqual(changed(), []);
  });

  it('applies nothing that nobody has ticked in its preview', async () => {
    const { document } = await open('src/leaking.ts');
    const before = document.getText();
    await answerPreview('refactorPreview.apply');
    assert.equal(document.getText(), before);
    assert.deepEqual(changed(), []);
  });
});

const changed = (): readonly string[] =>
  vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.path);

/** Nothing says when the preview is there, and without one the answer does nothing: it is given until it is taken. */
async function answerPreview(answer: string): Promise<void> {
  const fixing = { isDone: false };
  const done = vscode.commands.executeCommand(COMMANDS.fixWorkspace).then(() => {
    fixing.isDone = true;
  });
  while (!fixing.isDone) await vscode.commands.executeCommand(answer);
  await done;
}

async function findFix(uri: vscode.Uri, range: vscode.Range): Promise<vscode.WorkspaceEdit> {
  const fix = (await quickFixes(uri, range)).find(({ title }) => title === TITLE);
  assert.ok(fix?.edit, `no fix with the title ${TITLE}`);
  return fix.edit;
}

function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  return codeActions(uri, range, vscode.CodeActionKind.QuickFix);
}

async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind.value,
    RESOLVED,
  );
}
