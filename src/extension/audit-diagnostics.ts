/** Findings of the audit in the Problems view, for closed files only: those of open ones come from the server. */
import * as vscode from 'vscode';
import type { Finding, Level } from '../model/finding.js';
import type { AuditReport } from '../protocol/messages.js';
import type { AuditResults } from './audit-results.js';
import { DOCUMENT_SELECTOR } from './language-server.js';
import { toRange } from './places.js';

const SEVERITIES: Readonly<Record<Level, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
};

export class AuditDiagnostics {
  readonly #results: AuditResults;
  readonly #collection = vscode.languages.createDiagnosticCollection('connection-lifetimes-audit');
  /** URIs of the files that are in the collection. */
  readonly #shown = new Set<string>();

  constructor(context: vscode.ExtensionContext, results: AuditResults) {
    this.#results = results;
    const update = (): void => {
      this.#update();
    };
    context.subscriptions.push(
      this.#collection,
      vscode.window.tabGroups.onDidChangeTabs(update),
      vscode.window.onDidChangeVisibleTextEditors(update),
      vscode.workspace.onDidOpenTextDocument(update),
      vscode.workspace.onDidCloseTextDocument(update),
    );
  }

  /** The results are other ones. */
  refresh(): void {
    this.#collection.clear();
    this.#shown.clear();
    this.#update();
  }

  /** Changes only the files that were opened or closed. */
  #update(): void {
    const { files, report } = this.#results;
    if (!report) return;
    const pulled = pulledUris();
    for (const { uri, findings } of files) {
      const isShown = this.#shown.has(uri);
      if (isShown === !pulled.has(uri)) continue;
      if (isShown) {
        this.#shown.delete(uri);
        this.#collection.delete(vscode.Uri.parse(uri));
      } else {
        this.#shown.add(uri);
        this.#collection.set(
          vscode.Uri.parse(uri),
          findings.map((finding) => toDiagnostic(finding, report)),
        );
      }
    }
  }
}

/** The documents whose diagnostics the language client pulls: open ones that a tab or an editor shows. */
function pulledUris(): Set<string> {
  const visible = new Set(vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString()));
  for (const { input } of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    if (input instanceof vscode.TabInputText) visible.add(input.uri.toString());
    if (input instanceof vscode.TabInputTextDiff) visible.add(input.modified.toString());
  }
  const open = vscode.workspace.textDocuments.filter(
    (document) => vscode.languages.match(DOCUMENT_SELECTOR, document) > 0,
  );
  return new Set(open.map(({ uri }) => uri.toString()).filter((uri) => visible.has(uri)));
}

function toDiagnostic(finding: Finding, { pages }: AuditReport): vscode.Diagnostic {
  const { location, message, level, rule, paths, related } = finding;
  const diagnostic = new vscode.Diagnostic(toRange(location.range), message, SEVERITIES[level]);
  const page = pages[rule];
  const steps = paths[0]?.steps ?? [];
  const numbered = steps.map(({ location: place, text }, index) => ({
    location: place,
    text: `${index + 1}/${steps.length} ${text}`,
  }));
  diagnostic.source = 'connection-lifetimes';
  diagnostic.code = page === undefined ? rule : { value: rule, target: vscode.Uri.parse(page) };
  diagnostic.relatedInformation = [...related, ...numbered].map(
    ({ location: { file, range }, text }) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(vscode.Uri.file(file), toRange(range)),
        text,
      ),
  );
  return diagnostic;
}
