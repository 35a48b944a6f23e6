/** The list to switch by: everything of the file that is shown, then what the audit found in other files. */
import { el } from '../picture/dom.js';
import { toVisibleText } from '../picture/visible-text.js';
import type { PanelFinding, PanelPicture } from '../protocol/panel.js';
import { passes, type Filter } from './filter.js';
import { toFindingLabel, toSiteLabel } from './panel-words.js';

export interface SwitcherActions {
  readonly selectSite: (siteId: string) => void;
  readonly openFinding: (finding: PanelFinding) => void;
}

export class SiteSwitcher {
  private readonly select = el('select', { id: 'site' });
  readonly element = el('div', { class: 'site' }, el('label', { for: 'site' }, 'Acquire site'), this.select);
  /** What each option stands for; its value is the index. */
  private choices: readonly (string | PanelFinding)[] = [];
  private shown = '';

  constructor(actions: SwitcherActions) {
    this.select.addEventListener('change', () => {
      const choice = this.choices[Number(this.select.value)];
      if (typeof choice === 'string') actions.selectSite(choice);
      else if (choice) actions.openFinding(choice);
    });
  }

  show(picture: PanelPicture, findings: readonly PanelFinding[], filter: Filter): void {
    const sites = picture.sites.filter((site) => site.id === picture.siteId || passes(filter, site));
    const elsewhere = findings.filter((one) => one.uri !== picture.uri && passes(filter, one));
    // Five hundred options are not rebuilt for every letter that is typed in the code.
    const state = JSON.stringify([
      sites,
      elsewhere.map(({ uri, findingId, line }) => [uri, findingId, line]),
    ]);
    if (state !== this.shown) {
      this.shown = state;
      this.choices = [...sites.map(({ id }) => id), ...elsewhere];
      const own = sites.map((site, index) => el('option', { value: index }, toSiteLabel(site)));
      const isAlone = elsewhere.length === 0;
      this.select.replaceChildren(
        ...(isAlone ? own : [el('optgroup', { label: toVisibleText(picture.fileName) }, ...own)]),
        ...toGroups(elsewhere, sites.length),
      );
    }
    this.select.value = String(sites.findIndex(({ id }) => id === picture.siteId));
  }
}

function toGroups(findings: readonly PanelFinding[], first: number): readonly HTMLElement[] {
  const groups = new Map<string, HTMLElement>();
  findings.forEach((finding, index) => {
    const group = groups.get(finding.uri) ?? el('optgroup', { label: toVisibleText(finding.fileName) });
    groups.set(finding.uri, group);
    group.append(el('option', { value: first + index }, toFindingLabel(finding)));
  });
  return [...groups.values()];
}
