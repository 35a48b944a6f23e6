/** Every id that package.json and the code must agree on: commands, settings, context keys, views, colours. */

export const SECTION = 'connectionLifetimes';
export const DISPLAY_NAME = 'Connection Lifetimes';

export const COMMANDS = {
  auditWorkspace: 'connectionLifetimes.auditWorkspace',
  auditChanged: 'connectionLifetimes.auditChanged',
  exportReport: 'connectionLifetimes.exportReport',
  updateBaseline: 'connectionLifetimes.updateBaseline',
  fixWorkspace: 'connectionLifetimes.fixWorkspace',
  clearAudit: 'connectionLifetimes.clearAudit',
  filterFindings: 'connectionLifetimes.filterFindings',
  groupFindings: 'connectionLifetimes.groupFindings',
  showPaths: 'connectionLifetimes.showPaths',
  showOverview: 'connectionLifetimes.showOverview',
  toggleLifetime: 'connectionLifetimes.toggleLifetime',
  nextStep: 'connectionLifetimes.nextStep',
  previousStep: 'connectionLifetimes.previousStep',
  nextPath: 'connectionLifetimes.nextPath',
  previousPath: 'connectionLifetimes.previousPath',
  endSteps: 'connectionLifetimes.endSteps',
  explain: 'connectionLifetimes.explain',
  copyReport: 'connectionLifetimes.copyReport',
  openSample: 'connectionLifetimes.openSample',
  restartServer: 'connectionLifetimes.restartServer',
  showOutput: 'connectionLifetimes.showOutput',
} as const;

/** Commands that code calls with arguments; they stand in no menu and not in package.json. */
export const INTERNAL_COMMANDS = {
  goToStep: 'connectionLifetimes.goToStep',
  ignoreFinding: 'connectionLifetimes.ignoreFinding',
} as const;

export const SETTINGS = {
  lifetimeShow: 'connectionLifetimes.lifetime.show',
  diagnosticsLevel: 'connectionLifetimes.diagnostics.level',
  auditBase: 'connectionLifetimes.audit.base',
  traceServer: 'connectionLifetimes.trace.server',
} as const;

export const CONTEXT_KEYS = {
  active: 'connectionLifetimes.active',
  stepping: 'connectionLifetimes.stepping',
  hasAudit: 'connectionLifetimes.hasAudit',
} as const;

export const AUDIT_VIEW = 'connectionLifetimes.audit';

export const COLORS = {
  held: 'connectionLifetimes.heldBorder',
  acquire: 'connectionLifetimes.acquireBorder',
  release: 'connectionLifetimes.releaseBorder',
  lost: 'connectionLifetimes.lostForeground',
  step: 'connectionLifetimes.stepBorder',
} as const;

/** Languages whose files are analysed. */
export const LANGUAGES = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'] as const;

/** The code action kind that applies all proved fixes of a file. */
export const FIX_ALL_KIND = 'source.fixAll.connectionLifetimes';

export const LIFETIME_SHOW = ['onCursor', 'onCommand', 'always', 'off'] as const;
export type LifetimeShow = (typeof LIFETIME_SHOW)[number];
