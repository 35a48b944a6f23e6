/** The part above the picture: which site, which path, how bad it is, and what can be done about it. */
import { button, el } from '../picture/dom.js';
import { drawSign } from '../picture/marks.js';
import type { PanelFixes, PanelPicture, PanelSite } from '../protocol/panel.js';
import { toVisibleText } from '../picture/visible-text.js';
import { toExitSentence, toLevelSentence, toResourceName, toSiteSentence } from '../picture/words.js';
import { FIX_TITLE, toSiteLabel } from './panel-words.js';

export interface HeaderActions {
  readonly selectSite: (siteId: string) => void;
  /** By one to the next or previous path, round and round. */
  readonly turn: (by: 1 | -1) => void;
  readonly copy: () => void;
  readonly applyFix: (index: number) => void;
}

export class Header {
  private readonly select = el('select', { id: 'site' });
  private readonly title = el('h1', {});
  private readonly about = el('p', { class: 'about' });
  private readonly where = el('span', { class: 'where' });
  private readonly level = el('span', { class: 'level' });
  private readonly turns: readonly HTMLElement[];
  private readonly nav: HTMLElement;
  private readonly fixes = el('div', { class: 'fixes', role: 'group', 'aria-label': 'Fixes' });
  readonly element: HTMLElement;
  private sites: readonly PanelSite[] = [];
  private shownFixes = '';

  constructor(private readonly actions: HeaderActions) {
    this.select.addEventListener('change', () => {
      actions.selectSite(this.select.value);
    });
    this.turns = [this.turnButton(-1), this.turnButton(1)];
    const [previous, next] = this.turns as [HTMLElement, HTMLElement];
    this.nav = el(
      'div',
      { class: 'nav', role: 'group', 'aria-label': 'Unreleased paths' },
      previous,
      this.where,
      next,
      this.level,
    );
    const copy = button({ class: 'quiet copy' }, 'Copy as Markdown', actions.copy);
    this.element = el(
      'header',
      {},
      el('div', { class: 'site' }, el('label', { for: 'site' }, 'Acquire site'), this.select),
      el('div', { class: 'heading' }, el('div', { class: 'names' }, this.title, this.about), copy),
      this.nav,
      this.fixes,
    );
  }

  show(picture: PanelPicture, path: number): void {
    this.showSites(picture);
    const { lifetime } = picture;
    const unreleased = lifetime.exits.filter((exit) => !exit.released).length;
    const name = el('bdi', { class: 'name' }, toResourceName(lifetime));
    this.title.replaceChildren(name, ` ${toExitSentence(unreleased, lifetime.exits.length)}`);
    this.about.textContent = `${toSiteSentence(lifetime)} · ${toVisibleText(picture.fileName)}`;
    const count = lifetime.paths.length;
    const chosen = lifetime.paths[path];
    for (const turn of this.turns) turn.hidden = count < 2;
    this.where.textContent = chosen
      ? count === 1
        ? '1 unreleased path'
        : `Path ${path + 1} of ${count}`
      : '';
    const words = chosen ? toLevelSentence(chosen.level, chosen.exit) : 'No unreleased path';
    this.level.className = `level ${chosen?.level ?? 'released'}`;
    this.level.replaceChildren(drawSign(chosen?.level ?? 'released'), words);
  }

  showFixes(fixes: PanelFixes | undefined): void {
    // Buttons that stay the same stay in place, and keep the focus.
    const shown = JSON.stringify(fixes ?? null);
    if (shown === this.shownFixes) return;
    this.shownFixes = shown;
    const buttons = (fixes?.titles ?? []).map((title, index) =>
      button({ class: index === 0 ? 'fix main' : 'fix', title: FIX_TITLE }, title, () => {
        this.actions.applyFix(index);
      }),
    );
    const refusal = fixes?.refusal;
    this.fixes.replaceChildren(
      ...buttons,
      ...(refusal === undefined ? [] : [el('p', {}, `No proved fix: ${toVisibleText(refusal)}`)]),
    );
    this.fixes.hidden = this.fixes.childElementCount === 0;
  }

  private showSites(picture: PanelPicture): void {
    // Five hundred options are not rebuilt for every letter that is typed in the code.
    if (JSON.stringify(picture.sites) !== JSON.stringify(this.sites)) {
      this.sites = picture.sites;
      this.select.replaceChildren(
        ...picture.sites.map((site) => el('option', { value: site.id }, toSiteLabel(site))),
      );
    }
    this.select.value = picture.siteId;
  }

  private turnButton(by: 1 | -1): HTMLElement {
    const [text, name] = by === 1 ? ['Next', 'Next path (n)'] : ['Previous', 'Previous path (p)'];
    return button({ class: 'quiet', title: name, 'aria-keyshortcuts': by === 1 ? 'n' : 'p' }, text, () => {
      this.actions.turn(by);
    });
  }
}
