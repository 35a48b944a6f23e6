/** Answers the panel from the active lifetimes, the audit, the walk in the code and the language server. */
import * as vscode from 'vscode';
import type { ProvedFix } from '../model/edit.js';
import type { FixesResult } from '../protocol/messages.js';
import type { PanelFixes } from '../protocol/panel.js';
import type { ActiveLifetimes } from './active-lifetimes.js';
import type { AuditCommand } from './audit-command.js';
import type { FixPreview } from './fix-preview.js';
import type { LanguageServer } from './language-server.js';
import type { PanelAuditSnapshot, PanelSource } from './panel/panel-host.js';
import { reveal, toRange, toUri } from './places.js';
import type { OwnDocument, Stepper } from './stepper.js';

export interface PanelParts {
  readonly active: ActiveLifetimes;
  readonly server: LanguageServer;
  readonly stepper: Stepper;
  readonly audit: AuditCommand;
  readonly preview: FixPreview;
}

export function createPanelSource({ active, audit, preview, server, stepper }: PanelParts): PanelSource {
  const ask = (findingId: string): Promise<FixesResult> =>
    active.uri === undefined
      ? Promise.resolve({ version: null, offers: [] })
      : server.fixes(active.uri, findingId);
  const find = async (findingId: string, index: number): Promise<FoundFix> =>
    findFix(await ask(findingId), index, ownDocument(active));
  return {
    snapshot: () => active.snapshot,
    onDidChange: active.onDidChange,
    audit: () => toAuditSnapshot(audit),
    onDidChangeAudit: audit.onDidChange,
    runAudit: async () => {
      await audit.run(audit.scope);
    },
    onDidStep: stepper.onDidMove,
    fixes: async (findingId) => toPanelFixes(await ask(findingId)),
    apply: async (findingId, index) => {
      const { document, fix } = await find(findingId, index);
      await applyFix(document.uri, fix);
      await preview.close(document.uri);
    },
    preview: async (findingId, index) => {
      const { document, fix } = await find(findingId, index);
      await preview.show(document, fix);
    },
    reveal: (location, preserveFocus) =>
      reveal(toUri(location, ownDocument(active)), location.range, { preserveFocus }),
    walk: async (title, { path, paths, step }, preserveFocus) => {
      const own = ownDocument(active);
      if (own) await stepper.start({ title, paths, own, path, step, preserveFocus });
    },
    open: async (uri, position) => {
      const at = vscode.Uri.parse(uri, true);
      await reveal(at, { start: position, end: position }, { preserveFocus: true });
      followVisible(active, uri);
    },
    follow: (uri) => {
      followVisible(active, uri);
    },
  };
}

function followVisible(active: ActiveLifetimes, uri: string): void {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  if (editor) active.follow(editor);
}

function toAuditSnapshot({ isRunning, results }: AuditCommand): PanelAuditSnapshot {
  const { changed, files, report } = results;
  if (isRunning) return { kind: 'running' };
  return report ? { kind: 'done', report: { ...report, files }, changed } : { kind: 'none' };
}

function toPanelFixes(result: FixesResult): PanelFixes {
  const refusal = result.offers.find((offer) => offer.kind === 'refusal')?.reason;
  const titles = provedFixes(result).map(({ title }) => title);
  return { titles, ...(refusal === undefined ? {} : { refusal }) };
}

function provedFixes({ offers }: FixesResult): readonly ProvedFix[] {
  const proved = offers.filter((offer) => offer.kind === 'fix');
  return [...proved.filter(({ preferred }) => preferred), ...proved.filter(({ preferred }) => !preferred)];
}

interface FoundFix {
  readonly document: vscode.TextDocument;
  readonly fix: ProvedFix;
}

/** Rejects when the fix is no longer that of the present text. */
async function findFix(result: FixesResult, index: number, own: OwnDocument | undefined): Promise<FoundFix> {
  const fix = provedFixes(result)[index];
  if (!fix) throw new Error(vscode.l10n.t('This fix is no longer offered.'));
  const uri = toUri({ file: fix.file, range: fix.edits[0]?.range ?? EMPTY_RANGE }, own);
  const document = await vscode.workspace.openTextDocument(uri);
  if (own?.file === fix.file && result.version !== document.version) {
    throw new Error(vscode.l10n.t('The code has changed meanwhile.'));
  }
  return { document, fix };
}

async function applyFix(uri: vscode.Uri, fix: ProvedFix): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of fix.edits) edit.replace(uri, toRange(range), newText);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('The editor refused the fix.'));
}

const EMPTY_RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The active document under both of its names. */
function ownDocument({ snapshot }: ActiveLifetimes): OwnDocument | undefined {
  if (snapshot.kind !== 'lifetimes') return undefined;
  const file = snapshot.pictures[0]?.lifetime.site.location.file;
  return file === undefined ? undefined : { file, uri: snapshot.uri };
}
