/** The language status item: how many resources the file takes, and how many of them it may lose. */
import * as vscode from 'vscode';
import { COMMANDS, DISPLAY_NAME } from '../protocol/ids.js';
import type { StatusParams } from '../protocol/messages.js';
import type { LanguageServer } from './language-server.js';
import { DOCUMENT_SELECTOR } from './language-server.js';

/** Longer than this is worth a word: the user waits for it. */
const SLOW_MS = 1000;
const MAX_NAMES = 3;

export class StatusItem {
  readonly #item: vscode.LanguageStatusItem;
  #hasStopped = false;
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
      server.onGiveUp(() => {
        this.#hasStopped = true;
        this.#known.clear();
        show();
      }),
      server.onStart(() => {
        this.#hasStopped = false;
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
    const shown = this.#hasStopped ? STOPPED() : toShownStatus(status);
    this.#item.busy = !this.#hasStopped && status?.version !== document.version;
    this.#item.text = shown.text;
    this.#item.detail = shown.detail;
    this.#item.severity = shown.severity;
    this.#item.command = shown.command;
  }
}

interface ShownStatus {
  readonly text: string;
  readonly detail: string;
  readonly severity: vscode.LanguageStatusSeverity;
  readonly command: vscode.Command | undefined;
}

const { Error: Failed, Information, Warning } = vscode.LanguageStatusSeverity;

const STOPPED = (): ShownStatus => ({
  text: vscode.l10n.t('not running'),
  detail: vscode.l10n.t('{0}: the language server ended several times', DISPLAY_NAME),
  severity: Failed,
  command: { command: COMMANDS.restartServer, title: vscode.l10n.t('Start again') },
});

function toShownStatus(status: StatusParams | undefined): ShownStatus {
  if (!status) {
    const text = vscode.l10n.t('Connection lifetimes');
    return { text, detail: DISPLAY_NAME, severity: Information, command: undefined };
  }
  const { acquired, unreleased, problems } = status;
  const notes = describeLimits(status);
  return {
    text:
      acquired === 0
        ? vscode.l10n.t('no connection acquired')
        : vscode.l10n.t('{0} acquired · {1} unreleased', acquired, unreleased),
    detail: notes.length === 0 ? DISPLAY_NAME : notes.join(' · '),
    severity: unreleased > 0 || problems.length > 0 ? Warning : Information,
    command: acquired === 0 ? undefined : { command: COMMANDS.showPaths, title: vscode.l10n.t('Show paths') },
  };
}

/** Why the answer may be late or incomplete. */
function describeLimits({
  problems,
  milliseconds,
  replacedTypes,
  unknownTypes,
}: StatusParams): readonly string[] {
  const notes = [...problems];
  if (milliseconds > SLOW_MS) {
    notes.push(vscode.l10n.t('slow: analysed in {0} s', (milliseconds / 1000).toFixed(1)));
  }
  if (replacedTypes.length > 0) {
    notes.push(vscode.l10n.t('not installed, known anyway: {0}', listNames(replacedTypes)));
  }
  if (unknownTypes.length > 0) notes.push(vscode.l10n.t('without types: {0}', listNames(unknownTypes)));
  return notes;
}

function listNames(names: readonly string[]): string {
  return names.length > MAX_NAMES ? `${names.slice(0, MAX_NAMES).join(', ')} …` : names.join(', ');
}
