/** Keys lead along an unreleased path in the code, also from the light bulb. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/protocol/ids.js';
import {
  activate,
  closeAll,
  open,
  positionOf,
  waitFor,
  waitForDiagnostics,
  waitForPictures,
} from './support.js';

describe('steps', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand(COMMANDS.endSteps);
    await closeAll();
  });

  it('go from the acquire site to the exit and around, with the cursor on each', async () => {
    const editor = await open('src/leaking.ts');
    await waitForPictures(editor, 'pool.connect', 1);
    await press(COMMANDS.nextStep, /^Path 1 of 2, step 1 of \d+: .+/);
    assert.equal(cursorLine(), positionOf(editor.document, 'pool.connect').line);
    await press(COMMANDS.previousStep, /^Path 1 of 2, step (\d+) of \1: .+/);
    assert.equal(cursorLine(), positionOf(editor.document, 'return undefined').line);
    await press(COMMANDS.nextStep, /^Path 1 of 2, step 1 of/);
    await press(COMMANDS.nextPath, /^Path 2 of 2, step 1 of/);
    await press(COMMANDS.nextPath, /^Path 1 of 2, step 1 of/);
    await press(COMMANDS.previousPath, /^Path 2 of 2, step 1 of/);
  });

  it('end at a key, and when the code is edited', async () => {
    const editor = await open('src/leaking.ts');
    await waitForPictures(editor, 'pool.connect', 1);
    await press(COMMANDS.nextStep, /step 1 of/);
    await press(COMMANDS.endSteps, /^none$/);
    await press(COMMANDS.nextStep, /step 1 of/);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), ' ');
    });
    assert.equal((await activate()).currentStep(), undefined);
  });

  it('end when the file they stand in is closed', async () => {
    const editor = await open('src/leaking.ts');
    await waitForPictures(editor, 'pool.connect', 1);
    await press(COMMANDS.nextStep, /step 1 of/);
    const api = await activate();
    await closeAll();
    await waitFor(
      [vscode.window.tabGroups.onDidChangeTabs],
      () => `the walk is at ${api.currentStep() ?? 'none'}`,
      () => (api.currentStep() === undefined ? true : undefined),
    );
  });

  it('begin from the light bulb', async () => {
    const { document } = await open('src/leaking.ts');
    const [found] = await waitForDiagnostics(document.uri, 1);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found?.range,
    );
    const command = actions.find(({ title }) => title.startsWith('Step through'))?.command;
    assert.ok(command, actions.map(({ title }) => title).join(', '));
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    assert.match((await activate()).currentStep() ?? 'none', /^Path 1 of 2, step 1 of/);
  });
});

async function press(command: string, expected: RegExp): Promise<void> {
  await vscode.commands.executeCommand(command);
  assert.match((await activate()).currentStep() ?? 'none', expected);
}

function cursorLine(): number | undefined {
  return vscode.window.activeTextEditor?.selection.start.line;
}
