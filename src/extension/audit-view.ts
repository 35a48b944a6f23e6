/** The tree view of the audit. */
import * as vscode from 'vscode';
import type { Level } from '../model/finding.js';
import { AUDIT_VIEW, COMMANDS, INTERNAL_COMMANDS } from '../protocol/ids.js';
import type { AuditReport } from '../protocol/messages.js';
import type { AuditResults } from './audit-results.js';
import type { AuditRow } from './audit-tree.js';
import { countFindings, placeOfRow, rowsBelow, textOfRow } from './audit-tree.js';
import { toRange, toUri } from './places.js';
import type { WalkStart } from './stepper.js';

const ICONS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'info' };

export class AuditView implements vscode.TreeDataProvider<AuditRow> {
  readonly #results: AuditResults;
  readonly #changeEmitter = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<AuditRow>;

  readonly onDidChangeTreeData = this.#changeEmitter.event;

  constructor(context: vscode.ExtensionContext, results: AuditResults) {
    this.#results = results;
    this.#view = vscode.window.createTreeView(AUDIT_VIEW, { treeDataProvider: this, showCollapseAll: true });
    context.subscriptions.push(this.#view, this.#changeEmitter);
  }

  refresh(): void {
    const { files, report } = this.#results;
    const count = files.reduce((sum, { findings }) => sum + findings.length, 0);
    this.#view.message = report ? summarize(report, count) : '';
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip: countFindings(count) };
    this.#changeEmitter.fire(undefined);
  }

  getChildren(row?: AuditRow): AuditRow[] {
    return [...rowsBelow(row, this.#results.files)];
  }

  getTreeItem(row: AuditRow): vscode.TreeItem {
    const uri = row.kind === 'file' ? row.file.uri : row.uri;
    const text = textOfRow(row, vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const hasRows = rowsBelow(row, []).length > 0;
    const item = new vscode.TreeItem(
      text.label,
      hasRows ? (row.kind === 'file' ? Expanded : Collapsed) : None,
    );
    item.description = text.description;
    item.accessibilityInformation = { label: text.accessible };
    item.contextValue = row.kind;
    if (row.kind === 'file') {
      item.resourceUri = vscode.Uri.parse(uri);
      item.iconPath = vscode.ThemeIcon.File;
    } else if (row.kind !== 'step' && text.level) {
      item.iconPath = new vscode.ThemeIcon(ICONS[text.level]);
    }
    if (row.kind === 'site') item.tooltip = row.finding.message;
    const command = commandOf(row);
    if (command) item.command = command;
    return item;
  }
}

/** A site opens its code; a path and a step start the walk there. */
function commandOf(row: AuditRow): vscode.Command | undefined {
  const place = placeOfRow(row);
  if (row.kind === 'file' || !place) return undefined;
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

function summarize({ counts, problems }: AuditReport, findings: number): string {
  const parts = [
    countFindings(findings),
    vscode.l10n.t('{0} acquire sites', counts.acquireSites),
    vscode.l10n.t('{0} of {1} files analysed', counts.analysed, counts.files),
  ];
  if (counts.suppressed > 0) parts.push(vscode.l10n.t('{0} suppressed', counts.suppressed));
  if (counts.skipped > 0) parts.push(vscode.l10n.t('{0} files left out', counts.skipped));
  if (problems.length > 0) parts.push(vscode.l10n.t('{0} problems, see the output', problems.length));
  return parts.join(' · ');
}
