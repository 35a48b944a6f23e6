/** The panel as a whole: takes messages in, shows one of its two pages, and sends what the user asks for. */
import { button, el } from '../picture/dom.js';
import { toMarkdown } from '../picture/markdown.js';
import { PathPicture, type PictureView } from '../picture/path-picture.js';
import { toVisibleText } from '../picture/visible-text.js';
import type { LaidRow } from '../picture/layout.js';
import type {
  PanelAudit,
  PanelContent,
  PanelFixes,
  PanelPicture,
  ToHost,
  ToPanel,
} from '../protocol/panel.js';
import type { Filter } from './filter.js';
import { Header } from './header.js';
import { Overview } from './overview.js';
import { toEmptyWords } from './panel-words.js';
import { readSavedState, toStored, type Page, type SavedState } from './saved-state.js';
import { toPng, toSvgText } from './share.js';

/** Long enough to read a sentence twice, in milliseconds. */
const NOTICE_TIME = 8000;

/** What VS Code gives to a webview, as far as the panel uses it. */
export interface WebviewApi {
  readonly postMessage: (message: ToHost) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

export class Panel {
  private readonly header: Header;
  private readonly path: PathPicture;
  private readonly overview: Overview;
  private readonly empty = el('section', { class: 'empty' });
  private readonly paths: HTMLElement;
  private readonly notice = el('p', { class: 'notice', role: 'status' });
  private readonly tabs: Readonly<Record<Page, HTMLButtonElement>>;
  private noticeEnd = 0;
  private saved: SavedState;
  /** Of the sites that were shown, for whoever comes back to one. */
  private readonly views = new Map<string, PictureView>();
  private picture: PanelPicture | undefined;
  private audit: PanelAudit = { kind: 'none' };
  private fixes: { readonly findingId: string; readonly fixes: PanelFixes } | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly api: WebviewApi,
    /** In a report there is no editor: nothing can be audited again, and no code be shown but what is in the picture. */
    private readonly place: 'editor' | 'report' = 'editor',
  ) {
    this.saved = readSavedState(api.getState());
    this.tabs = { paths: this.buildTab('paths', 'Paths'), overview: this.buildTab('overview', 'Audit') };
    this.header = this.buildHeader();
    this.path = this.buildPath();
    const runAudit = (): void => {
      api.postMessage({ kind: 'run-audit' });
    };
    this.overview = new Overview({
      ...(place === 'editor' ? { runAudit } : {}),
      openFinding: this.openFinding,
      setFilter: this.setFilter,
    });
    this.paths = el('div', { class: 'paths' }, this.header.element, this.empty, this.path.element);
    document.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
  }

  /** Tells the extension that messages are welcome. */
  start(): void {
    const { overview, paths } = this.tabs;
    const tabs = el('nav', { class: 'tabs', 'aria-label': 'Pages' }, paths, overview);
    const main = el('main', {}, this.paths, this.overview.element, this.notice);
    this.root.replaceChildren(tabs, main);
    this.showPage(this.saved.page);
    this.receive({ kind: 'content', content: { kind: 'loading', uri: '', fileName: 'The file' } });
    const { siteId, uri } = this.saved.picture ?? {};
    this.api.postMessage(
      siteId === undefined || uri === undefined ? { kind: 'ready' } : { kind: 'ready', uri, siteId },
    );
  }

  receive(message: ToPanel): void {
    switch (message.kind) {
      case 'content':
        this.showContent(message.content);
        return;
      case 'audit':
        this.audit = message.audit;
        this.showAudit();
        return;
      case 'page':
        this.showPage(message.page);
        return;
      case 'fixes':
        this.fixes = message;
        this.showFixes();
        return;
      case 'cursor':
        this.path.goToLine(message.file, message.line);
        return;
      case 'step':
        this.path.goToStep(message.path, message.step);
        return;
      case 'notice':
        this.showNotice(message.text);
        return;
    }
  }

  private buildHeader(): Header {
    const { api } = this;
    return new Header({
      selectSite: (siteId) => {
        api.postMessage({ kind: 'select-site', siteId });
      },
      openFinding: this.openFinding,
      setFilter: this.setFilter,
      turn: (by) => {
        this.path.turn(by);
      },
      share: (how) => void this.share(how),
      useFix: (how, index) => {
        this.useFix(how, index);
      },
    });
  }

  private buildPath(): PathPicture {
    const reveal = (row: LaidRow, preserveFocus: boolean): void => {
      this.reveal(row, preserveFocus);
    };
    return new PathPicture({
      changed: (view) => {
        if (!this.picture) return;
        this.header.show(this.picture, view.selection.path);
        const { siteId, uri } = this.picture;
        this.views.set(`${uri} ${siteId}`, view);
        this.save({ picture: { uri, siteId, view } });
      },
      ...(this.place === 'editor' ? { reveal } : {}),
    });
  }

  private buildTab(page: Page, words: string): HTMLButtonElement {
    return button({ class: 'tab' }, words, () => {
      this.showPage(page);
    });
  }

  private showPage(page: Page): void {
    this.paths.hidden = page !== 'paths';
    this.overview.element.hidden = page !== 'overview';
    for (const [name, tab] of Object.entries(this.tabs)) {
      if (name === page) tab.setAttribute('aria-current', 'page');
      else tab.removeAttribute('aria-current');
    }
    this.save({ page });
    if (page === 'overview') this.showAudit();
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
    const { siteId, uri } = picture;
    const { picture: saved } = this.saved;
    // The saved view is that of the same picture a moment ago, or before the window was loaded anew.
    const isSame = saved?.uri === uri && saved.siteId === siteId;
    this.picture = picture;
    this.showChoices();
    this.path.show(picture, isSame ? saved.view : this.views.get(`${uri} ${siteId}`));
    this.showFixes();
  }

  private showChoices(): void {
    if (this.picture) this.header.showChoices(this.picture, this.findings(), this.saved.filter);
  }

  private showAudit(): void {
    const { length } = this.findings();
    this.tabs.overview.textContent = length > 0 ? `Audit (${length})` : 'Audit';
    this.showChoices();
    if (!this.overview.element.hidden) this.overview.show(this.audit, this.saved.filter);
  }

  private findings() {
    return this.audit.kind === 'done' ? this.audit.findings : [];
  }

  private readonly setFilter = (filter: Filter): void => {
    this.save({ filter });
    this.showAudit();
  };

  private readonly openFinding = ({ findingId, uri }: { findingId: string; uri: string }): void => {
    this.showPage('paths');
    this.api.postMessage({ kind: 'open-finding', uri, findingId });
  };

  private reveal(row: LaidRow, preserveFocus: boolean): void {
    const { path } = this.path.view.selection;
    const number = row.steps.get(path)?.find((one) => !one.includes('.'));
    const { location } = row;
    const walk = number === undefined ? {} : { walk: { path, step: Number(number) - 1 } };
    this.api.postMessage({ kind: 'reveal', location, preserveFocus, ...walk });
  }

  private showFixes(): void {
    const findingId = this.picture?.lifetime.findingId;
    this.header.showFixes(this.fixes?.findingId === findingId ? this.fixes?.fixes : undefined);
  }

  private useFix(kind: 'apply-fix' | 'preview-fix', index: number): void {
    const findingId = this.picture?.lifetime.findingId;
    const title = this.fixes?.fixes.titles[index];
    if (findingId === undefined || title === undefined || this.fixes?.findingId !== findingId) return;
    this.api.postMessage({ kind, findingId, index, title });
  }

  private async share(how: 'markdown' | 'svg' | 'png'): Promise<void> {
    const { picture } = this;
    const svgText = toSvgText(this.path);
    if (!picture || svgText === undefined) return;
    if (how === 'markdown') this.api.postMessage({ kind: 'copy', format: how, text: toMarkdown(picture) });
    else if (how === 'svg') this.api.postMessage({ kind: 'copy', format: how, text: svgText });
    else {
      const name = `${(picture.lifetime.site.variable ?? 'resource').replace(/[^\w-]+/g, '') || 'resource'}-paths.png`;
      this.api.postMessage({ kind: 'save-png', name, data: await toPng(svgText) });
    }
  }

  private showNotice(text: string): void {
    window.clearTimeout(this.noticeEnd);
    this.notice.textContent = toVisibleText(text);
    this.noticeEnd = window.setTimeout(() => {
      this.notice.textContent = '';
    }, NOTICE_TIME);
  }

  private save(change: Partial<SavedState>): void {
    this.saved = { ...this.saved, ...change };
    this.api.setState(toStored(this.saved));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLSelectElement) return;
    if (this.paths.hidden) return;
    if (event.key === 'n') this.path.turn(1);
    else if (event.key === 'p') this.path.turn(-1);
  }
}
