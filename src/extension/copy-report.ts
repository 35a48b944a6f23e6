/** Copies the report of a false alarm to the clipboard; whether and where it goes from there is up to the user. */
import * as vscode from 'vscode';
import type { ActiveLifetimes } from './active-lifetimes.js';
import type { LanguageServer } from './language-server.js';

const SHOWN_MS = 5000;

export interface ReportedFinding {
  readonly uri: string;
  readonly findingId: string;
}

/** Without a finding, the one about the lifetime at the cursor. */
export async function copyReport(
  server: LanguageServer,
  active: ActiveLifetimes,
  named: ReportedFinding | undefined,
): Promise<void> {
  const finding = named ?? findAtCursor(active);
  const report = finding && (await server.alarmReport(finding.uri, finding.findingId));
  if (!report) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Nothing is reported at the cursor.'), SHOWN_MS);
    return;
  }
  await vscode.env.clipboard.writeText(report.markdown);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('The report is in the clipboard. It holds the code of the function.'),
    SHOWN_MS,
  );
}

function findAtCursor({ current }: ActiveLifetimes): ReportedFinding | undefined {
  const findingId = current?.lifetime.findingId;
  return current && findingId !== undefined ? { uri: current.uri, findingId } : undefined;
}
