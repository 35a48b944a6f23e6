/** The panel opens beside the editor, once. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/protocol/ids.js';
import { PANEL_VIEW_TYPE } from '../../../src/protocol/panel.js';
import { closeAll, open, positionOf, waitFor } from './support.js';

describe('panel', () => {
  afterEach(closeAll);

  it('opens beside the editor as one tab, however often it is asked for', async () => {
    const editor = await open('src/leaking.ts');
    const at = positionOf(editor.document, 'pool.connect');
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand(COMMANDS.showPaths);
    await waitForPanels(1);
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    await vscode.commands.executeCommand(COMMANDS.showPaths);
    await waitForPanels(1);
    assert.equal(panels()[0]?.group.viewColumn, vscode.ViewColumn.Two);
  });

  it('is gone when it is closed', async () => {
    await open('src/leaking.ts');
    await vscode.commands.executeCommand(COMMANDS.showPaths);
    await waitForPanels(1);
    await vscode.window.tabGroups.close(panels());
    await waitForPanels(0);
  });
});

function panels(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANEL_VIEW_TYPE),
    );
}

function waitForPanels(count: number): Promise<true> {
  return waitFor(
    [vscode.window.tabGroups.onDidChangeTabs, vscode.window.tabGroups.onDidChangeTabGroups],
    () => `expected ${count} panels, there are ${panels().length}`,
    () => (panels().length === count ? true : undefined),
  );
}
