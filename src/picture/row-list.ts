/** The list of rows: one button per row, of which one at a time is a tab stop; arrow keys move between them. */
import { button, el, wordsWithCode } from './dom.js';
import { drawRow } from './draw-row.js';
import type { LaidRow, Layout } from './layout.js';
import type { Selection } from './selection.js';
import type { PictureSubject } from '../model/picture.js';
import { toVisibleText } from './visible-text.js';
import { toRowLabel, toRowText } from './words.js';

export interface RowActions {
  readonly selectRow: (key: string) => void;
  readonly selectPath: (path: number) => void;
  readonly reveal: (row: LaidRow, preserveFocus: boolean) => void;
}

interface RowView {
  readonly row: LaidRow;
  readonly item: HTMLLIElement;
  readonly go: HTMLButtonElement;
  readonly number: HTMLElement;
  readonly pills: readonly HTMLButtonElement[];
  readonly code: string;
}

export class RowList {
  readonly element = el('ol', { class: 'rows', role: 'list', 'aria-label': 'Steps in source order' });
  private views: readonly RowView[] = [];
  private subject: PictureSubject | undefined;
  private layout: Layout | undefined;
  /** The path the rows are drawn for; moving between rows then need not draw them anew. */
  private drawnPath = -1;

  constructor(private readonly actions: RowActions) {
    this.element.addEventListener('keydown', (event) => {
      this.move(event);
    });
  }

  /** Replaces all rows; a row that had the focus gives it to the row with the same key. */
  show(subject: PictureSubject, layout: Layout, selection: Selection): void {
    const hadFocus = this.element.contains(document.activeElement);
    const codes = new Map(
      subject.code.map(({ file, line, text }) => [`${line} ${file}`, toVisibleText(text).trim()]),
    );
    this.subject = subject;
    this.layout = layout;
    this.views = layout.rows.map((row, index) => {
      const before = layout.rows[index - 1];
      const { file, range } = row.location;
      const code = codes.get(`${range.start.line} ${file}`) ?? '';
      // The same line of code twice in a row says nothing new.
      const repeats = before?.location.file === file && before.location.range.start.line === range.start.line;
      return this.build(row, code, repeats);
    });
    this.element.replaceChildren(...this.views.map(({ item }) => item));
    this.drawnPath = -1;
    this.mark(selection);
    if (hadFocus) this.focus();
  }

  /** Shows another choice in the rows that are there. */
  mark(selection: Selection): void {
    if (!this.subject || !this.layout) return;
    this.element.className = `rows ${this.subject.lifetime.paths[selection.path]?.level ?? ''}`;
    const chosen = this.views.find(({ row }) => row.key === selection.row);
    for (const view of this.views) {
      if (this.drawnPath !== selection.path) this.markRow(view, selection.path);
      const isChosen = view === chosen;
      view.item.classList.toggle('chosen', isChosen);
      if (isChosen) view.go.setAttribute('aria-current', 'step');
      else view.go.removeAttribute('aria-current');
      view.go.tabIndex = isChosen || (!chosen && view === this.views[0]) ? 0 : -1;
    }
    this.drawnPath = selection.path;
    chosen?.item.scrollIntoView({ block: 'nearest' });
  }

  focus(): void {
    this.views.find(({ go }) => go.tabIndex === 0)?.go.focus({ preventScroll: true });
  }

  private markRow(view: RowView, selected: number): void {
    const { row } = view;
    const { lifetime } = this.subject ?? {};
    if (!lifetime || !this.layout) return;
    const steps = row.steps.get(selected);
    view.item.classList.toggle('off', lifetime.paths.length > 0 && !steps);
    view.number.textContent = steps?.join(', ') ?? '';
    view.go.setAttribute('aria-label', toRowLabel(row, lifetime, selected, view.code));
    row.exitOf.forEach((path, index) =>
      view.pills[index]?.setAttribute('aria-pressed', String(path === selected)),
    );
    const drawn = drawRow(row, this.layout.lanes, selected);
    const old = view.item.querySelector('svg.graph');
    if (old) old.replaceWith(drawn);
    else view.item.prepend(drawn);
  }

  private build(row: LaidRow, code: string, repeats: boolean): RowView {
    const { file, range } = row.location;
    const number = el('span', { class: 'step' });
    const text = el('span', { class: 'text' }, ...wordsWithCode(toRowText(row)));
    if (file !== this.subject?.lifetime.site.location.file) {
      text.append(' ', el('span', { class: 'file' }, toVisibleText(file.replace(/^.*\//, ''))));
    }
    const body = el('span', { class: 'body' }, text);
    if (code !== '' && !repeats) body.append(el('code', { class: 'code', dir: 'ltr', title: code }, code));
    const line = el('span', { class: 'line-number' }, String(range.start.line + 1));
    const go = el('button', { type: 'button', class: 'go' }, line, number, body);
    const pills = row.exitOf.map((path) => this.buildPill(path));
    const item = el('li', { class: `row ${row.kind}` }, go, el('span', { class: 'pills' }, ...pills));
    this.listen(item, go, row);
    return { row, item, go, number, pills, code };
  }

  private buildPill(path: number): HTMLButtonElement {
    const title = `Choose path ${path + 1}, which ends here`;
    const level = this.subject?.lifetime.paths[path]?.level ?? '';
    return button(
      { class: `pill ${level}`, title, 'aria-label': `Lost on path ${path + 1}` },
      `✗ ${path + 1}`,
      () => {
        this.actions.selectPath(path);
      },
    );
  }

  private listen(item: HTMLLIElement, go: HTMLButtonElement, row: LaidRow): void {
    const isPill = (event: Event): boolean =>
      event.target instanceof Element && event.target.closest('.pill') !== null;
    go.addEventListener('focus', () => {
      this.actions.selectRow(row.key);
    });
    item.addEventListener('click', (event) => {
      if (isPill(event)) return;
      go.focus({ preventScroll: true });
      this.actions.reveal(row, !(event.ctrlKey || event.metaKey));
    });
    go.addEventListener('keydown', (event) => {
      // Browsers make no click of Enter together with a modifier.
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.actions.reveal(row, false);
    });
    item.addEventListener('dblclick', (event) => {
      if (!isPill(event)) this.actions.reveal(row, false);
    });
  }

  private move(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = this.views.findIndex(
      ({ item }) => event.target instanceof Node && item.contains(event.target),
    );
    const last = this.views.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined || at < 0) return;
    event.preventDefault();
    this.views[Math.min(Math.max(target, 0), last)]?.go.focus({ preventScroll: true });
  }
}
