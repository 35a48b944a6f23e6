/** A language server in this process with a session made by hand, and a plain LSP client that talks to it. */
import { PassThrough } from 'node:stream';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer, type ServerHost } from '../../../src/server/start-server.js';
import type { FileHost, Session } from '../../../src/session/session.js';
import { sampleAnalysis } from './sample-analysis.js';

/** What VS Code says of itself, as far as the server looks at it. */
export const EDITOR_CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    diagnostic: { dynamicRegistration: false },
    publishDiagnostics: { relatedInformation: true },
    codeAction: { disabledSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true }, workspaceFolders: true },
};

export interface HarnessOptions {
  readonly session?: Partial<Session>;
  readonly capabilities?: object;
  readonly initializationOptions?: object;
  readonly findChanges?: ServerHost['findChanges'];
  /** Files and engine, when it is not the session made by hand. */
  readonly host?: FileHost;
  readonly openSession?: () => Session;
}

export interface Harness {
  readonly client: MessageConnection;
  /** Notifications of the server by method, in order of arrival. */
  readonly received: { readonly method: string; readonly params: unknown }[];
  /** Requests of the server, in order of arrival. */
  readonly requested: { readonly method: string; readonly params: unknown }[];
  readonly initialized: { readonly capabilities: Record<string, unknown> };
  readonly open: (uri: string, text?: string) => Promise<void>;
  /** Resolves with the first notification of the method, also one that has arrived before. */
  readonly notification: (method: string) => Promise<unknown>;
  readonly close: () => void;
}

export async function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(ProposedFeatures.all, toServer, toClient);
  const session = { ...SESSION, ...options.session };
  startServer(connection, {
    host: options.host ?? NO_FILES,
    openSession: options.openSession ?? (() => session),
    version: '1.2.3',
    pagesFolder: '/ext/docs',
    findChanges: options.findChanges ?? (() => ({ since: 'the last commit', files: [] })),
    readPage: () => ({ script: 'script', style: 'style' }),
  });
  const client = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const { received, notification } = listen(client);
  const requested: Harness['requested'] = [];
  client.onRequest((method, params) => {
    requested.push({ method, params });
    if (method === 'workspace/applyEdit') return { applied: true };
    return method === 'workspace/configuration' ? [null] : null;
  });
  client.listen();
  const initialized = await client.sendRequest<Harness['initialized']>('initialize', {
    processId: null,
    rootUri: 'file:///app',
    workspaceFolders: [{ uri: 'file:///app', name: 'app' }],
    capabilities: options.capabilities ?? EDITOR_CAPABILITIES,
    initializationOptions: options.initializationOptions ?? { commands: true },
  });
  await client.sendNotification('initialized', {});
  const open = (uri: string, text = 'const a = 1;\n'): Promise<void> =>
    client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'typescript', version: 1, text },
    });
  const close = (): void => {
    client.dispose();
    connection.dispose();
  };
  return { client, requested, received, initialized, open, notification, close };
}

function listen(client: MessageConnection): Pick<Harness, 'received' | 'notification'> {
  const received: { method: string; params: unknown }[] = [];
  const waiting: { method: string; resolve: (params: unknown) => void }[] = [];
  client.onNotification((method, params) => {
    received.push({ method, params });
    for (const { resolve } of waiting.filter((waiter) => waiter.method === method)) resolve(params);
  });
  const notification = (method: string): Promise<unknown> => {
    const arrived = received.find((message) => message.method === method);
    if (arrived) return Promise.resolve(arrived.params);
    return new Promise((resolve) => waiting.push({ method, resolve }));
  };
  return { received, notification };
}

const SESSION: Session = {
  openDocument: () => undefined,
  closeDocument: () => undefined,
  findOmission: () => undefined,
  filesChanged: () => undefined,
  analyze: (file) => sampleAnalysis({ file }),
  lifetimeAt: (file) => sampleAnalysis({ file }).lifetimes[0],
  poolSettings: () => undefined,
  leakCost: () => undefined,
  fixes: () => [],
  fixAll: (file) => ({ file, edits: [], newText: '', fixed: [], refused: [] }),
  audit: () => Promise.reject(new Error('no audit expected')),
  auditPart: () => Promise.reject(new Error('no audit expected')),
  saveCache: () => undefined,
  isTouched: () => false,
  isBaseline: () => false,
  baselineOf: () => undefined,
};

const NO_FILES: FileHost = {
  readFile: () => undefined,
  fileExists: () => false,
  directoryExists: () => false,
  readFolder: () => ({ files: [], folders: [] }),
  fileSize: () => undefined,
  realPath: (path) => path,
};
