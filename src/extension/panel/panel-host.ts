/** The panel as the rest of the extension sees it: one webview, opened by the user, restored after a reload. */
import * as vscode from 'vscode';
import { PANEL_VIEW_TYPE } from '../../protocol/panel.js';
import { PanelView } from './panel-view.js';
import type { PanelSource } from './panel-source.js';

export type { PanelAuditSnapshot, PanelSnapshot, PanelSource, PanelStep } from './panel-source.js';

/** There is never more than one: it follows the editor instead of standing for a file. */
let view: PanelView | undefined;

/** Opens the panel beside the editor, or shows the one that is open; its page of paths then follows the cursor again. */
export function openPanel(
  context: vscode.ExtensionContext,
  source: PanelSource,
  page: 'paths' | 'overview' = 'paths',
): void {
  if (view) {
    view.show(page);
    return;
  }
  const webviewPanel = vscode.window.createWebviewPanel(
    PANEL_VIEW_TYPE,
    vscode.l10n.t('Connection Lifetimes'),
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
  );
  adopt(webviewPanel, context, source).show(page);
}

/** Called once on activation: lets VS Code restore the panel after a reload. */
export function registerPanel(context: vscode.ExtensionContext, source: PanelSource): void {
  const serializer: vscode.WebviewPanelSerializer = {
    deserializeWebviewPanel: (webviewPanel) => {
      // The command may have been quicker than the restoring of the window.
      if (view) webviewPanel.dispose();
      else adopt(webviewPanel, context, source);
      return Promise.resolve();
    },
  };
  context.subscriptions.push(vscode.window.registerWebviewPanelSerializer(PANEL_VIEW_TYPE, serializer), {
    dispose: () => view?.dispose(),
  });
}

function adopt(
  webviewPanel: vscode.WebviewPanel,
  context: vscode.ExtensionContext,
  source: PanelSource,
): PanelView {
  const adopted = new PanelView(webviewPanel, context.extensionUri, source);
  view = adopted;
  webviewPanel.onDidDispose(() => {
    if (view === adopted) view = undefined;
  });
  return adopted;
}
