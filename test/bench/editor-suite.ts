/** Runs inside VS Code: measures what a person waits for in a file of 1,500 lines, and writes the samples as JSON. */
import * as assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extension-api.js';

/** How long the server waits for a pause in typing; not part of what is measured. */
const DEBOUNCE_MS = 200;
const KEYSTROKES = 60;
const QUESTIONS = 40;

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('connection-lifetimes.connection-lifetimes');
  assert.ok(extension);
  const api = await extension.activate();
  await api.ready;
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, process.env['BENCH_FILE'] ?? '');
  const editor = await vscode.window.showTextDocument(uri);
  const first = await api.whenAnalyzed(uri);
  const samples = {
    activation: [api.activationMs],
    'first analysis of the file': [first.milliseconds],
    'keystroke to diagnostics, without debounce': await measureKeystrokes(editor, api),
    'cursor to picture': await measureCursor(editor, api),
    'code actions': await measureCodeActions(editor),
    'inlay hints of a screen': await measureHints(editor),
  };
  await vscode.commands.executeCommand('workbench.action.files.revert');
  writeFileSync(process.env['BENCH_OUT'] ?? '', JSON.stringify({ acquired: first.acquired, samples }));
}

/** Every other keystroke is in code, so that it changes what is analysed. */
async function measureKeystrokes(editor: vscode.TextEditor, api: ExtensionApi): Promise<number[]> {
  const { document } = editor;
  const samples: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const at = document.positionAt(
      document.getText().indexOf(i % 2 === 0 ? 'console.log(name)' : 'row.name', i * 700) + 1,
    );
    const start = performance.now();
    const done = await editor.edit((edit) => {
      edit.insert(at, i % 2 === 0 ? 'x' : ' ');
    });
    assert.ok(done);
    await api.whenAnalyzed(document.uri);
    samples.push(Math.max(0, performance.now() - start - DEBOUNCE_MS));
  }
  return samples;
}

async function measureCursor(editor: vscode.TextEditor, api: ExtensionApi): Promise<number[]> {
  const { document } = editor;
  const samples: number[] = [];
  for (let i = 0; i < QUESTIONS; i++) {
    const name = `load${(i * 7) % 80}`;
    const line = document.positionAt(document.getText().indexOf(`function ${name}(`)).line + 1;
    const drawn = new Promise<void>((resolve) => {
      const listening = api.onDidDraw((pictures) => {
        if (pictures[0]?.lifetime.site.location.range.start.line !== line) return;
        listening.dispose();
        resolve();
      });
    });
    const start = performance.now();
    editor.selection = new vscode.Selection(line, 10, line, 10);
    await drawn;
    samples.push(performance.now() - start);
  }
  return samples;
}

async function measureCodeActions({ document }: vscode.TextEditor): Promise<number[]> {
  const leaks = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'connection-lifetimes')
    .map(({ range }) => range);
  assert.notEqual(leaks.length, 0);
  return measure((i) =>
    ask(
      'vscode.executeCodeActionProvider',
      document.uri,
      leaks[i % leaks.length],
      vscode.CodeActionKind.QuickFix.value,
    ),
  );
}

async function measureHints({ document }: vscode.TextEditor): Promise<number[]> {
  return measure((i) =>
    ask('vscode.executeInlayHintProvider', document.uri, new vscode.Range(i * 30, 0, i * 30 + 50, 0)),
  );
}

async function measure(question: (index: number) => Thenable<unknown>): Promise<number[]> {
  // The first answers still wait for the proofs that are prepared in the background, as a person would.
  const samples: number[] = [];
  for (let i = 0; i < QUESTIONS; i++) {
    const start = performance.now();
    await question(i);
    samples.push(performance.now() - start);
  }
  return samples;
}

async function ask(command: string, ...args: unknown[]): Promise<void> {
  const answer = await vscode.commands.executeCommand<readonly unknown[]>(command, ...args);
  assert.notEqual(answer.length, 0, `${command} gave nothing`);
}
