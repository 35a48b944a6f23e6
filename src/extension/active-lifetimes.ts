/** The lifetimes of the document the user works in, and the one at the cursor: what all views draw from. */
import * as vscode from 'vscode';
import { findLifetimeAt } from '../model/lifetime-at.js';
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
        if (textEditor === this.#editor) this.#findCurrent();
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

  /** Makes the document of a visible editor the one all views draw from; the focus may be anywhere. */
  follow(editor: vscode.TextEditor): void {
    this.#follow(editor);
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

  /** Which lifetime the cursor is in now, without asking; while the text is newer than the pictures, it stays the same. */
  #findCurrent(): void {
    const snapshot = this.#snapshot;
    const editor = this.#editor;
    if (!editor || snapshot.kind !== 'lifetimes' || snapshot.uri !== this.uri) return;
    const { pictures, uri, current } = snapshot;
    if (pictures[0]?.version !== editor.document.version) return;
    const index = indexAt(pictures, editor.selection.active);
    if (index !== current) this.#show(toSnapshot(uri, pictures, index));
  }

  /** Asks for the lifetimes of the present text; a newer question cancels this one. */
  async #ask(): Promise<void> {
    const editor = this.#editor;
    if (!editor) return;
    this.#asking?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.#asking = source;
    const uri = editor.document.uri.toString();
    try {
      const pictures = await this.#server.lifetimes(uri, source.token);
      if (source.token.isCancellationRequested) return;
      this.#show(toSnapshot(uri, pictures, indexAt(pictures, editor.selection.active)));
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

function toSnapshot(
  uri: string,
  pictures: readonly LifetimePicture[],
  current: number | undefined,
): ActiveSnapshot {
  return { kind: 'lifetimes', uri, pictures, ...(current === undefined ? {} : { current }) };
}

function indexAt(pictures: readonly LifetimePicture[], position: vscode.Position): number | undefined {
  const lifetimes = pictures.map(({ lifetime }) => lifetime);
  const found = findLifetimeAt(lifetimes, position);
  return found && lifetimes.indexOf(found);
}
