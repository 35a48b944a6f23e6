/** Typing makes nothing blink: marks and squiggles stay, a half-written call does not flash, a mended one is gone at once. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activate,
  closeAll,
  open,
  ourDiagnostics,
  positionOf,
  waitFor,
  waitForDiagnostics,
  waitForPictures,
} from './support.js';

const FILE = 'src/being-typed.ts';

describe('typing', () => {
  afterEach(closeAll);

  it('inside a lifetime blinks neither its marks nor its squiggle', async () => {
    const editor = await open(FILE);
    await waitForDiagnostics(editor.document.uri, 1);
    await waitForPictures(editor, 'await client.query', 1);
    await vscode.commands.executeCommand('editor.action.insertLineBefore');
    const seen = await watch(editor.document.uri);
    // Some are typed at once, so that questions overtake each other, others after the answer for the half-typed text:
    // after `const` it parses as another declaration, in which nothing leaks.
    for (const text of ['const', ' n', ' = f(', '1', ');']) {
      for (const character of text) await vscode.commands.executeCommand('type', { text: character });
      await (await activate()).whenAnalyzed(editor.document.uri);
    }
    assert.match(editor.document.getText(), /const n = f\(1\)+;\s+await client\.query/);
    seen.stop();
    assert.ok(!seen.drawn.includes(0), `lifetimes drawn: ${seen.drawn.join(' ')}`);
    assert.ok(!seen.diagnostics.includes(0), `diagnostics: ${seen.diagnostics.join(' ')}`);
    assert.equal(ourDiagnostics(editor.document.uri).length, 1);
  });

  it('moves marks along, and they are right again after the pause', async () => {
    const editor = await open(FILE);
    const { document } = editor;
    await waitForPictures(editor, 'pool.connect', 1);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), '// one more line\n');
    });
    const api = await activate();
    const line = (): number | undefined =>
      api.currentLifetimePicture()[0]?.lifetime.site.location.range.start.line;
    await waitFor(
      [api.onDidDraw],
      () => `the lifetime is drawn on line ${line() ?? -1}`,
      () => (line() === positionOf(document, 'pool.connect').line ? true : undefined),
    );
  });

  it('a new leak shows no squiggle before typing pauses, then it does', async () => {
    const editor = await open('src/correct.ts');
    const { document } = editor;
    const api = await activate();
    const end = document.lineAt(document.lineCount - 1).range.end;
    const leak =
      'export async function typed() {\n  const fresh = await pool.connect();\n  fresh.release;\n}\n';
    editor.selection = new vscode.Selection(end.translate(0, 0), end);
    const typedAt = Date.now();
    await editor.edit((edit) => {
      edit.insert(end, leak);
    });
    const at = positionOf(document, 'fresh =');
    editor.selection = new vscode.Selection(at, at);
    const status = await api.whenAnalyzed(document.uri);
    assert.equal(status.unreleased, 1);
    await waitForDiagnostics(document.uri, 1);
    const waited = Date.now() - typedAt;
    assert.ok(waited >= 800, `the squiggle came after ${waited} ms`);
  });

  it('a new leak is shown as soon as the cursor leaves its statement', async () => {
    const editor = await open('src/correct.ts');
    const { document } = editor;
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((edit) => {
      edit.insert(end, 'export async function typed() {\n  const fresh = await pool.connect();\n}\n');
    });
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await waitForDiagnostics(document.uri, 1);
  });

  it('the mended leak is gone with the answer for the mended text', async () => {
    const editor = await open('src/leaking.ts');
    const { document } = editor;
    await waitForDiagnostics(document.uri, 1);
    const api = await activate();
    const acquire = document.lineAt(positionOf(document, 'pool.connect')).range;
    await editor.edit((edit) => {
      edit.replace(acquire, '  const client = await pool.connect(); client.release(); return undefined;');
    });
    await api.whenAnalyzed(document.uri);
    const answeredAt = Date.now();
    await waitForDiagnostics(document.uri, 0);
    const waited = Date.now() - answeredAt;
    assert.ok(waited < 800, `it stayed for ${waited} ms`);
  });
});

interface Seen {
  readonly drawn: readonly number[];
  readonly diagnostics: readonly number[];
  readonly stop: () => void;
}

/** How many lifetimes are drawn and how many squiggles stand, at each change of either. */
async function watch(uri: vscode.Uri): Promise<Seen> {
  const api = await activate();
  const drawn: number[] = [];
  const diagnostics: number[] = [];
  const subscriptions = [
    api.onDidDraw((pictures) => drawn.push(pictures.length)),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((each) => each.toString() === uri.toString()))
        diagnostics.push(ourDiagnostics(uri).length);
    }),
  ];
  const stop = (): void => {
    for (const subscription of subscriptions) subscription.dispose();
  };
  return { drawn, diagnostics, stop };
}
