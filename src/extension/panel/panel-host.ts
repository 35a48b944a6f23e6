/** The panel as the rest of the extension sees it: one webview, opened by the user, restored after a reload. */
import * as vscode from 'vscode';
import { PANEL_VIEW_TYPE } from '../../protocol/panel.js';
import { PanelView } from './panel-view.js';
import type { PanelSource } from './panel-source.js';

export type { PanelSnapshot, PanelSource } from './panel-source.js';

/** There is never more than one: it follows the editor instead of standing for a file. */
let view: PanelView | undefined;

/** Opens the panel beside the editor, or shows the one that is open; it then follows the cursor again. */
export function openPanel(context: vscode.ExtensionContext, source: PanelSource): void {
  if (view) {
    view.showCurrent();
    return;
  }
  const webviewPanel = vscode.window.createWebviewPanel(
    PANEL_VIEW_TYPE,
    vscode.l10n.t('Connection Lifetimes'),
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
  );
  adopt(webviewPanel, context, source);
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
): void {
  const adopted = new PanelView(webviewPanel, context.extensionUri, source);
  view = adopted;
  webviewPanel.onDidDispose(() => {
    if (view === adopted) view = undefined;
  });
}
