/**
 * The picture of one acquire site: data in, elements out. Keeps which path and row are chosen and what is unfolded, says
 * what the user asks for by its events, and knows neither VS Code nor where the data came from.
 */
import type { FilePath } from '../model/location.js';
import type { PictureSubject } from '../model/picture.js';
import { button, el } from './dom.js';
import { widthOfGraph } from './draw-row.js';
import { layOut, type LaidRow, type Layout } from './layout.js';
import { buildLegend } from './legend.js';
import { RowList } from './row-list.js';
import { NO_FOLDS, type Folds } from './rows.js';
import { findRowAt, keepSelection, NO_SELECTION, selectPath, type Selection } from './selection.js';
import { COLUMN_WORDS, toPathAnnouncement, toReleasedLabel, toShownSentence } from './words.js';

export interface PictureEvents {
  /** Another path or row is chosen, something was folded, or the data changed. */
  readonly changed: (view: PictureView) => void;
  /**
   * The user wants to see the code of a row; with `preserveFocus` without leaving the picture. Absent where there is no
   * code to go to.
   */
  readonly reveal?: (row: LaidRow, preserveFocus: boolean) => void;
}

/** What of the picture is the user's choice, and worth keeping. */
export interface PictureView {
  readonly selection: Selection;
  readonly folds: Folds;
}

const NO_VIEW: PictureView = { selection: NO_SELECTION, folds: NO_FOLDS };

export class PathPicture {
  private readonly rows: RowList;
  private readonly note = el('p', { class: 'shown-note' });
  private readonly released = button({ class: 'link' }, '', () => {
    this.toggleReleased();
  });
  /** What the user sees anyway, said for those who do not see it. */
  private readonly spoken = el('p', { class: 'spoken', 'aria-live': 'polite' });
  readonly element: HTMLElement;
  private subject: PictureSubject | undefined;
  private layout: Layout | undefined;
  private current: PictureView = NO_VIEW;

  constructor(private readonly events: PictureEvents) {
    this.rows = new RowList({
      selectRow: (key) => {
        if (key !== this.current.selection.row) this.choose({ ...this.current.selection, row: key });
      },
      selectPath: (path) => {
        this.goToPath(path);
      },
      reveal: (row, preserveFocus) => {
        events.reveal?.(row, preserveFocus);
      },
      toggleFold: (row) => {
        this.toggleFold(row);
      },
    });
    const columns = COLUMN_WORDS.map(({ name, kind, title }) =>
      el('span', { class: `of-${kind}`, title }, name),
    );
    const head = el('div', { class: 'columns', 'aria-hidden': 'true' }, ...columns);
    const foot = el('div', { class: 'foot' }, this.released);
    this.element = el(
      'div',
      { class: 'picture' },
      ...[
        this.note,
        head,
        this.rows.element,
        foot,
        buildLegend({ hasCode: events.reveal !== undefined }),
        this.spoken,
      ],
    );
  }

  get view(): PictureView {
    return this.current;
  }

  /** What is shown now, to draw it elsewhere. */
  get shown(): { readonly subject: PictureSubject; readonly layout: Layout } | undefined {
    const { layout, subject } = this;
    return subject && layout && { subject, layout };
  }

  /** Shows the data; `before` is the view to keep as far as it still exists, the first path when absent. */
  show(subject: PictureSubject, before?: PictureView): void {
    this.subject = subject;
    const { lifetime } = subject;
    this.current = before
      ? { ...before, selection: keepSelection(before.selection, lifetime) }
      : { selection: selectPath(lifetime, 0), folds: NO_FOLDS };
    this.build();
    this.choose(this.current.selection);
    if (!before) this.element.scrollTop = 0;
  }

  /** To the next or previous path, round and round. */
  turn(by: 1 | -1): void {
    const count = this.subject?.lifetime.paths.length ?? 0;
    if (count > 1) this.goToPath((this.current.selection.path + by + count) % count);
  }

  /** Marks the row of a line of code, if there is one. */
  goToLine(file: FilePath, line: number): void {
    const { selection } = this.current;
    const row = findRowAt(this.layout?.rows ?? [], { file, line }, selection);
    if (row && row.key !== selection.row) this.choose({ ...selection, row: row.key });
  }

  /** Chooses a path and the row of its step, both counted from zero, as a walk along the path in the code does. */
  goToStep(path: number, step: number): void {
    if (!this.subject) return;
    const selection = selectPath(this.subject.lifetime, path);
    const number = String(step + 1);
    const row = this.layout?.rows.find((one) => one.steps.get(selection.path)?.includes(number) === true);
    this.choose({ ...selection, row: row?.key });
  }

  private goToPath(path: number): void {
    if (!this.subject) return;
    const { lifetime, rule } = this.subject;
    const selection = selectPath(lifetime, path);
    // The row that shows where the path ends is what one wants to see of it.
    const exit = this.layout?.rows.find((row) => row.exitOf.includes(selection.path));
    this.choose({ ...selection, row: exit?.key });
    this.spoken.textContent = toPathAnnouncement(lifetime, selection.path, rule);
  }

  private toggleFold(row: LaidRow): void {
    const unfolded = new Set(this.current.folds.unfolded);
    if (!unfolded.delete(row.key)) unfolded.add(row.key);
    this.fold({ ...this.current.folds, unfolded });
  }

  private toggleReleased(): void {
    const { folds } = this.current;
    this.fold({ ...folds, hidesReleased: !folds.hidesReleased });
  }

  private fold(folds: Folds): void {
    this.current = { ...this.current, folds };
    this.build();
    this.choose(this.current.selection);
  }

  private choose(selection: Selection): void {
    if (!this.subject) return;
    this.current = { ...this.current, selection };
    const shown = this.layout?.shown;
    const isShown = shown && shown.first <= selection.path && selection.path < Math.max(shown.end, 1);
    if (isShown) this.rows.mark(selection);
    else this.build();
    this.events.changed(this.current);
  }

  private build(): void {
    if (!this.subject) return;
    const { lifetime } = this.subject;
    const { folds, selection } = this.current;
    this.layout = layOut(lifetime, selection.path, folds);
    const { first, end } = this.layout.shown;
    const count = lifetime.paths.length;
    this.note.hidden = end - first === count;
    this.note.textContent = toShownSentence(first, end, count);
    const hasReleased = lifetime.releases.length > 0 || lifetime.exits.some((exit) => exit.released);
    this.released.hidden = count === 0 || !hasReleased;
    this.released.textContent = toReleasedLabel(folds.hidesReleased);
    this.element.style.setProperty('--graph-width', `${widthOfGraph(this.layout.lanes)}px`);
    this.element.style.setProperty('--step-digits', String(countDigits(this.layout.rows)));
    this.rows.show(this.subject, this.layout, selection);
  }
}

/** Of the longest step number, with its dots. */
function countDigits(rows: readonly LaidRow[]): number {
  const numbers = rows.flatMap(({ steps }) => [...steps.values()].flat());
  return numbers.reduce((most, { length }) => Math.max(most, length), 0);
}
