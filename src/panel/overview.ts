/** The overview of the last audit: sites and leaks per library and file, and all findings, worst first. */
import type { Level } from '../model/finding.js';
import { button, el, wordsWithCode } from '../picture/dom.js';
import { drawSign } from '../picture/marks.js';
import { toVisibleText } from '../picture/visible-text.js';
import { LEVEL_WORDS } from '../picture/words.js';
import type { PanelAudit, PanelFinding } from '../protocol/panel.js';
import { FilterBar, passes, type Filter } from './filter.js';
import {
  counted,
  toAuditSentence,
  toAuditTitle,
  toChangedSentence,
  toCostSentence,
  toFindingDetails,
  toNoAuditWords,
  toNothingSentence,
} from './panel-words.js';
import { compareFindings, groupBy, type OverviewGroup } from './overview-groups.js';

export interface OverviewActions {
  /** Absent where none can be run. */
  readonly runAudit?: () => void;
  readonly openFinding: (finding: PanelFinding) => void;
  readonly setFilter: (filter: Filter) => void;
}

type DoneAudit = PanelAudit & { readonly kind: 'done' };

export class Overview {
  private readonly filters: FilterBar;
  readonly element = el('section', { class: 'overview', 'aria-label': 'Audit' });

  constructor(private readonly actions: OverviewActions) {
    this.filters = new FilterBar(actions.setFilter);
  }

  show(audit: PanelAudit, filter: Filter): void {
    const top = this.element.scrollTop;
    if (audit.kind === 'done') this.showDone(audit, filter);
    else {
      const { text, title } = toNoAuditWords(audit.kind);
      const run = audit.kind === 'none' ? this.runButton('Audit the workspace') : [];
      this.element.replaceChildren(
        el('div', { class: 'empty' }, el('h1', {}, title), el('p', {}, text), ...run),
      );
    }
    this.element.setAttribute('aria-busy', String(audit.kind === 'running'));
    this.element.scrollTop = top;
  }

  private showDone(audit: DoneAudit, filter: Filter): void {
    const hadFocus = this.filters.element.contains(document.activeElement)
      ? document.activeElement
      : undefined;
    this.filters.show([...audit.findings, ...audit.sites], filter);
    const findings = audit.findings.filter((one) => passes(filter, one)).sort(compareFindings);
    const { library } = filter;
    const sites = audit.sites.filter((one) => library === undefined || one.library === library);
    this.element.replaceChildren(
      el(
        'div',
        { class: 'overview-head' },
        el(
          'div',
          { class: 'names' },
          el('h1', {}, toAuditTitle(audit)),
          el('p', { class: 'about' }, toAuditSentence(audit)),
        ),
        ...this.runButton('Audit again'),
      ),
      ...(audit.changed > 0 ? [el('p', { class: 'remark' }, toChangedSentence(audit.changed))] : []),
      ...audit.problems.slice(0, 3).map((text) => el('p', { class: 'remark' }, toVisibleText(text))),
      this.filters.element,
      el('h2', {}, counted(findings.length, 'finding')),
      findings.length > 0
        ? el('ol', { class: 'findings', role: 'list' }, ...findings.map((one) => this.buildFinding(one)))
        : el('p', { class: 'about' }, toNothingSentence(audit)),
      ...buildTable('Library', groupBy('library', sites, findings)),
      ...buildTable('File', groupBy('fileName', sites, findings)),
    );
    if (hadFocus instanceof HTMLElement) hadFocus.focus({ preventScroll: true });
  }

  private buildFinding(finding: PanelFinding): HTMLElement {
    const { cost, level, message, worst } = finding;
    const open = el(
      'button',
      { type: 'button', class: 'finding' },
      drawSign(level),
      el(
        'span',
        { class: 'body' },
        el('span', { class: 'spoken' }, `${LEVEL_WORDS[level]}: `),
        el('span', { class: 'text' }, ...wordsWithCode(message)),
        el('span', { class: 'details' }, toFindingDetails(finding)),
        ...(worst === '' ? [] : [el('span', { class: 'details' }, ...wordsWithCode(`Worst path: ${worst}`))]),
        ...(cost ? [el('span', { class: 'details' }, ...wordsWithCode(toCostSentence(cost)))] : []),
      ),
    );
    open.addEventListener('click', () => {
      this.actions.openFinding(finding);
    });
    return el('li', { class: level }, open);
  }

  private runButton(words: string): readonly HTMLElement[] {
    const { runAudit } = this.actions;
    return runAudit ? [button({ class: 'quiet' }, words, runAudit)] : [];
  }
}

function buildTable(name: string, groups: readonly OverviewGroup[]): readonly HTMLElement[] {
  if (groups.length === 0) return [];
  const heads = [name, 'Acquire sites', 'Leaks', 'Misuses', 'Worst'];
  const head = heads.map((words, index) =>
    el('th', { scope: 'col', class: index > 0 && index < 4 ? 'number' : '' }, words),
  );
  const rows = groups.map(({ leaks, misuses, name: what, sites, worst }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, el('bdi', {}, toVisibleText(what))),
      ...[sites, leaks, misuses].map((count) => el('td', { class: 'number' }, String(count))),
      el('td', {}, ...buildLevel(worst)),
    ),
  );
  return [
    el('h2', {}, `By ${name.toLowerCase()}`),
    el('table', {}, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...rows)),
  ];
}

function buildLevel(level: Level | undefined): readonly (Node | string)[] {
  if (level === undefined) return ['released everywhere'];
  return [el('span', { class: `level ${level}` }, drawSign(level), LEVEL_WORDS[level])];
}
