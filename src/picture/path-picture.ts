/**
 * The picture of one acquire site: data in, elements out. Keeps which path and row are chosen, says what the user asks
 * for by its events, and knows neither VS Code nor where the data came from.
 */
import type { FilePath } from '../model/location.js';
import type { PictureSubject } from '../model/picture.js';
import { el } from './dom.js';
import { layOut, type LaidRow, type Layout } from './layout.js';
import { buildLegend } from './legend.js';
import { RowList } from './row-list.js';
import { findRowAt, keepSelection, NO_SELECTION, selectPath, type Selection } from './selection.js';
import { toPathAnnouncement, toShownSentence } from './words.js';

export interface PictureEvents {
  /** Another path or row is chosen, or the same one of changed data. */
  readonly selected: (selection: Selection) => void;
  /** The user wants to see the code of a row; with `preserveFocus` without leaving the picture. */
  readonly reveal: (row: LaidRow, preserveFocus: boolean) => void;
}

export class PathPicture {
  private readonly rows: RowList;
  private readonly note = el('p', { class: 'shown-note' });
  /** What the user sees anyway, said for those who do not see it. */
  private readonly spoken = el('p', { class: 'spoken', 'aria-live': 'polite' });
  readonly element: HTMLElement;
  private subject: PictureSubject | undefined;
  private layout: Layout | undefined;
  private current: Selection = NO_SELECTION;

  constructor(private readonly events: PictureEvents) {
    this.rows = new RowList({
      selectRow: (key) => {
        if (key !== this.current.row) this.choose({ ...this.current, row: key });
      },
      selectPath: (path) => {
        this.goToPath(path);
      },
      reveal: events.reveal,
    });
    this.element = el('main', {}, this.note, this.rows.element, buildLegend(), this.spoken);
  }

  get selection(): Selection {
    return this.current;
  }

  /** Shows the data; `before` is the choice to keep as far as it still exists, the first path when absent. */
  show(subject: PictureSubject, before?: Selection): void {
    this.subject = subject;
    this.current = before ? keepSelection(before, subject.lifetime) : selectPath(subject.lifetime, 0);
    this.build();
    this.choose(this.current);
    if (!before) this.element.scrollTop = 0;
  }

  clear(): void {
    this.subject = undefined;
  }

  /** To the next or previous path, round and round. */
  turn(by: 1 | -1): void {
    const count = this.subject?.lifetime.paths.length ?? 0;
    if (count > 1) this.goToPath((this.current.path + by + count) % count);
  }

  /** Marks the row of a line of code, if there is one. */
  goToLine(file: FilePath, line: number): void {
    const row = findRowAt(this.layout?.rows ?? [], { file, line }, this.current);
    if (row && row.key !== this.current.row) this.choose({ ...this.current, row: row.key });
  }

  private goToPath(path: number): void {
    if (!this.subject) return;
    const { lifetime } = this.subject;
    const selection = selectPath(lifetime, path);
    // The row that shows where the path ends is what one wants to see of it.
    const exit = this.layout?.rows.find((row) => row.exitOf.includes(selection.path));
    this.choose({ ...selection, row: exit?.key });
    this.spoken.textContent = toPathAnnouncement(lifetime, selection.path);
  }

  private choose(selection: Selection): void {
    if (!this.subject) return;
    this.current = selection;
    const shown = this.layout?.shown;
    const isShown = shown && shown.first <= selection.path && selection.path < Math.max(shown.end, 1);
    if (isShown) this.rows.mark(selection);
    else this.build();
    this.events.selected(selection);
  }

  private build(): void {
    if (!this.subject) return;
    const { lifetime } = this.subject;
    this.layout = layOut(lifetime, this.current.path);
    const { first, end } = this.layout.shown;
    const count = lifetime.paths.length;
    this.note.hidden = end - first === count;
    this.note.textContent = toShownSentence(first, end, count);
    this.rows.show(this.subject, this.layout, this.current);
  }
}
