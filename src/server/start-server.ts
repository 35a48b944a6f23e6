/** Puts the language server together: what it offers, and the features that answer. */
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver/node';
import { DidChangeConfigurationNotification, TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { FilePath } from '../model/location.js';
import { RULE_IDS } from '../model/finding.js';
import type { ServerOptions } from '../protocol/messages.js';
import type { FileHost, Session } from '../session/session.js';
import { registerAlarmReport } from './alarm-report.js';
import { Analyses } from './analyses.js';
import { registerAudit } from './audit.js';
import { registerAuditExports } from './audit-exports.js';
import { CODE_ACTION_KINDS, registerCodeActions } from './code-actions.js';
import type { ClientAbilities, ServerContext } from './context.js';
import { DIAGNOSTIC_SOURCE, registerDiagnostics, showHeldBack } from './diagnostics.js';
import { registerExplain } from './explain-request.js';
import { FixOffers } from './fix-offers.js';
import { registerFixWorkspace } from './fix-workspace.js';
import { registerHover } from './hover.js';
import { registerInlayHints } from './inlay-hints.js';
import { registerLifetimeRequests } from './lifetime-requests.js';
import { NewFindings } from './new-findings.js';
import { OpenDocuments } from './open-documents.js';
import { readSettings, registerSettings } from './settings.js';
import { registerStatus } from './status.js';
import { findFilePath, toUri } from './uris.js';
import { registerWatchedFiles, watchFiles } from './watched-files.js';

const TYPING_DELAY_MS = 200;

/** What the server needs from the process it runs in. */
export interface ServerHost {
  readonly host: FileHost;
  readonly openSession: () => Session;
  readonly version: string;
  readonly findChanges: ServerContext['findChanges'];
  readonly readPage: ServerContext['readPage'];
  /** Folder of the rule pages of this installation; it may be missing. */
  readonly pagesFolder: FilePath;
}

export function startServer(connection: Connection, serverHost: ServerHost): void {
  let context: ServerContext | undefined;
  connection.onInitialize((params): InitializeResult => {
    context = createContext(connection, params, serverHost);
    registerDocuments(context);
    for (const register of [
      registerDiagnostics,
      registerCodeActions,
      registerInlayHints,
      registerHover,
      registerLifetimeRequests,
      registerAudit,
      registerAuditExports,
      registerFixWorkspace,
      registerExplain,
      registerAlarmReport,
      registerStatus,
      registerSettings,
      registerWatchedFiles,
    ]) {
      register(context);
    }
    return describeServer(context, serverHost.version);
  });
  connection.onInitialized(() => {
    if (context) void afterInitialization(context);
  });
  connection.listen();
}

function describeServer({ client }: ServerContext, version: string): InitializeResult {
  const diagnosticProvider = {
    identifier: DIAGNOSTIC_SOURCE,
    interFileDependencies: true,
    workspaceDiagnostics: false,
  };
  return {
    serverInfo: { name: DIAGNOSTIC_SOURCE, version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      inlayHintProvider: true,
      codeActionProvider: {
        codeActionKinds: CODE_ACTION_KINDS,
        ...(client.resolvesEdits ? { resolveProvider: true } : {}),
      },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pullDiagnostics ? { diagnosticProvider } : {}),
    },
  };
}

function createContext(
  connection: Connection,
  params: InitializeParams,
  serverHost: ServerHost,
): ServerContext {
  const client = toAbilities(params);
  const folders = foldersOf(params);
  const session = serverHost.openSession();
  const documents = new OpenDocuments(folders[0]);
  const log = (message: string): void => {
    connection.console.error(message);
  };
  const newFindings = new NewFindings((uri) => {
    showHeldBack(context, uri);
  });
  const context: ServerContext = {
    connection,
    session,
    client,
    log,
    documents,
    analyses: new Analyses({ session, log, delayMs: TYPING_DELAY_MS, eager: !client.pullDiagnostics }),
    fixOffers: new FixOffers(session, log),
    newFindings,
    version: serverHost.version,
    readFile: (file) => serverHost.host.readFile(file),
    textOf: (file) => documents.textOf(file) ?? serverHost.host.readFile(file),
    findChanges: serverHost.findChanges,
    readPage: serverHost.readPage,
    pages: findPages(serverHost),
    lowestLevel: 'note',
    folders: async () => {
      if (!client.workspaceFolders) return folders;
      const current = await connection.workspace.getWorkspaceFolders();
      return (current ?? []).flatMap(({ uri }) => findFilePath(uri) ?? []);
    },
  };
  return context;
}

function toAbilities({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { textDocument, workspace } = capabilities;
  const options = (initializationOptions ?? {}) as ServerOptions;
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation:
      textDocument?.diagnostic?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    configuration: workspace?.configuration === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    commands: options.commands === true,
  };
}

function foldersOf({ workspaceFolders, ...rest }: InitializeParams): readonly FilePath[] {
  const { rootUri } = rest as { rootUri?: string | null };
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.flatMap((uri) => findFilePath(uri) ?? []);
}

function findPages({ host, pagesFolder }: ServerHost): ServerContext['pages'] {
  const shipped = RULE_IDS.filter((rule) => host.fileExists(`${pagesFolder}/${rule}.md`));
  return Object.fromEntries(shipped.map((rule) => [rule, toUri(`${pagesFolder}/${rule}.md`)]));
}

function registerDocuments(context: ServerContext): void {
  const { texts } = context.documents;
  const { analyses, fixOffers, connection, client } = context;
  texts.onDidOpen(({ document }) => {
    analyses.open(document, context.documents.opened(document));
  });
  texts.onDidChangeContent(({ document }) => {
    if (analyses.change(document.uri)) context.newFindings.typed(document.uri);
  });
  texts.onDidClose(({ document }) => {
    analyses.close(document.uri);
    context.newFindings.closed(document.uri);
    context.documents.closed(document.uri);
    if (!client.pullDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  analyses.onAnalyzed((analyzed) => {
    fixOffers.prepare(analyzed, analyses);
  });
  texts.listen(connection);
}

async function afterInitialization(context: ServerContext): Promise<void> {
  const { client, connection } = context;
  if (client.configuration) {
    await connection.client.register(DidChangeConfigurationNotification.type, {
      section: 'connectionLifetimes',
    });
  }
  await readSettings(context);
  await watchFiles(context);
}
