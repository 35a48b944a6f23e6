/** The panel as a whole: takes messages in, keeps the choice of path and row, and sends what the user asks for. */
import type { PanelContent, PanelFixes, PanelPicture, ToHost, ToPanel } from '../protocol/panel.js';
import { el } from '../picture/dom.js';
import { toMarkdown } from '../picture/markdown.js';
import { PathPicture } from '../picture/path-picture.js';
import { readSavedState, type SavedState } from '../picture/selection.js';
import { toVisibleText } from '../picture/visible-text.js';
import { Header } from './header.js';
import { toEmptyWords } from './panel-words.js';

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
  private readonly path: PathPicture;
  private readonly empty = el('section', { class: 'empty' });
  private readonly notice = el('p', { class: 'notice', role: 'status' });
  private noticeEnd = 0;
  private saved: SavedState | undefined;
  private picture: PanelPicture | undefined;
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
        this.path.turn(by);
      },
      copy: () => {
        if (this.picture) api.postMessage({ kind: 'copy', text: toMarkdown(this.picture) });
      },
      applyFix: (index) => {
        this.applyFix(index);
      },
    });
    this.path = new PathPicture({
      selected: (selection) => {
        if (!this.picture) return;
        this.header.show(this.picture, selection.path);
        const { uri, siteId } = this.picture;
        api.setState({ version: 1, uri, siteId, selection });
      },
      reveal: ({ location }, preserveFocus) => {
        api.postMessage({ kind: 'reveal', location, preserveFocus });
      },
    });
    this.saved = readSavedState(api.getState());
    document.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
  }

  /** Tells the extension that messages are welcome. */
  start(): void {
    this.root.replaceChildren(this.header.element, this.empty, this.path.element, this.notice);
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
        this.path.goToLine(message.file, message.line);
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
    this.path.element.hidden = !isPicture;
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
    const { uri, siteId } = picture;
    const isSame = this.picture?.uri === uri && this.picture.siteId === siteId;
    const isRestored = !this.picture && this.saved?.uri === uri && this.saved.siteId === siteId;
    const before = isSame ? this.path.selection : isRestored ? this.saved?.selection : undefined;
    this.saved = undefined;
    this.picture = picture;
    this.path.show(picture, before);
    this.showFixes();
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
    if (event.key === 'n') this.path.turn(1);
    else if (event.key === 'p') this.path.turn(-1);
  }
}
