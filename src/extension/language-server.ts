/** The connection to the language server: starts it, restarts it, and asks our own questions. */
import * as vscode from 'vscode';
import type * as ClientLibrary from 'vscode-languageclient/node';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Position } from '../model/location.js';
import { DISPLAY_NAME, LANGUAGES, SECTION } from '../protocol/ids.js';
import type {
  AlarmReportParams,
  AlarmReportResult,
  AuditParams,
  AuditReport,
  BaselineResult,
  CursorParams,
  ExplainParams,
  ExplainResult,
  FixesParams,
  FixesResult,
  FixWorkspaceResult,
  LifetimesParams,
  LifetimesResult,
  ReportFormat,
  ReportParams,
  ReportResult,
  ServerOptions,
  StatusParams,
} from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import { RestartLimit } from './restart-limit.js';

const SCHEMES = ['file', 'untitled'];

/** The documents that are analysed. */
export const DOCUMENT_SELECTOR = LANGUAGES.flatMap((language) =>
  SCHEMES.map((scheme) => ({ language, scheme })),
);

/** What of the workspace is looked at: everything, or what changed. */
export type AuditScope = Pick<AuditParams, 'changed'>;

export interface AuditOptions {
  readonly token: vscode.CancellationToken;
  readonly onProgress: (message: string, percentage: number) => void;
}

export class LanguageServer implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #output: vscode.LogOutputChannel;
  readonly #statusEmitter = new vscode.EventEmitter<StatusParams>();
  readonly #startEmitter = new vscode.EventEmitter<void>();
  readonly #giveUpEmitter = new vscode.EventEmitter<void>();
  #client: LanguageClient | undefined;
  #started: Promise<LanguageClient> | undefined;

  /** An open document was analysed. */
  readonly onStatus = this.#statusEmitter.event;
  /** The server runs, perhaps again; what it said before no longer counts. */
  readonly onStart = this.#startEmitter.event;
  /** The server ended too often, and is not started again by itself. */
  readonly onGiveUp = this.#giveUpEmitter.event;

  constructor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
    this.#context = context;
    this.#output = output;
  }

  start(): Promise<void> {
    this.#started ??= this.#startClient();
    return this.#started.then(() => undefined);
  }

  async restart(): Promise<void> {
    const client = await this.#started?.catch(() => undefined);
    if (!client) {
      this.#started = undefined;
      return this.start();
    }
    await client.restart();
  }

  async stop(): Promise<void> {
    await this.#started?.catch(() => undefined);
    await this.#client?.dispose();
  }

  dispose(): void {
    this.#statusEmitter.dispose();
    this.#startEmitter.dispose();
    this.#giveUpEmitter.dispose();
  }

  lifetimes(uri: string, token?: vscode.CancellationToken): Promise<LifetimesResult> {
    const params: LifetimesParams = { uri };
    return this.#request(METHODS.lifetimes, params, token);
  }

  explain(uri: string, line: number): Promise<ExplainResult> {
    const params: ExplainParams = { uri, line };
    return this.#request(METHODS.explain, params);
  }

  alarmReport(uri: string, findingId: string): Promise<AlarmReportResult> {
    const params: AlarmReportParams = { uri, findingId };
    return this.#request(METHODS.alarmReport, params);
  }

  /** Lost while the server does not run: it knows no finding then that would wait for the cursor. */
  tellCursor(uri: string, position: Position): void {
    const params: CursorParams = { uri, position };
    if (this.#client?.isRunning()) void this.#client.sendNotification(METHODS.cursor, params);
  }

  fixes(uri: string, findingId: string): Promise<FixesResult> {
    const params: FixesParams = { uri, findingId };
    return this.#request(METHODS.fixes, params);
  }

  /** All workspace folders; rejects when cancelled. */
  audit(scope: AuditScope, options: AuditOptions): Promise<AuditReport> {
    return this.#requestAudit(METHODS.audit, scope, options);
  }

  /** The audit as a document. */
  async report(format: ReportFormat, scope: AuditScope, options: AuditOptions): Promise<string> {
    const params: Omit<ReportParams, 'uris'> = { format, ...scope };
    return (await this.#requestAudit<ReportResult>(METHODS.report, params, options)).text;
  }

  /** The editor shows all fixes before it applies them. */
  fixWorkspace(options: AuditOptions): Promise<FixWorkspaceResult> {
    return this.#requestAudit(METHODS.fixWorkspace, {}, options);
  }

  /** The baselines that would know all findings there are now. */
  baselines(options: AuditOptions): Promise<BaselineResult> {
    return this.#requestAudit(METHODS.baseline, {}, options);
  }

  /** Said at once: the watcher of the editor may be slow. */
  async baselinesWritten(uris: readonly string[]): Promise<void> {
    const client = await this.#running();
    const changes = uris.map((uri) => ({ uri, type: 2 }));
    await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  async #requestAudit<Result>(
    method: string,
    of: Omit<AuditParams, 'uris'>,
    { token, onProgress }: AuditOptions,
  ): Promise<Result> {
    const [client, { WorkDoneProgress }] = await Promise.all([this.#running(), loadLibrary()]);
    const workDoneToken = `audit-${Date.now()}`;
    const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (progress) => {
      if (progress.kind === 'report') onProgress(progress.message ?? '', progress.percentage ?? 0);
    });
    try {
      const params: AuditParams = { uris: [], ...of, workDoneToken };
      return await client.sendRequest<Result>(method, params, token);
    } finally {
      listening.dispose();
    }
  }

  async #request<Result>(method: string, params: object, token?: vscode.CancellationToken): Promise<Result> {
    const client = await this.#running();
    // A token that is undefined would travel as a second parameter.
    return token
      ? client.sendRequest<Result>(method, params, token)
      : client.sendRequest<Result>(method, params);
  }

  async #running(): Promise<LanguageClient> {
    await this.start();
    if (!this.#client) throw new Error('The language server is not running.');
    return this.#client;
  }

  async #startClient(): Promise<LanguageClient> {
    const library = await loadLibrary();
    const { LanguageClient: Client, RevealOutputChannelOn, TransportKind } = library;
    const module = this.#context.asAbsolutePath('dist/server.js');
    const initializationOptions: ServerOptions = { commands: true };
    const client = new Client(
      SECTION,
      DISPLAY_NAME,
      {
        run: { module, transport: TransportKind.ipc },
        debug: {
          module,
          transport: TransportKind.ipc,
          options: { execArgv: ['--nolazy', '--inspect=6023'] },
        },
      },
      {
        documentSelector: DOCUMENT_SELECTOR,
        outputChannel: this.#output,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        diagnosticPullOptions: { onChange: true, onFocus: true },
        initializationOptions,
        errorHandler: this.#createErrorHandler(library),
      },
    );
    client.onNotification(METHODS.status, (status: StatusParams) => {
      this.#statusEmitter.fire(status);
    });
    client.onDidChangeState(({ newState }) => {
      if (newState === library.State.Running) this.#startEmitter.fire();
    });
    this.#client = client;
    await client.start();
    return client;
  }

  /** Starts a server that ended again without a word; the status says so when that does not help. */
  #createErrorHandler({ CloseAction, ErrorAction }: typeof ClientLibrary): ClientLibrary.ErrorHandler {
    const restarts = new RestartLimit();
    return {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        if (restarts.mayRestart(Date.now())) return { action: CloseAction.Restart, handled: true };
        this.#output.error('The language server ended five times in three minutes and is not started again.');
        this.#giveUpEmitter.fire();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }
}

/** Loaded after activation: the library is most of the bundle, and nothing needs it before the first request. */
function loadLibrary(): Promise<typeof ClientLibrary> {
  return import('vscode-languageclient/node');
}
