/** The lifetimes of the document the user works in, and the one at the cursor: what all views draw from. */
import * as vscode from 'vscode';
import type { LifetimePicture } from '../protocol/lifetime-picture.js';
import type { LanguageServer } from './language-server.js';
import { DOCUMENT_SELECTOR } from './language-server.js';

export type ActiveSnapshot =
  | { readonly kind: 'no-document' }
  | { readonly kind: 'loading'; readonly uri: string }
  | { readonly kind: 'failed'; readonly uri: string; readonly reason: string }
  | {
      readonly kind: 'lifetimes';
      readonly uri: string;
      readonly pictures: readonly LifetimePicture[];
      /** Index of the lifetime at the cursor; absent when the cursor is in none. */
      readonly current?: number;
    };

export class ActiveLifetimes implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #changeEmitter = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #editor: vscode.TextEditor | undefined;
  #snapshot: ActiveSnapshot = { kind: 'no-document' };
  #asking: vscode.CancellationTokenSource | undefined;

  readonly onDidChange = this.#changeEmitter.event;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#follow(editor);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === this.#editor) void this.#ask();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.#editor?.document) this.#forget();
      }),
      server.onStatus(({ uri }) => {
        if (uri === this.uri) void this.#ask();
      }),
      server.onStart(() => void this.#ask()),
    ];
    this.#follow(vscode.window.activeTextEditor);
  }

  /** The document's URI, as the server spells it too. */
  get uri(): string | undefined {
    return this.#editor?.document.uri.toString();
  }

  get snapshot(): ActiveSnapshot {
    return this.#snapshot;
  }

  /** The lifetime at the cursor. */
  get current(): LifetimePicture | undefined {
    const snapshot = this.#snapshot;
    if (snapshot.kind !== 'lifetimes' || snapshot.current === undefined) return undefined;
    return snapshot.pictures[snapshot.current];
  }

  dispose(): void {
    this.#asking?.cancel();
    this.#changeEmitter.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Focus in a panel, an output or another kind of file leaves the last analysed document in view. */
  #follow(editor: vscode.TextEditor | undefined): void {
    if (!editor || vscode.languages.match(DOCUMENT_SELECTOR, editor.document) === 0) return;
    const isOther = editor.document !== this.#editor?.document;
    this.#editor = editor;
    if (isOther) this.#show({ kind: 'loading', uri: editor.document.uri.toString() });
    void this.#ask();
  }

  #forget(): void {
    this.#editor = undefined;
    this.#asking?.cancel();
    this.#show({ kind: 'no-document' });
  }

  /** Asks for the present text and cursor; a newer question cancels this one. */
  async #ask(): Promise<void> {
    const editor = this.#editor;
    if (!editor) return;
    this.#asking?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.#asking = source;
    const uri = editor.document.uri.toString();
    try {
      const [pictures, current] = await Promise.all([
        this.#server.lifetimes(uri, source.token),
        this.#server.lifetimeAt(uri, editor.selection.active, source.token),
      ]);
      if (source.token.isCancellationRequested) return;
      const index = pictures.findIndex((picture) => isSamePicture(picture, current));
      this.#show({ kind: 'lifetimes', uri, pictures, ...(index === -1 ? {} : { current: index }) });
    } catch (error) {
      if (source.token.isCancellationRequested) return;
      this.#show({ kind: 'failed', uri, reason: error instanceof Error ? error.message : String(error) });
    } finally {
      source.dispose();
    }
  }

  #show(snapshot: ActiveSnapshot): void {
    this.#snapshot = snapshot;
    this.#changeEmitter.fire();
  }
}

function isSamePicture(a: LifetimePicture, b: LifetimePicture | null): boolean {
  const start = a.lifetime.site.location.range.start;
  const other = b?.lifetime.site.location.range.start;
  return start.line === other?.line && start.character === other.character;
}
