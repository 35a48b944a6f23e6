/** The language status item: how many resources the file takes, and how many of them it may lose. */
import * as vscode from 'vscode';
import { COMMANDS, DISPLAY_NAME } from '../protocol/ids.js';
import type { StatusParams } from '../protocol/messages.js';
import type { LanguageServer } from './language-server.js';
import { DOCUMENT_SELECTOR } from './language-server.js';

export class StatusItem {
  readonly #item: vscode.LanguageStatusItem;
  readonly #known = new Map<string, StatusParams>();

  constructor(context: vscode.ExtensionContext, server: LanguageServer) {
    this.#item = vscode.languages.createLanguageStatusItem('connectionLifetimes.status', DOCUMENT_SELECTOR);
    this.#item.name = DISPLAY_NAME;
    const show = (): void => {
      this.#show();
    };
    context.subscriptions.push(
      this.#item,
      server.onStatus((status) => {
        this.#known.set(status.uri, status);
        show();
      }),
      vscode.window.onDidChangeActiveTextEditor(show),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) show();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#known.delete(uri.toString())),
    );
    show();
  }

  /** The last status of the document, if it is of its present text. */
  find(document: vscode.TextDocument): StatusParams | undefined {
    const status = this.#known.get(document.uri.toString());
    return status?.version === document.version ? status : undefined;
  }

  #show(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || vscode.languages.match(DOCUMENT_SELECTOR, document) === 0) return;
    const status = this.#known.get(document.uri.toString());
    this.#item.busy = status?.version !== document.version;
    if (!status) {
      this.#item.text = vscode.l10n.t('Connection lifetimes');
      return;
    }
    const { acquired, unreleased, problems } = status;
    this.#item.text =
      acquired === 0
        ? vscode.l10n.t('no connection acquired')
        : vscode.l10n.t('{0} acquired · {1} unreleased', acquired, unreleased);
    this.#item.detail = problems[0] ?? DISPLAY_NAME;
    const { Information, Warning } = vscode.LanguageStatusSeverity;
    this.#item.severity = unreleased > 0 || problems.length > 0 ? Warning : Information;
    if (acquired > 0) {
      this.#item.command = { command: COMMANDS.showPaths, title: vscode.l10n.t('Show paths') };
    } else {
      this.#item.command = undefined;
    }
  }
}
