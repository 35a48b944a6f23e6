/**
 * The list of rows: one button per row, of which one at a time is a tab stop; arrow keys move between them. The graphs
 * of rows far from what can be seen are drawn when they come near: two hundred of them would be felt at every key.
 */
import type { PictureSubject } from '../model/picture.js';
import { el } from './dom.js';
import type { Layout } from './layout.js';
import { looksOf, RowView, type RowActions } from './row-view.js';
import type { Selection } from './selection.js';
import { toVisibleText } from './visible-text.js';

export type { RowActions } from './row-view.js';

/** Rows that are drawn at once around the chosen one; more than the highest screen shows. */
const AT_ONCE = 30;
/** How near a row has to come, in CSS pixels. */
const NEAR = '800px';

export class RowList {
  readonly element = el('ol', { class: 'rows', role: 'list', 'aria-label': 'Steps in source order' });
  private views: readonly RowView[] = [];
  private subject: PictureSubject | undefined;
  private layout: Layout | undefined;
  /** The path the rows are marked for; moving between rows then need not touch them. */
  private markedPath = -1;
  private readonly near = new Set<RowView>();
  private readonly byItem = new Map<Element, RowView>();
  private readonly observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) this.cameNear(target, isIntersecting);
    },
    { rootMargin: NEAR },
  );

  constructor(private readonly actions: RowActions) {
    this.element.addEventListener('keydown', (event) => {
      this.move(event);
    });
  }

  /**
   * Shows these rows in place of those before, with the elements of old rows that look the same; a row that had the
   * focus gives it to the row with the same key.
   */
  show(subject: PictureSubject, layout: Layout, selection: Selection): void {
    const hadFocus = this.element.contains(document.activeElement);
    const codes = new Map(
      subject.code.map(({ file, line, text }) => [`${line} ${file}`, toVisibleText(text).trim()]),
    );
    this.subject = subject;
    this.layout = layout;
    const idle = groupByLooks(this.views);
    this.views = layout.rows.map((row, index) => {
      const before = layout.rows[index - 1];
      const { file, range } = row.location;
      const code = codes.get(`${range.start.line} ${file}`) ?? '';
      // The same line of code twice in a row says nothing new.
      const repeats = before?.location.file === file && before.location.range.start.line === range.start.line;
      const content = { row, subject, code, repeats };
      const old = idle.get(looksOf(content))?.shift();
      old?.update(content);
      return old ?? new RowView(content, this.actions);
    });
    this.place([...idle.values()].flat());
    this.markedPath = -1;
    this.mark(selection);
    if (hadFocus) this.focus();
  }

  /** Shows another choice in the rows that are there. */
  mark(selection: Selection): void {
    if (!this.subject || !this.layout) return;
    this.element.className = `rows ${this.subject.lifetime.paths[selection.path]?.level ?? ''}`;
    const at = this.views.findIndex(({ row }) => row.key === selection.row);
    const isOtherPath = this.markedPath !== selection.path;
    this.markedPath = selection.path;
    this.views.forEach((view, index) => {
      if (isOtherPath) view.mark(selection.path);
      if (Math.abs(index - Math.max(at, 0)) <= AT_ONCE || this.near.has(view)) this.draw(view);
      view.item.classList.toggle('chosen', index === at);
      if (index === at) view.go.setAttribute('aria-current', 'step');
      else view.go.removeAttribute('aria-current');
      view.go.tabIndex = index === Math.max(at, 0) ? 0 : -1;
    });
    const chosen = this.views[at];
    // Whoever walks through the rows by keys stays with the chosen one when another path is chosen.
    if (chosen && this.hasFocusedRow() && document.activeElement !== chosen.go)
      chosen.go.focus({ preventScroll: true });
    chosen?.item.scrollIntoView({ block: 'nearest' });
  }

  focus(): void {
    this.views.find(({ go }) => go.tabIndex === 0)?.go.focus({ preventScroll: true });
  }

  /** Puts the rows into the list; those that stay in order are not touched. */
  private place(gone: readonly RowView[]): void {
    for (const view of gone) {
      this.observer.unobserve(view.item);
      this.near.delete(view);
      this.byItem.delete(view.item);
      view.item.remove();
    }
    let next = this.element.firstElementChild;
    for (const view of this.views) {
      const { item } = view;
      if (item === next) next = next.nextElementSibling;
      else this.element.insertBefore(item, next);
      if (this.byItem.has(item)) continue;
      this.byItem.set(item, view);
      this.observer.observe(item);
    }
  }

  private hasFocusedRow(): boolean {
    return this.element.contains(document.activeElement) && document.activeElement?.className === 'go';
  }

  private draw(view: RowView): void {
    view.draw(this.layout?.lanes ?? 1, this.markedPath);
  }

  private cameNear(item: Element, isNear: boolean): void {
    const view = this.byItem.get(item);
    if (!view) return;
    if (isNear) {
      this.near.add(view);
      this.draw(view);
    } else this.near.delete(view);
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

/** In order of the rows. */
function groupByLooks(views: readonly RowView[]): ReadonlyMap<string, RowView[]> {
  const groups = new Map<string, RowView[]>();
  for (const view of views) {
    const group = groups.get(view.looks);
    if (group) group.push(view);
    else groups.set(view.looks, [view]);
  }
  return groups;
}
