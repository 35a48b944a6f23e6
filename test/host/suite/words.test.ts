/** What the extension says in words: hovers, the explanation of a line, and the report of a false alarm. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/protocol/ids.js';
import { closeAll, open, positionOf, waitFor, waitForPictures } from './support.js';

describe('words', () => {
  afterEach(closeAll);

  it('in the hover tell the lifetime exit by exit, with the settings of the pool', async () => {
    const { document } = await open('src/leaking.ts');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, 'pool.connect'),
    );
    const text = hovers.flatMap(({ contents }) => contents.map(toText)).join('\n');
    assert.match(text, /released on 1 of 3 exits/);
    assert.match(text, /✗ 1 \[line \d+\]\(file:.*still held/);
    assert.match(text, /`max: 5`/);
  });

  it('explain a line as --explain does', async () => {
    const editor = await open('src/leaking.ts');
    await explainAt(
      editor,
      'pool.connect',
      /leaking\.ts:\d+:\d+ {2}pool\.connect, in client[\s\S]*Reported: error unreleased/,
    );
    await explainAt(editor, '/** A leak', /no resource is held here\. In this file:/);
  });

  it('make a report of a false alarm in the clipboard', async () => {
    const editor = await open('src/leaking.ts');
    await waitForPictures(editor, 'pool.connect', 1);
    await vscode.commands.executeCommand(COMMANDS.copyReport);
    const report = await vscode.env.clipboard.readText();
    assert.match(report, /^# False alarm: unreleased at `pool\.connect`/);
    assert.match(report, /const client = await pool\.connect\(\);/);
  });
});

async function explainAt(editor: vscode.TextEditor, text: string, expected: RegExp): Promise<void> {
  const shown = await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
  const at = positionOf(shown.document, text);
  shown.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand(COMMANDS.explain);
  const answer = (): string => {
    const editors = vscode.window.visibleTextEditors;
    return (
      editors.find(({ document }) => document.uri.scheme === 'connection-lifetimes')?.document.getText() ?? ''
    );
  };
  await waitFor(
    [vscode.workspace.onDidChangeTextDocument, vscode.window.onDidChangeVisibleTextEditors],
    () => `the answer is: ${answer()}`,
    () => (expected.test(answer()) ? true : undefined),
  );
}

function toText(content: vscode.Hover['contents'][number]): string {
  return content instanceof vscode.MarkdownString ? content.value : '';
}
