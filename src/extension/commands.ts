/** All commands of the extension, each in one line. */
import * as vscode from 'vscode';
import type { Position } from '../model/location.js';
import { COMMANDS, INTERNAL_COMMANDS } from '../protocol/ids.js';
import type { WalkStart } from '../protocol/messages.js';
import type { ActiveLifetimes } from './active-lifetimes.js';
import type { AuditCommand } from './audit-command.js';
import { exportReport, updateBaseline } from './audit-exports.js';
import { fixWorkspace } from './fix-workspace.js';
import { copyReport } from './copy-report.js';
import type { ExplainLine } from './explain-line.js';
import { ignoreFinding } from './ignore-finding.js';
import type { LanguageServer } from './language-server.js';
import type { LifetimeView } from './lifetime-view.js';
import type { PanelSource } from './panel/panel-host.js';
import { openPanel } from './panel/panel-host.js';
import { reveal } from './places.js';
import { openSample } from './sample.js';
import type { Stepper } from './stepper.js';

/** The parts that commands act on. */
export interface Parts {
  readonly active: ActiveLifetimes;
  readonly server: LanguageServer;
  readonly output: vscode.LogOutputChannel;
  readonly view: LifetimeView;
  readonly stepper: Stepper;
  readonly audit: AuditCommand;
  readonly explain: ExplainLine;
  readonly panelSource: PanelSource;
}

export function registerCommands(context: vscode.ExtensionContext, parts: Parts): void {
  const { audit, explain, output, server, stepper, view } = parts;
  const register = (id: string, run: (...args: never[]) => unknown): void => {
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  };
  register(COMMANDS.auditWorkspace, () => audit.run());
  register(COMMANDS.auditChanged, () => audit.runChanged());
  register(COMMANDS.exportReport, (given?: Parameters<typeof exportReport>[1]) => exportReport(parts, given));
  register(COMMANDS.updateBaseline, (given?: Parameters<typeof updateBaseline>[1]) =>
    updateBaseline(parts, given),
  );
  register(COMMANDS.fixWorkspace, () => fixWorkspace(parts));
  register(COMMANDS.clearAudit, () => {
    audit.clear();
  });
  register(COMMANDS.filterFindings, () => audit.view.filter());
  register(COMMANDS.groupFindings, () => audit.view.group());
  register(COMMANDS.showPaths, (uri?: string, position?: Position) =>
    showPaths(context, parts, uri === undefined || !position ? undefined : { uri, position }),
  );
  register(COMMANDS.showOverview, () => {
    openPanel(context, parts.panelSource, 'overview');
  });
  register(COMMANDS.toggleLifetime, () => {
    view.toggle();
  });
  register(COMMANDS.nextStep, () => stepper.moveStep(1));
  register(COMMANDS.previousStep, () => stepper.moveStep(-1));
  register(COMMANDS.nextPath, () => stepper.movePath(1));
  register(COMMANDS.previousPath, () => stepper.movePath(-1));
  register(COMMANDS.endSteps, () => {
    stepper.end();
  });
  register(COMMANDS.explain, () => explain.show());
  register(COMMANDS.copyReport, (uri?: string, findingId?: string) =>
    copyReport(
      server,
      parts.active,
      uri === undefined || findingId === undefined ? undefined : { uri, findingId },
    ),
  );
  register(COMMANDS.restartServer, () => server.restart());
  register(COMMANDS.showOutput, () => {
    output.show();
  });
  register(COMMANDS.openSample, openSample);
  register(INTERNAL_COMMANDS.ignoreFinding, ignoreFinding);
  register(INTERNAL_COMMANDS.goToStep, (start: WalkStart) => stepper.start(start));
}

/** The panel follows the cursor, so the cursor is put on the acquire site it is asked about. */
async function showPaths(
  context: vscode.ExtensionContext,
  { panelSource }: Parts,
  at: { readonly uri: string; readonly position: Position } | undefined,
): Promise<void> {
  if (at) {
    const range = { start: at.position, end: at.position };
    await reveal(vscode.Uri.parse(at.uri, true), range, { preserveFocus: false });
  }
  openPanel(context, panelSource);
}
