/** The command that audits the workspace: progress that can be cancelled, then the results in the tree and in Problems. */
import * as vscode from 'vscode';
import { AUDIT_VIEW, CONTEXT_KEYS } from '../protocol/ids.js';
import type { AuditReport } from '../protocol/messages.js';
import { AuditDiagnostics } from './audit-diagnostics.js';
import { AuditResults } from './audit-results.js';
import { AuditView } from './audit-view.js';
import type { LanguageServer } from './language-server.js';

export class AuditCommand {
  readonly #server: LanguageServer;
  readonly #output: vscode.LogOutputChannel;
  readonly #results = new AuditResults();
  readonly #view: AuditView;
  readonly #diagnostics: AuditDiagnostics;
  readonly #changeEmitter = new vscode.EventEmitter<void>();
  #running: Promise<AuditReport | undefined> | undefined;

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
  run(): Promise<AuditReport | undefined> {
    if (!this.#running) {
      this.#running = this.#run().finally(() => {
        this.#running = undefined;
        this.#changeEmitter.fire();
      });
      this.#changeEmitter.fire();
    }
    return this.#running;
  }

  /** The tree with the results. */
  get view(): AuditView {
    return this.#view;
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

  #run(): Promise<AuditReport | undefined> {
    const title = vscode.l10n.t('Auditing connection lifetimes');
    const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
    return Promise.resolve(
      vscode.window.withProgress(options, async (progress, token) => {
        let shown = 0;
        const onProgress = (message: string, percentage: number): void => {
          progress.report({ message, increment: percentage - shown });
          shown = percentage;
        };
        try {
          this.#accept(await this.#server.audit({ token, onProgress }));
          return this.#results.report;
        } catch (error) {
          if (!token.isCancellationRequested) this.#complain(error);
          return undefined;
        }
      }),
    );
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

  #complain(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#output.error(reason);
    void vscode.window.showErrorMessage(vscode.l10n.t('The audit could not run: {0}', reason));
  }

  #show(): void {
    this.#view.refresh();
    this.#diagnostics.refresh();
    this.#changeEmitter.fire();
    const hasAudit = this.#results.report !== undefined;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.hasAudit, hasAudit);
  }
}
