/** The audit finds what no editor shows: leaks in files nobody opened. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/protocol/ids.js';
import {
  activate,
  closeAll,
  fileUri,
  only,
  open,
  ourDiagnostics,
  ruleOf,
  waitForDiagnostics,
} from './support.js';

interface KnownLeak {
  readonly file: string;
  readonly line: number;
}

describe('audit of the workspace', () => {
  before(async () => {
    await activate();
    await closeAll();
    await vscode.commands.executeCommand(COMMANDS.auditWorkspace);
  });
  after(async () => {
    await vscode.commands.executeCommand(COMMANDS.clearAudit);
  });
  afterEach(closeAll);

  it('reports the leak of a file that is not open', async () => {
    const found = only(await waitForDiagnostics(fileUri('src/never-opened.ts'), 1), 'diagnostic');
    assert.equal(ruleOf(found), 'unreleased');
  });

  it('reports exactly the leaks the example service is known to have', async () => {
    const bytes = await vscode.workspace.fs.readFile(fileUri('orders-service/leaks.json'));
    const known = JSON.parse(Buffer.from(bytes).toString('utf8')) as KnownLeak[];
    const files = await vscode.workspace.findFiles('orders-service/src/**/*.{ts,js}');
    const reported = files.flatMap((uri) =>
      ourDiagnostics(uri)
        .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
        .map(({ range }) => `${uri.path.split('/orders-service/')[1] ?? ''}:${range.start.line + 1}`),
    );
    assert.deepEqual(reported.sort(), known.map(({ file, line }) => `${file}:${line}`).sort());
  });

  it('says nothing about correct code', () => {
    assert.deepEqual(ourDiagnostics(fileUri('src/correct.ts')), []);
  });

  it('does not report a finding twice when its file is opened', async () => {
    const { document } = await open('src/never-opened.ts');
    await waitForDiagnostics(document.uri, 1);
  });

  it('forgets everything when it is cleared', async () => {
    await vscode.commands.executeCommand(COMMANDS.clearAudit);
    await waitForDiagnostics(fileUri('src/never-opened.ts'), 0);
  });
});
