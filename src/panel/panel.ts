/** The panel as a whole: takes messages in, keeps the choice of path and row, and sends what the user asks for. */
import type { PanelContent, PanelFixes, PanelPicture, ToHost, ToPanel } from '../protocol/panel.js';
import { el } from './dom.js';
import { Header } from './header.js';
import { layOut, type LaidRow, type Layout } from './layout.js';
import { buildLegend } from './legend.js';
import { toMarkdown } from './markdown.js';
import { RowList } from './row-list.js';
import {
  findRowAt,
  keepSelection,
  NO_SELECTION,
  readSavedState,
  selectPath,
  type SavedState,
  type Selection,
} from './selection.js';
import { toVisibleText } from './visible-text.js';
import { toEmptyWords, toPathAnnouncement, toShownSentence } from './words.js';

/** Long enough to read a sentence twice, in milliseconds. */
const NOTICE_TIME = 8000;

/** What VS Code gives to a webview, as far as the panel uses it. */
export interface WebviewApi {
  readonly postMessage: (message: ToHost) => void;
  readonly getState: () => unknown;
  readonly setState: (state: SavedState) => void;
}

export class Panel {
  private readonly header: Header;
  private readonly rows: RowList;
  private readonly empty = el('section', { class: 'empty' });
  private readonly note = el('p', { class: 'shown-note' });
  /** What the user sees anyway, said for those who do not see it. */
  private readonly spoken = el('p', { class: 'spoken', 'aria-live': 'polite' });
  private readonly notice = el('p', { class: 'notice', role: 'status' });
  private noticeEnd = 0;
  private readonly main: HTMLElement;
  private saved: SavedState | undefined;
  private picture: PanelPicture | undefined;
  private layout: Layout | undefined;
  private selection: Selection = NO_SELECTION;
  private fixes: { readonly findingId: string; readonly fixes: PanelFixes } | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly api: WebviewApi,
  ) {
    this.header = new Header({
      selectSite: (siteId) => {
        api.postMessage({ kind: 'select-site', siteId });
      },
      turn: (by) => {
        this.turn(by);
      },
      copy: () => {
        if (this.picture) api.postMessage({ kind: 'copy', text: toMarkdown(this.picture) });
      },
      applyFix: (index) => {
        this.applyFix(index);
      },
    });
    this.rows = new RowList({
      selectRow: (key) => {
        if (key !== this.selection.row) this.choose({ ...this.selection, row: key });
      },
      selectPath: (path) => {
        this.goToPath(path);
      },
      reveal: (row, preserveFocus) => {
        this.reveal(row, preserveFocus);
      },
    });
    this.main = el('main', {}, this.note, this.rows.element, buildLegend());
    this.saved = readSavedState(api.getState());
    document.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
  }

  /** Tells the extension that messages are welcome. */
  start(): void {
    this.root.replaceChildren(this.header.element, this.empty, this.main, this.spoken, this.notice);
    this.receive({ kind: 'content', content: { kind: 'loading', uri: '', fileName: 'The file' } });
    const siteId = this.saved?.siteId;
    this.api.postMessage(siteId === undefined ? { kind: 'ready' } : { kind: 'ready', siteId });
  }

  receive(message: ToPanel): void {
    switch (message.kind) {
      case 'content':
        this.showContent(message.content);
        return;
      case 'fixes':
        this.fixes = message;
        this.showFixes();
        return;
      case 'cursor':
        this.followCursor(message.file, message.line);
        return;
      case 'notice':
        this.showNotice(message.text);
        return;
    }
  }

  private showContent(content: PanelContent): void {
    const isPicture = content.kind === 'picture';
    // An analysis that starts anew keeps the old picture in view until there is a new one.
    const isUpdate = content.kind === 'loading' && this.picture?.uri === content.uri;
    this.root.setAttribute('aria-busy', String(content.kind === 'loading'));
    if (isUpdate) return;
    this.header.element.hidden = !isPicture;
    this.main.hidden = !isPicture;
    this.empty.hidden = isPicture;
    if (isPicture) {
      this.showPicture(content);
      return;
    }
    this.picture = undefined;
    const { title, text } = toEmptyWords(content);
    this.empty.className = `empty ${content.kind}`;
    this.empty.replaceChildren(el('h1', {}, title), el('p', {}, text));
  }

  private showPicture(picture: PanelPicture): void {
    const { lifetime, uri, siteId } = picture;
    const isSame = this.picture?.uri === uri && this.picture.siteId === siteId;
    const isRestored = !this.picture && this.saved?.uri === uri && this.saved.siteId === siteId;
    const before = isSame ? this.selection : isRestored ? this.saved?.selection : undefined;
    this.saved = undefined;
    this.picture = picture;
    this.selection = before ? keepSelection(before, lifetime) : selectPath(lifetime, 0);
    this.buildRows();
    this.choose(this.selection);
    this.showFixes();
    if (!isSame && !isRestored) this.main.scrollTop = 0;
  }

  private buildRows(): void {
    if (!this.picture) return;
    const { lifetime } = this.picture;
    this.layout = layOut(lifetime, this.selection.path);
    const { first, end } = this.layout.shown;
    const count = lifetime.paths.length;
    this.note.hidden = end - first === count;
    this.note.textContent = toShownSentence(first, end, count);
    this.rows.show(this.picture, this.layout, this.selection);
  }

  private choose(selection: Selection): void {
    if (!this.picture) return;
    this.selection = selection;
    const shown = this.layout?.shown;
    const isShown = shown && shown.first <= selection.path && selection.path < Math.max(shown.end, 1);
    if (isShown) this.rows.mark(selection);
    else this.buildRows();
    this.header.show(this.picture, selection.path);
    const { uri, siteId } = this.picture;
    this.api.setState({ version: 1, uri, siteId, selection });
  }

  private turn(by: 1 | -1): void {
    const count = this.picture?.lifetime.paths.length ?? 0;
    if (count > 1) this.goToPath((this.selection.path + by + count) % count);
  }

  private goToPath(path: number): void {
    if (!this.picture) return;
    const { lifetime } = this.picture;
    const selection = selectPath(lifetime, path);
    // The row that shows where the path ends is what one wants to see of it.
    const exit = this.layout?.rows.find((row) => row.exitOf.includes(selection.path));
    this.choose({ ...selection, row: exit?.key });
    this.spoken.textContent = toPathAnnouncement(lifetime, selection.path);
  }

  private reveal(row: LaidRow, preserveFocus: boolean): void {
    this.api.postMessage({ kind: 'reveal', location: row.location, preserveFocus });
  }

  private followCursor(file: string, line: number): void {
    const row = findRowAt(this.layout?.rows ?? [], { file, line }, this.selection);
    if (row && row.key !== this.selection.row) this.choose({ ...this.selection, row: row.key });
  }

  private showFixes(): void {
    const findingId = this.picture?.lifetime.findingId;
    this.header.showFixes(this.fixes?.findingId === findingId ? this.fixes?.fixes : undefined);
  }

  private applyFix(index: number): void {
    const findingId = this.picture?.lifetime.findingId;
    const title = this.fixes?.fixes.titles[index];
    if (findingId === undefined || title === undefined || this.fixes?.findingId !== findingId) return;
    this.api.postMessage({ kind: 'apply-fix', findingId, index, title });
  }

  private showNotice(text: string): void {
    window.clearTimeout(this.noticeEnd);
    this.notice.textContent = toVisibleText(text);
    this.noticeEnd = window.setTimeout(() => {
      this.notice.textContent = '';
    }, NOTICE_TIME);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLSelectElement) return;
    if (event.key === 'n') this.turn(1);
    else if (event.key === 'p') this.turn(-1);
  }
}
