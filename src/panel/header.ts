/** The part above the picture: which site, which path, how bad it is, and what can be done about it. */
import { button, el, wordsWithCode } from '../picture/dom.js';
import { drawSign } from '../picture/marks.js';
import { toVisibleText } from '../picture/visible-text.js';
import { toExitSentence, toLevelSentence, toResourceName, toSiteSentence } from '../picture/words.js';
import type { PanelFinding, PanelFixes, PanelPicture } from '../protocol/panel.js';
import { FilterBar, type Filter } from './filter.js';
import { FIX_TITLE, toCostSentence } from './panel-words.js';
import { SiteSwitcher } from './site-switcher.js';

export interface HeaderActions {
  readonly selectSite: (siteId: string) => void;
  readonly openFinding: (finding: PanelFinding) => void;
  readonly setFilter: (filter: Filter) => void;
  /** By one to the next or previous path, round and round. */
  readonly turn: (by: 1 | -1) => void;
  readonly share: (how: 'markdown' | 'svg' | 'png') => void;
  readonly useFix: (how: 'apply-fix' | 'preview-fix', index: number) => void;
}

const SHARES = [
  ['markdown', 'Copy as Markdown'],
  ['svg', 'Copy as SVG'],
  ['png', 'Save as PNG'],
] as const;

export class Header {
  private readonly switcher: SiteSwitcher;
  private readonly filters: FilterBar;
  private readonly title = el('h1', {});
  private readonly about = el('p', { class: 'about' });
  private readonly cost = el('p', { class: 'cost' });
  private readonly where = el('span', { class: 'where' });
  private readonly level = el('span', { class: 'level' });
  private readonly turns: readonly [previous: HTMLElement, next: HTMLElement];
  private readonly fixes = el('div', { class: 'fixes', role: 'group', 'aria-label': 'Fixes' });
  readonly element: HTMLElement;
  private shownFixes = '';

  constructor(private readonly actions: HeaderActions) {
    this.switcher = new SiteSwitcher(actions);
    this.filters = new FilterBar(actions.setFilter);
    this.turns = [this.turnButton(-1), this.turnButton(1)];
    const [previous, next] = this.turns;
    const shares = SHARES.map(([how, words]) =>
      button({ class: 'link' }, words, () => {
        actions.share(how);
      }),
    );
    const nav = { class: 'nav', role: 'group', 'aria-label': 'Paths' };
    this.element = el(
      'header',
      {},
      el('div', { class: 'choices' }, this.switcher.element, this.filters.element),
      el(
        'div',
        { class: 'names' },
        el(
          'div',
          { class: 'heading' },
          this.title,
          el('div', { class: 'shares', role: 'group', 'aria-label': 'Share the picture' }, ...shares),
        ),
        this.about,
      ),
      el('div', nav, previous, this.where, next, this.level),
      this.cost,
      this.fixes,
    );
  }

  showChoices(picture: PanelPicture, findings: readonly PanelFinding[], filter: Filter): void {
    this.switcher.show(picture, findings, filter);
    this.filters.show([...picture.sites, ...findings], filter);
  }

  show(picture: PanelPicture, path: number): void {
    const { lifetime, message } = picture;
    const unreleased = lifetime.exits.filter((exit) => !exit.released).length;
    if (message === undefined) {
      const name = el('bdi', { class: 'name' }, toResourceName(lifetime));
      this.title.replaceChildren(name, ` ${toExitSentence(unreleased, lifetime.exits.length)}`);
    } else this.title.replaceChildren(el('bdi', { dir: 'ltr' }, toVisibleText(message)));
    this.about.textContent = `${toSiteSentence(lifetime)} · ${toVisibleText(picture.fileName)}`;
    const count = lifetime.paths.length;
    const chosen = lifetime.paths[path];
    for (const turn of this.turns) turn.hidden = count < 2;
    const only = picture.rule === 'unreleased' ? '1 unreleased path' : '1 path';
    this.where.textContent = chosen ? (count === 1 ? only : `Path ${path + 1} of ${count}`) : '';
    const words = chosen ? toLevelSentence(chosen, picture.rule) : 'No unreleased path';
    this.level.className = `level ${chosen?.level ?? 'released'}`;
    this.level.replaceChildren(drawSign(chosen?.level ?? 'released'), words);
    const cost = picture.cost && count > 0 ? toCostSentence(picture.cost) : '';
    this.cost.replaceChildren(...wordsWithCode(cost));
  }

  showFixes(fixes: PanelFixes | undefined): void {
    // Buttons that stay the same stay in place, and keep the focus.
    const shown = JSON.stringify(fixes ?? null);
    if (shown === this.shownFixes) return;
    this.shownFixes = shown;
    const buttons = (fixes?.titles ?? []).map((title, index) => this.fixButtons(title, index));
    const refusal = fixes?.refusal;
    this.fixes.replaceChildren(
      ...buttons,
      ...(refusal === undefined ? [] : [el('p', {}, `No proved fix: ${toVisibleText(refusal)}`)]),
    );
    this.fixes.hidden = this.fixes.childElementCount === 0;
  }

  private fixButtons(title: string, index: number): HTMLElement {
    const apply = button({ class: index === 0 ? 'fix main' : 'fix', title: FIX_TITLE }, title, () => {
      this.actions.useFix('apply-fix', index);
    });
    const label = `Preview: ${toVisibleText(title).replaceAll('`', '')}`;
    const attributes = { class: 'fix preview', title: 'Show the change, side by side', 'aria-label': label };
    const preview = button(attributes, 'Preview', () => {
      this.actions.useFix('preview-fix', index);
    });
    return el('span', { class: 'pair' }, apply, preview);
  }

  private turnButton(by: 1 | -1): HTMLElement {
    const [text, name] = by === 1 ? ['Next', 'Next path (n)'] : ['Previous', 'Previous path (p)'];
    return button({ class: 'quiet', title: name, 'aria-keyshortcuts': by === 1 ? 'n' : 'p' }, text, () => {
      this.actions.turn(by);
    });
  }
}
