/** The tree view of the audit. */
import * as vscode from 'vscode';
import type { Level } from '../model/finding.js';
import { AUDIT_VIEW, COMMANDS, INTERNAL_COMMANDS } from '../protocol/ids.js';
import type { AuditReport } from '../protocol/messages.js';
import type { AuditResults } from './audit-results.js';
import type { AuditRow } from './audit-tree.js';
import { countFindings, placeOfRow, rowsBelow, textOfRow, topRows } from './audit-tree.js';
import type { FindingsOrder } from './findings-order.js';
import { countOf, filterFindings, GROUPINGS } from './findings-order.js';
import { toRange, toUri } from './places.js';
import type { WalkStart } from './stepper.js';

const ORDER_KEY = 'findingsOrder';
const ICONS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'info' };

export class AuditView implements vscode.TreeDataProvider<AuditRow> {
  readonly #results: AuditResults;
  readonly #changeEmitter = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<AuditRow>;
  readonly #state: vscode.Memento;

  readonly onDidChangeTreeData = this.#changeEmitter.event;

  constructor(context: vscode.ExtensionContext, results: AuditResults) {
    this.#results = results;
    this.#state = context.workspaceState;
    this.#view = vscode.window.createTreeView(AUDIT_VIEW, { treeDataProvider: this, showCollapseAll: true });
    context.subscriptions.push(this.#view, this.#changeEmitter);
  }

  refresh(): void {
    const { files, report } = this.#results;
    const count = countOf(files);
    const { filter, grouping } = this.#order;
    const shown = filter === '' ? '' : vscode.l10n.t('filter: {0}', filter);
    const grouped = grouping === 'file' ? '' : vscode.l10n.t('by {0}', grouping);
    this.#view.description = [grouped, shown].filter((part) => part !== '').join(' · ');
    this.#view.message = report ? summarize(report, count) : '';
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip: countFindings(count) };
    this.#changeEmitter.fire(undefined);
  }

  /** Asks for the words that findings must have to be shown. */
  async filter(): Promise<void> {
    const filter = await vscode.window.showInputBox({
      title: vscode.l10n.t('Show only findings with these words'),
      prompt: vscode.l10n.t(
        'In the file, the function, the rule, the level or the message; empty shows all.',
      ),
      value: this.#order.filter,
    });
    if (filter !== undefined) await this.#setOrder({ ...this.#order, filter });
  }

  async group(): Promise<void> {
    const items = GROUPINGS.map((grouping) => ({
      label: grouping,
      grouping,
      picked: grouping === this.#order.grouping,
    }));
    const title = vscode.l10n.t('Group findings by');
    const picked = await vscode.window.showQuickPick(items, { title });
    if (picked) await this.#setOrder({ ...this.#order, grouping: picked.grouping });
  }

  get #order(): FindingsOrder {
    return this.#state.get<FindingsOrder>(ORDER_KEY) ?? { grouping: 'file', filter: '' };
  }

  async #setOrder(order: FindingsOrder): Promise<void> {
    await this.#state.update(ORDER_KEY, order);
    this.refresh();
  }

  getChildren(row?: AuditRow): AuditRow[] {
    if (row) return [...rowsBelow(row)];
    const { filter, grouping } = this.#order;
    return [...topRows(filterFindings(this.#results.files, filter), grouping)];
  }

  getTreeItem(row: AuditRow): vscode.TreeItem {
    const uri = uriOfRow(row);
    const text = textOfRow(
      row,
      uri === undefined ? '' : vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    );
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const hasRows = rowsBelow(row).length > 0;
    const item = new vscode.TreeItem(
      text.label,
      hasRows ? (row.kind === 'group' || row.kind === 'file' ? Expanded : Collapsed) : None,
    );
    item.description = text.description;
    item.accessibilityInformation = { label: text.accessible };
    item.contextValue = row.kind;
    if (row.kind === 'file') {
      item.resourceUri = vscode.Uri.parse(row.file.uri);
      item.iconPath = vscode.ThemeIcon.File;
    } else if (text.level) {
      item.iconPath = new vscode.ThemeIcon(ICONS[text.level]);
    }
    if (row.kind === 'site') item.tooltip = row.finding.message;
    const command = commandOf(row);
    if (command) item.command = command;
    return item;
  }
}

function uriOfRow(row: AuditRow): string | undefined {
  if (row.kind === 'group') return undefined;
  return row.kind === 'file' ? row.file.uri : row.uri;
}

/** A site opens its code; a path and a step start the walk there. */
function commandOf(row: AuditRow): vscode.Command | undefined {
  const place = placeOfRow(row);
  if (row.kind === 'group' || row.kind === 'file' || !place) return undefined;
  const own = { file: row.finding.location.file, uri: row.uri };
  if (row.kind === 'site') {
    const options: vscode.TextDocumentShowOptions = { selection: toRange(place.range), preserveFocus: true };
    return { command: 'vscode.open', title: 'Open', arguments: [toUri(place, own), options] };
  }
  const { site, paths } = row.finding;
  const step = row.kind === 'step' ? row.step : (paths[row.path]?.steps.length ?? 1) - 1;
  const start: WalkStart = { title: site.expression, paths, own, path: row.path, step };
  return { command: INTERNAL_COMMANDS.goToStep, title: COMMANDS.nextStep, arguments: [start] };
}

function summarize({ counts, problems, since }: AuditReport, findings: number): string {
  const parts = [
    ...(since === undefined ? [] : [vscode.l10n.t('changed since {0}', since)]),
    countFindings(findings),
    vscode.l10n.t('{0} acquire sites', counts.acquireSites),
    vscode.l10n.t('{0} of {1} files analysed', counts.analysed, counts.files),
  ];
  if (counts.suppressed > 0) parts.push(vscode.l10n.t('{0} suppressed', counts.suppressed));
  if (counts.skipped > 0) parts.push(vscode.l10n.t('{0} files left out', counts.skipped));
  if (problems.length > 0) parts.push(vscode.l10n.t('{0} problems, see the output', problems.length));
  return parts.join(' · ');
}
