/** The audit of what changed in a git repository, its reports as files, and the baseline, by the commands of the palette. */
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/protocol/ids.js';
import type { AuditReport } from '../../../src/protocol/messages.js';
import { REPORT_FORMATS } from '../../../src/protocol/messages.js';
import { activate, closeAll, fileUri, ourDiagnostics, waitForDiagnostics } from './support.js';

const LEAKING = 'src/never-opened.ts';

describe('audit of changes, reports and baseline', () => {
  const root = (): string => fileUri('.').fsPath;
  const git = (...args: readonly string[]): string => {
    const names = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgSign=false'];
    return execFileSync('git', [...names, ...args], { cwd: root(), encoding: 'utf8' });
  };
  const auditChanged = async (): Promise<AuditReport> => {
    const report = await vscode.commands.executeCommand<AuditReport | undefined>(COMMANDS.auditChanged);
    assert.ok(report, 'the audit did not run');
    return report;
  };
  const namesOf = ({ files }: AuditReport): readonly string[] =>
    files.map(({ uri }) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false));

  before(async () => {
    await activate();
    await closeAll();
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Begin');
  });
  after(async () => {
    git('checkout', '--quiet', '--', '.');
    fs.rmSync(path.join(root(), '.git'), { recursive: true });
    await vscode.commands.executeCommand(COMMANDS.clearAudit);
  });
  afterEach(closeAll);

  it('reports nothing while nothing has changed', async () => {
    const report = await auditChanged();
    assert.deepEqual([report.since, report.files], ['the last commit', []]);
    assert.ok(report.counts.acquireSites > 5);
  });

  it('reports what an edit touches: in Problems, and nothing of other files', async () => {
    const file = fileUri(LEAKING).fsPath;
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, text.replace(/\n(\s*)(const \w+ = await )/, '\n$1// changed\n$1$2'));
    assert.deepEqual(namesOf(await auditChanged()), [LEAKING]);
    await waitForDiagnostics(fileUri(LEAKING), 1);
    assert.deepEqual(ourDiagnostics(fileUri('src/leaking.ts')), []);
  });

  it('writes the report of the last audit in every format', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'));
    for (const format of REPORT_FORMATS) {
      const target = vscode.Uri.file(path.join(folder, `report.${format}`));
      const written = await vscode.commands.executeCommand(COMMANDS.exportReport, { format, target });
      assert.ok(written, format);
      const text = fs.readFileSync(target.fsPath, 'utf8');
      assert.ok(text.includes('never-opened.ts') && /`?client`? from pool\.connect/.test(text), format);
      assert.ok(!text.includes(root()), `${format} holds the path of this machine`);
    }
    fs.rmSync(folder, { recursive: true });
  });

  it('writes the baseline that the configuration names, and reports what is new only', async () => {
    const config = path.join(root(), 'connection-lifetimes.config.json');
    const had = fs.existsSync(config) ? fs.readFileSync(config, 'utf8') : undefined;
    fs.writeFileSync(
      config,
      JSON.stringify({ ...(JSON.parse(had ?? '{}') as object), baseline: 'known.json' }),
    );
    try {
      const api = await activate();
      await waitUntil(async () => {
        await vscode.commands.executeCommand(COMMANDS.updateBaseline, { isConfirmed: true });
        return fs.existsSync(path.join(root(), 'known.json'));
      });
      const report = await api.audit();
      assert.ok(report && report.counts.suppressed > 0);
      // The other folder of the workspace has a configuration of its own, or none.
      const own = report.files.filter(
        ({ uri }) => uri.startsWith(`${fileUri('.').toString()}/`) || uri === fileUri(LEAKING).toString(),
      );
      const left = own.flatMap(({ findings }) => findings.filter(({ level }) => level !== 'note'));
      assert.deepEqual(left, []);
    } finally {
      if (had === undefined) fs.rmSync(config);
      else fs.writeFileSync(config, had);
      fs.rmSync(path.join(root(), 'known.json'), { force: true });
      const api = await activate();
      await waitUntil(async () => (await api.audit())?.counts.suppressed === 0);
    }
  });
});

/** The server learns of a new configuration by a watcher: asking again is the only way to know that it has. */
async function waitUntil(isThere: () => Promise<boolean>): Promise<void> {
  for (let left = 50; left > 0; left--) {
    if (await isThere()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail('it did not come');
}
