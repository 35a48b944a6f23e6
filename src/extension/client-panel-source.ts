/** Answers the panel from the active lifetimes and the language server. */
import * as vscode from 'vscode';
import type { ProvedFix } from '../model/edit.js';
import type { Location } from '../model/location.js';
import type { FixesResult } from '../protocol/messages.js';
import type { PanelFixes } from '../protocol/panel.js';
import type { ActiveLifetimes } from './active-lifetimes.js';
import type { LanguageServer } from './language-server.js';
import type { PanelSnapshot, PanelSource } from './panel/panel-host.js';
import { reveal, toRange, toUri } from './places.js';
import type { OwnDocument } from './stepper.js';

export function createPanelSource(active: ActiveLifetimes, server: LanguageServer): PanelSource {
  const ask = (findingId: string): Promise<FixesResult> =>
    active.uri === undefined
      ? Promise.resolve({ version: null, offers: [] })
      : server.fixes(active.uri, findingId);
  return {
    snapshot: () => toPanelSnapshot(active),
    onDidChange: active.onDidChange,
    fixes: async (findingId) => toPanelFixes(await ask(findingId)),
    apply: async (findingId, index) => {
      await applyFix(await ask(findingId), index, ownDocument(active));
    },
    reveal: (location: Location, preserveFocus) =>
      reveal(toUri(location, ownDocument(active)), location.range, { preserveFocus }),
  };
}

function toPanelSnapshot({ snapshot }: ActiveLifetimes): PanelSnapshot {
  if (snapshot.kind !== 'lifetimes') return snapshot;
  const { pictures, ...rest } = snapshot;
  return { ...rest, lifetimes: pictures.map(({ lifetime }) => lifetime) };
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

async function applyFix(result: FixesResult, index: number, own: OwnDocument | undefined): Promise<void> {
  const fix = provedFixes(result)[index];
  if (!fix) throw new Error(vscode.l10n.t('This fix is no longer offered.'));
  const uri = toUri({ file: fix.file, range: fix.edits[0]?.range ?? EMPTY_RANGE }, own);
  const document = await vscode.workspace.openTextDocument(uri);
  if (own?.file === fix.file && result.version !== document.version) {
    throw new Error(vscode.l10n.t('The code has changed meanwhile.'));
  }
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
