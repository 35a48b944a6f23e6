/** Activation: puts the parts together; the language server starts behind it. */
import * as vscode from 'vscode';
import { CONTEXT_KEYS, DISPLAY_NAME } from '../protocol/ids.js';
import type { StatusParams } from '../protocol/messages.js';
import { ActiveLifetimes } from './active-lifetimes.js';
import { AuditCommand } from './audit-command.js';
import { createPanelSource } from './client-panel-source.js';
import { registerCommands } from './commands.js';
import { tellCursor } from './cursor-news.js';
import { ExplainLine } from './explain-line.js';
import type { ExtensionApi } from './extension-api.js';
import { FixPreview } from './fix-preview.js';
import { LanguageServer } from './language-server.js';
import { LifetimeView } from './lifetime-view.js';
import { registerPanel } from './panel/panel-host.js';
import { StatusItem } from './status-item.js';
import { Stepper } from './stepper.js';

let running: LanguageServer | undefined;

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const start = performance.now();
  const output = vscode.window.createOutputChannel(DISPLAY_NAME, { log: true });
  const server = new LanguageServer(context, output);
  running = server;
  const active = new ActiveLifetimes(server);
  context.subscriptions.push(output, server, active);
  const view = new LifetimeView(context, active);
  const stepper = new Stepper(context, active);
  const audit = new AuditCommand(context, server, output);
  const status = new StatusItem(context, server);
  const explain = new ExplainLine(context, server);
  tellCursor(context, server);
  const preview = new FixPreview();
  context.subscriptions.push(preview);
  const panelSource = createPanelSource({ active, server, stepper, audit, preview });
  registerPanel(context, panelSource);
  registerCommands(context, { active, server, output, view, stepper, audit, explain, panelSource });
  void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.active, true);
  const ready = server.start();
  ready.catch((error: unknown) => {
    output.error(error instanceof Error ? error : String(error));
  });
  return {
    ready,
    whenAnalyzed: (uri) => whenAnalyzed(uri, server, status),
    currentLifetimePicture: () => view.drawn,
    onDidDraw: view.onDidDraw,
    currentStep: () => stepper.position,
    audit: (scope) => audit.run(scope),
    activationMs: performance.now() - start,
  };
}

export async function deactivate(): Promise<void> {
  await running?.stop();
  running = undefined;
}

async function whenAnalyzed(
  uri: vscode.Uri,
  server: LanguageServer,
  status: StatusItem,
): Promise<StatusParams> {
  const document = await vscode.workspace.openTextDocument(uri);
  const known = status.find(document);
  if (known) return known;
  return new Promise((resolve) => {
    const listening = server.onStatus((arrived) => {
      if (arrived.uri !== uri.toString() || arrived.version !== document.version) return;
      listening.dispose();
      resolve(arrived);
    });
    // Asking makes the server analyse a document that no editor shows.
    void server.lifetimes(uri.toString());
  });
}
