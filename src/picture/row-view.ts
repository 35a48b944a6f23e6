/** One row of the list: its button with line, step, words and code, and what changes in it with the chosen path. */
import type { Lifetime } from '../model/lifetime.js';
import type { PictureSubject } from '../model/picture.js';
import { button, el, setAttribute, setText, wordsWithCode } from './dom.js';
import { drawRow } from './draw-row.js';
import { countHeld } from './held-count.js';
import type { LaidRow } from './layout.js';
import { toVisibleText } from './visible-text.js';
import { toFoldLabel, toHeldSentence, toHeldText, toRowText, toUnseenWords } from './words.js';

export interface RowActions {
  readonly selectRow: (key: string) => void;
  readonly selectPath: (path: number) => void;
  readonly reveal: (row: LaidRow, preserveFocus: boolean) => void;
  readonly toggleFold: (row: LaidRow) => void;
}

export interface RowContent {
  readonly row: LaidRow;
  readonly subject: PictureSubject;
  /** The line of code it stands on, empty when unknown. */
  readonly code: string;
  /** The row above shows the same line already. */
  readonly repeats: boolean;
}

/** Of everything in a row that stays for as long as it stands; equal for rows that can stand in for each other. */
export function looksOf({ row, subject, code, repeats }: RowContent): string {
  const { lifetime, rule } = subject;
  const { depth, exitOf, inner, isUnfolded, kind, location } = row;
  const ends = exitOf.map((path) => [path, lifetime.paths[path]?.level]);
  const where = [location.file, lifetime.site.location.file, depth > 0];
  return JSON.stringify([kind, toRowText(row), code, repeats, inner, isUnfolded, rule, ends, where]);
}

const UNSEEN = ['beforeStep', 'afterStep', 'beforeText', 'afterText'] as const;

export class RowView {
  readonly item: HTMLLIElement;
  readonly go: HTMLButtonElement;
  readonly looks: string;
  private readonly line = el('span', { class: 'line-number' });
  private readonly number = el('span', { class: 'step' });
  private readonly unseen = {
    beforeStep: el('span', { class: 'spoken' }),
    afterStep: el('span', { class: 'spoken' }),
    beforeText: el('span', { class: 'spoken' }),
    afterText: el('span', { class: 'spoken' }),
  };
  private readonly held = el('span', { class: 'count', 'aria-hidden': 'true' });
  private readonly pills: readonly HTMLButtonElement[];
  private drawnFor: string | undefined;

  constructor(
    private content: RowContent,
    private readonly actions: RowActions,
  ) {
    const { row, code } = content;
    this.looks = looksOf(content);
    this.go = el('button', { type: 'button', class: 'go' }, ...this.buildContent());
    if (code !== '') this.go.title = code;
    this.pills = row.exitOf.map((path) => this.buildPill(path));
    const side = el('span', { class: 'pills' }, ...this.pills);
    if (row.inner > 0) side.prepend(this.buildFold());
    this.item = el(
      'li',
      { class: `row ${row.kind}${row.exitOf.length > 0 ? ' end' : ''}` },
      this.held,
      this.go,
      side,
    );
    this.listen();
    this.update(content);
  }

  get row(): LaidRow {
    return this.content.row;
  }

  private get lifetime(): Lifetime {
    return this.content.subject.lifetime;
  }

  /** Shows another content of the same looks, see `looksOf`. */
  update(content: RowContent): void {
    this.content = content;
    this.drawnFor = undefined;
    setText(this.line, String(this.row.location.range.start.line + 1));
  }

  /** Everything but the graph. */
  mark(selected: number): void {
    const { row, lifetime } = this;
    const steps = row.steps.get(selected);
    this.item.classList.toggle('off', lifetime.paths.length > 0 && !steps);
    setText(this.number, steps?.join(', ') ?? '');
    const held = countHeld(row, { line: row.ownLine, selected }, this.content.subject);
    setText(this.held, toHeldText(held));
    setAttribute(this.held, 'title', toHeldSentence(held));
    const total = lifetime.paths[selected]?.steps.length ?? 0;
    const words = toUnseenWords(row, { held, selected, total });
    for (const place of UNSEEN) setText(this.unseen[place], words[place]);
    row.exitOf.forEach((path, index) => {
      const pill = this.pills[index];
      if (pill) setAttribute(pill, 'aria-pressed', String(path === selected));
    });
  }

  /** Draws the graph, unless it is drawn for this choice already. */
  draw(lanes: number, selected: number): void {
    const wanted = `${lanes} ${selected}`;
    if (this.drawnFor === wanted) return;
    this.drawnFor = wanted;
    const drawn = drawRow(this.row, lanes, selected);
    const old = this.item.querySelector('svg.graph');
    if (old) old.replaceWith(drawn);
    else this.held.after(drawn);
  }

  /** The name of the button is what stands in it, seen and unseen, in the order of reading. */
  private buildContent(): readonly HTMLElement[] {
    const { afterStep, beforeStep } = this.unseen;
    return [
      el('span', { class: 'spoken' }, 'Line '),
      this.line,
      beforeStep,
      this.number,
      afterStep,
      this.buildBody(),
    ];
  }

  private buildBody(): HTMLElement {
    const { row, code, repeats } = this.content;
    const { afterText, beforeText } = this.unseen;
    const { file } = row.location;
    const text = el('span', { class: 'text' }, ...wordsWithCode(toRowText(row)));
    if (file !== this.lifetime.site.location.file) {
      text.append(' ', el('span', { class: 'file' }, toVisibleText(file.replace(/^.*\//, ''))));
    }
    const body = el('span', { class: row.depth > 0 ? 'body inside' : 'body' }, beforeText, text, afterText);
    if (code !== '') {
      const shown = repeats ? 'spoken' : 'code';
      body.append(
        el('span', { class: 'spoken' }, ', code: '),
        el('code', { class: shown, dir: 'ltr' }, code),
      );
    }
    return body;
  }

  private buildPill(path: number): HTMLButtonElement {
    const title = `Choose path ${path + 1}, which ends here`;
    const level = this.lifetime.paths[path]?.level ?? '';
    const isLost = (this.content.subject.rule ?? 'unreleased') === 'unreleased';
    const name = isLost ? `Lost on path ${path + 1}` : `Path ${path + 1} ends here`;
    return button({ class: `pill ${level}`, title, 'aria-label': name }, `✗ ${path + 1}`, () => {
      this.actions.selectPath(path);
    });
  }

  private buildFold(): HTMLButtonElement {
    const { row } = this.content;
    const label = toFoldLabel(row);
    const attributes = { class: 'fold', title: label, 'aria-expanded': String(row.isUnfolded) };
    return button({ ...attributes, 'aria-label': label }, row.isUnfolded ? '▾' : `▸ ${row.inner}`, () => {
      this.actions.toggleFold(row);
    });
  }

  private listen(): void {
    const { actions, go, item } = this;
    const isOtherButton = (event: Event): boolean =>
      event.target instanceof Element && event.target.closest('.pill, .fold') !== null;
    go.addEventListener('focus', () => {
      actions.selectRow(this.row.key);
    });
    item.addEventListener('click', (event) => {
      if (isOtherButton(event)) return;
      go.focus({ preventScroll: true });
      actions.reveal(this.row, !(event.ctrlKey || event.metaKey));
    });
    go.addEventListener('keydown', (event) => {
      const { row } = this;
      const isFold = event.key === (row.isUnfolded ? 'ArrowLeft' : 'ArrowRight');
      if (isFold && row.inner > 0) {
        event.preventDefault();
        actions.toggleFold(row);
      }
      // Browsers make no click of Enter together with a modifier.
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      actions.reveal(this.row, false);
    });
    item.addEventListener('dblclick', (event) => {
      if (!isOtherButton(event)) actions.reveal(this.row, false);
    });
  }
}
