/** Quick fixes: proved ones first, a refusal with its reason, the command that shows the paths, and fix-all. */
import type { CodeAction, CodeActionParams, Diagnostic, WorkspaceEdit } from 'vscode-languageserver/node';
import {
  CodeActionKind,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { FixOffer, ProvedFix, TextEdit } from '../model/edit.js';
import type { Finding } from '../model/finding.js';
import type { Range } from '../model/location.js';
import { isBefore } from '../model/location.js';
import { COMMANDS, FIX_ALL_KIND, INTERNAL_COMMANDS } from '../protocol/ids.js';
import type { FixesParams, FixesResult, WalkStart } from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import type { Analyzed } from './analyses.js';
import type { ServerContext } from './context.js';
import { answer } from './context.js';
import { toIgnoreAction } from './ignore-action.js';
import {
  describeFixAll,
  FIX_FILE_TITLE,
  nameOfSite,
  REFUSED_TITLE,
  REPORT_TITLE,
  SHOW_PATHS_TITLE,
  STEP_TITLE,
} from './words.js';

export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, FIX_ALL_KIND];

interface DocumentChange {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: readonly TextEdit[];
}

export function registerCodeActions(context: ServerContext): void {
  context.connection.onCodeAction((params, token) =>
    answer<CodeAction[]>(context, [], async () => {
      const analyzed = await context.analyses.settled(params.textDocument.uri, token);
      return analyzed && !token.isCancellationRequested ? toCodeActions(context, analyzed, params) : [];
    }),
  );
  context.connection.onCodeActionResolve((action) => resolveEdit(context, action));
  context.connection.onRequest(METHODS.fixes, ({ uri, findingId }: FixesParams) =>
    answer<FixesResult>(context, { version: null, offers: [] }, async () => {
      const analyzed = await context.analyses.settled(uri);
      if (!analyzed) return { version: null, offers: [] };
      return { version: analyzed.version, offers: context.fixOffers.offers(analyzed, findingId) };
    }),
  );
}

function toCodeActions(context: ServerContext, analyzed: Analyzed, params: CodeActionParams): CodeAction[] {
  const { only } = params.context;
  const actions: CodeAction[] = [];
  if (!only || only.some((kind) => includesKind(kind, CodeActionKind.QuickFix))) {
    const findings = analyzed.analysis.findings.filter(
      (finding) => !finding.suppression && touches(finding.location.range, params.range),
    );
    for (const finding of findings) actions.push(...actionsFor(context, analyzed, finding, params));
    if (findings.length > 0 && context.client.resolvesEdits) actions.push(...fixFileAction(analyzed));
  }
  // Proving every fix of a file takes a while, so it is done only for a client that asks for this kind.
  if (only?.some((kind) => includesKind(kind, FIX_ALL_KIND)))
    actions.push(...fixAllAction(context, analyzed));
  return actions;
}

function actionsFor(
  context: ServerContext,
  analyzed: Analyzed,
  finding: Finding,
  params: CodeActionParams,
): CodeAction[] {
  const diagnostics = params.context.diagnostics.filter((diagnostic) => isOf(diagnostic, finding));
  // The light bulb is asked for at every move of the cursor: it must not make anybody wait for a proof.
  const isAutomatic = params.context.triggerKind === CodeActionTriggerKind.Automatic;
  const offers = isAutomatic
    ? (context.fixOffers.findOffers(analyzed, finding.id) ?? [])
    : context.fixOffers.offers(analyzed, finding.id);
  const actions = inMenuOrder(offers).flatMap((offer) => toAction(context, analyzed, offer) ?? []);
  if (context.client.commands) {
    actions.push(
      ...pathActions(analyzed, finding),
      toIgnoreAction(analyzed, finding),
      reportAction(analyzed, finding),
    );
  }
  return actions.map((action) => (diagnostics.length === 0 ? action : { ...action, diagnostics }));
}

function inMenuOrder(offers: readonly FixOffer[]): readonly FixOffer[] {
  const weight = (offer: FixOffer): number => (offer.kind === 'refusal' ? 2 : offer.preferred ? 0 : 1);
  return [...offers].sort((a, b) => weight(a) - weight(b));
}

function toAction(context: ServerContext, analyzed: Analyzed, offer: FixOffer): CodeAction | undefined {
  if (offer.kind === 'fix') return fixAction(context, analyzed, offer);
  if (!context.client.disabledActions) return undefined;
  return { title: REFUSED_TITLE, kind: CodeActionKind.QuickFix, disabled: { reason: offer.reason } };
}

function fixAction(context: ServerContext, analyzed: Analyzed, fix: ProvedFix): CodeAction {
  const { uri, version } = analyzed;
  const { findingId, preferred: isPreferred, title } = fix;
  const action = { title, kind: CodeActionKind.QuickFix, isPreferred };
  return context.client.resolvesEdits
    ? { ...action, data: { uri, version, findingId } satisfies Chosen }
    : { ...action, edit: toWorkspaceEdit(context, { uri, version, edits: fix.edits }) };
}

/** Only for a client that asks for the edit later: to prove all fixes of a file takes a while. */
function fixFileAction({ uri, version, analysis }: Analyzed): CodeAction[] {
  const open = analysis.findings.filter(({ level, suppression }) => level !== 'note' && !suppression);
  if (open.length < 2) return [];
  return [{ title: FIX_FILE_TITLE, kind: CodeActionKind.QuickFix, data: { uri, version } satisfies Chosen }];
}

/** What an action stands for until it is chosen; without a finding, all fixes of the file. */
interface Chosen {
  readonly uri: string;
  readonly version: number | null;
  readonly findingId?: string;
}

/** The edit, if the text is still the one it was offered for: a stale fix is never applied. */
async function resolveEdit(context: ServerContext, action: CodeAction): Promise<CodeAction> {
  const chosen = action.data as Chosen | undefined;
  // All others are complete as they are.
  if (!chosen) return action;
  const { findingId, uri, version } = chosen;
  const analyzed = await context.analyses.settled(uri);
  if (analyzed?.version !== version)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed since the fix was offered.');
  const fix =
    findingId === undefined
      ? context.fixOffers.fixAll(analyzed)
      : context.fixOffers
          .offers(analyzed, findingId)
          .find((offer) => offer.kind === 'fix' && offer.title === action.title);
  const edits = fix && 'edits' in fix ? fix.edits : [];
  return { ...action, edit: toWorkspaceEdit(context, { uri, version, edits }) };
}

function fixAllAction(context: ServerContext, analyzed: Analyzed): CodeAction[] {
  const result = context.fixOffers.fixAll(analyzed);
  if (!result || result.edits.length === 0) return [];
  const { uri, version } = analyzed;
  const edit = toWorkspaceEdit(context, { uri, version, edits: result.edits });
  return [{ title: describeFixAll(result.fixed.length), kind: FIX_ALL_KIND, edit }];
}

/** The picture of all paths, and the walk along the first of them in the code. */
function pathActions({ uri, file }: Analyzed, { paths, site }: Finding): CodeAction[] {
  if (paths.length === 0) return [];
  const walk: WalkStart = { title: nameOfSite(site), paths, own: { file, uri }, path: 0, step: 0 };
  return [
    commandAction(SHOW_PATHS_TITLE, COMMANDS.showPaths, [uri, site.location.range.start]),
    commandAction(STEP_TITLE, INTERNAL_COMMANDS.goToStep, [walk]),
  ];
}

function reportAction({ uri }: Analyzed, { id }: Finding): CodeAction {
  return commandAction(REPORT_TITLE, COMMANDS.copyReport, [uri, id]);
}

function commandAction(title: string, command: string, args: readonly unknown[]): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [...args] } };
}

/** The version makes the client refuse an edit that was computed for another text. */
function toWorkspaceEdit(context: ServerContext, change: DocumentChange): WorkspaceEdit {
  const { uri, version } = change;
  const edits = [...change.edits];
  return context.client.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}

function isOf(diagnostic: Diagnostic, finding: Finding): boolean {
  const tag = diagnostic.data as { findingId?: unknown } | undefined;
  return tag?.findingId === finding.id;
}

/** `source.fixAll` includes `source.fixAll.connectionLifetimes`. */
function includesKind(wanted: string, kind: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}
