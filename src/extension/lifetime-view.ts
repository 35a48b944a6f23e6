/** Draws lifetimes into the editors: the one at the cursor, a pinned one, or all of the file, as the setting says. */
import * as vscode from 'vscode';
import type { LifetimePicture } from '../protocol/lifetime-picture.js';
import type { LifetimeShow } from '../protocol/ids.js';
import { COLORS, LIFETIME_SHOW, SECTION, SETTINGS } from '../protocol/ids.js';
import type { ActiveLifetimes } from './active-lifetimes.js';
import type { DrawnLifetimes, LineStretch } from './decoration-ranges.js';
import { NOTHING_DRAWN, toDrawnLifetimes } from './decoration-ranges.js';
import type { DecorationTypes } from './decoration-types.js';
import { badgeAfter, createDecorationTypes } from './decoration-types.js';
import { toSiteIds } from '../view/entries.js';
import { toRange } from './places.js';

export class LifetimeView {
  readonly #active: ActiveLifetimes;
  readonly #types: DecorationTypes;
  readonly #drawEmitter = new vscode.EventEmitter<readonly LifetimePicture[]>();
  /** Kept while the cursor moves elsewhere, and while the code around it is edited. */
  #pinned: { readonly uri: string; readonly siteId: string } | undefined;
  #drawn: readonly LifetimePicture[] = [];

  readonly onDidDraw = this.#drawEmitter.event;

  constructor(context: vscode.ExtensionContext, active: ActiveLifetimes) {
    this.#active = active;
    this.#types = createDecorationTypes(context);
    context.subscriptions.push(
      this.#drawEmitter,
      active.onDidChange(() => {
        this.#draw();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.#draw();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTINGS.lifetimeShow)) this.#draw();
      }),
    );
    this.#draw();
  }

  /** What is on the screen now. */
  get drawn(): readonly LifetimePicture[] {
    return this.#drawn;
  }

  /** Pins the lifetime at the cursor, so that it stays while the cursor moves; a second call lets it go. */
  toggle(): void {
    const { snapshot } = this.#active;
    if (this.#pinned) this.#pinned = undefined;
    else if (snapshot.kind === 'lifetimes' && snapshot.current !== undefined) {
      const siteId = siteIdsOf(snapshot.pictures)[snapshot.current];
      if (siteId !== undefined) this.#pinned = { uri: snapshot.uri, siteId };
    }
    this.#draw();
  }

  #draw(): void {
    const pictures = this.#choose();
    const { uri } = this.#active;
    const isHere = (editor: vscode.TextEditor): boolean => editor.document.uri.toString() === uri;
    const editors = vscode.window.visibleTextEditors;
    // A picture of an older text would mark wrong places; what is drawn already moves along with the edits.
    const version = editors.find(isHere)?.document.version;
    if (pictures.some((picture) => version !== undefined && picture.version !== version)) return;
    const drawn = toDrawnLifetimes(pictures);
    for (const editor of editors) this.#drawInto(editor, isHere(editor) ? drawn : NOTHING_DRAWN);
    this.#drawn = pictures;
    this.#drawEmitter.fire(pictures);
  }

  #choose(): readonly LifetimePicture[] {
    const { snapshot } = this.#active;
    const show = readShow();
    if (snapshot.kind !== 'lifetimes' || show === 'off') return [];
    if (this.#pinned?.uri === snapshot.uri) {
      const pinned = snapshot.pictures[siteIdsOf(snapshot.pictures).indexOf(this.#pinned.siteId)];
      if (pinned) return [pinned];
    }
    if (show === 'always') return snapshot.pictures;
    const { current } = this.#active;
    return show === 'onCursor' && current ? [current] : [];
  }

  #drawInto(editor: vscode.TextEditor, drawn: DrawnLifetimes): void {
    const types = this.#types;
    editor.setDecorations(types.acquire, drawn.acquires.map(toRange));
    editor.setDecorations(types.release, drawn.releases.map(toRange));
    editor.setDecorations(types.heldOnEveryPath, drawn.heldOnEveryPath.map(toLines));
    editor.setDecorations(types.heldOnSomePaths, drawn.heldOnSomePaths.map(toLines));
    const lost = drawn.lostExits.map(({ range, badge, hover }) => ({
      range: new vscode.Range(toRange(range).start, editor.document.lineAt(toRange(range).end).range.end),
      hoverMessage: new vscode.MarkdownString().appendText(hover),
      renderOptions: badgeAfter(badge, COLORS.lost),
    }));
    editor.setDecorations(types.lost, lost);
  }
}

export function readShow(): LifetimeShow {
  const value = vscode.workspace.getConfiguration(SECTION).get<string>('lifetime.show');
  return LIFETIME_SHOW.find((show) => show === value) ?? 'onCursor';
}

function siteIdsOf(pictures: readonly LifetimePicture[]): readonly string[] {
  return toSiteIds(pictures.map(({ lifetime }) => lifetime));
}

function toLines({ startLine, endLine }: LineStretch): vscode.Range {
  return new vscode.Range(startLine, 0, endLine, 0);
}
