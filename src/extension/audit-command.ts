/** The commands that audit the workspace, or what changed in it: progress that can be cancelled, then the results in the tree and in Problems. */
import * as vscode from 'vscode';
import { AUDIT_VIEW, CONTEXT_KEYS, SETTINGS } from '../protocol/ids.js';
import type { AuditReport } from '../protocol/messages.js';
import { AuditDiagnostics } from './audit-diagnostics.js';
import { AuditResults } from './audit-results.js';
import { AuditView } from './audit-view.js';
import { runCancellable } from './cancellable.js';
import type { AuditScope, LanguageServer } from './language-server.js';

export class AuditCommand {
  readonly #server: LanguageServer;
  readonly #output: vscode.LogOutputChannel;
  readonly #results = new AuditResults();
  readonly #view: AuditView;
  readonly #diagnostics: AuditDiagnostics;
  readonly #changeEmitter = new vscode.EventEmitter<void>();
  #running: Promise<AuditReport | undefined> | undefined;
  #scope: AuditScope = {};

  /** An audit began or ended, or some of its findings no longer hold. */
  readonly onDidChange = this.#changeEmitter.event;

  constructor(context: vscode.ExtensionContext, server: LanguageServer, output: vscode.LogOutputChannel) {
    this.#server = server;
    this.#output = output;
    this.#view = new AuditView(context, this.#results);
    this.#diagnostics = new AuditDiagnostics(context, this.#results);
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}');
    const changed = (uri: vscode.Uri): void => {
      if (this.#results.fileChanged(uri.toString())) this.#show();
    };
    context.subscriptions.push(
      watcher,
      this.#changeEmitter,
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) changed(document.uri);
      }),
    );
  }

  /** The report, or undefined when cancelled or failed; a second call joins the running audit. */
  run(scope: AuditScope = {}): Promise<AuditReport | undefined> {
    if (!this.#running) {
      this.#running = this.#run(scope).finally(() => {
        this.#running = undefined;
        this.#changeEmitter.fire();
      });
      this.#changeEmitter.fire();
    }
    return this.#running;
  }

  /** What uncommitted edits touch, or what the branch has changed since the commit of the settings. */
  runChanged(): Promise<AuditReport | undefined> {
    const base = vscode.workspace.getConfiguration().get<string>(SETTINGS.auditBase, '').trim();
    return this.run({ changed: base === '' ? {} : { base } });
  }

  /** The tree with the results. */
  get view(): AuditView {
    return this.#view;
  }

  /** What the last audit looked at. */
  get scope(): AuditScope {
    return this.#scope;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  get results(): AuditResults {
    return this.#results;
  }

  clear(): void {
    this.#results.set(undefined);
    this.#show();
  }

  async #run(scope: AuditScope): Promise<AuditReport | undefined> {
    const title = vscode.l10n.t('Auditing connection lifetimes');
    const report = await runCancellable(title, this.#output, (options) => this.#server.audit(scope, options));
    if (!report) return undefined;
    this.#scope = scope;
    this.#accept(report);
    return this.#results.report;
  }

  #accept(report: AuditReport): void {
    const files = report.files.map(({ uri, findings }) => ({
      uri: vscode.Uri.parse(uri).toString(),
      findings,
    }));
    const sites = report.sites.map((site) => ({ ...site, uri: vscode.Uri.parse(site.uri).toString() }));
    this.#results.set({ ...report, files, sites });
    for (const problem of report.problems) this.#output.warn(problem);
    this.#show();
    void vscode.commands.executeCommand(`${AUDIT_VIEW}.focus`);
  }

  #show(): void {
    this.#view.refresh();
    this.#diagnostics.refresh();
    this.#changeEmitter.fire();
    const hasAudit = this.#results.report !== undefined;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.hasAudit, hasAudit);
  }
}
