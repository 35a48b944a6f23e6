/** The connection to the language server: starts it, restarts it, and asks our own questions. */
import * as vscode from 'vscode';
import type * as ClientLibrary from 'vscode-languageclient/node';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Position } from '../model/location.js';
import { DISPLAY_NAME, LANGUAGES, SECTION } from '../protocol/ids.js';
import type {
  AuditParams,
  AuditReport,
  FixesParams,
  FixesResult,
  LifetimeAtParams,
  LifetimeAtResult,
  LifetimesParams,
  LifetimesResult,
  ServerOptions,
  StatusParams,
} from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';

const SCHEMES = ['file', 'untitled'];

/** The documents that are analysed. */
export const DOCUMENT_SELECTOR = LANGUAGES.flatMap((language) =>
  SCHEMES.map((scheme) => ({ language, scheme })),
);

export interface AuditOptions {
  readonly token: vscode.CancellationToken;
  readonly onProgress: (message: string, percentage: number) => void;
}

export class LanguageServer implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #output: vscode.LogOutputChannel;
  readonly #statusEmitter = new vscode.EventEmitter<StatusParams>();
  readonly #startEmitter = new vscode.EventEmitter<void>();
  #client: LanguageClient | undefined;
  #started: Promise<LanguageClient> | undefined;

  /** An open document was analysed. */
  readonly onStatus = this.#statusEmitter.event;
  /** The server runs, perhaps again; what it said before no longer counts. */
  readonly onStart = this.#startEmitter.event;

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
    this.#startEmitter.fire();
  }

  async stop(): Promise<void> {
    await this.#started?.catch(() => undefined);
    await this.#client?.dispose();
  }

  dispose(): void {
    this.#statusEmitter.dispose();
    this.#startEmitter.dispose();
  }

  lifetimeAt(uri: string, position: Position, token?: vscode.CancellationToken): Promise<LifetimeAtResult> {
    const params: LifetimeAtParams = { uri, position };
    return this.#request(METHODS.lifetimeAt, params, token);
  }

  lifetimes(uri: string, token?: vscode.CancellationToken): Promise<LifetimesResult> {
    const params: LifetimesParams = { uri };
    return this.#request(METHODS.lifetimes, params, token);
  }

  fixes(uri: string, findingId: string): Promise<FixesResult> {
    const params: FixesParams = { uri, findingId };
    return this.#request(METHODS.fixes, params);
  }

  /** All workspace folders; rejects when cancelled. */
  async audit({ token, onProgress }: AuditOptions): Promise<AuditReport> {
    const [client, { WorkDoneProgress }] = await Promise.all([this.#running(), loadLibrary()]);
    const workDoneToken = `audit-${Date.now()}`;
    const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (progress) => {
      if (progress.kind === 'report') onProgress(progress.message ?? '', progress.percentage ?? 0);
    });
    try {
      const params: AuditParams = { uris: [], workDoneToken };
      return await client.sendRequest<AuditReport>(METHODS.audit, params, token);
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
      },
    );
    client.onNotification(METHODS.status, (status: StatusParams) => {
      this.#statusEmitter.fire(status);
    });
    this.#client = client;
    await client.start();
    this.#startEmitter.fire();
    return client;
  }
}

/** Loaded after activation: the library is most of the bundle, and nothing needs it before the first request. */
function loadLibrary(): Promise<typeof ClientLibrary> {
  return import('vscode-languageclient/node');
}
