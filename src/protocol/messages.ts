/** The requests and notifications of our own that client and server exchange beside the standard ones. */
import type { FixOffer } from '../model/edit.js';
import type { AcquireSite, Finding, RuleId, UnreleasedPath } from '../model/finding.js';
import type { LeakCost } from '../model/leak-cost.js';
import type { FilePath, Position } from '../model/location.js';
import type { LifetimePicture } from './lifetime-picture.js';

export const METHODS = {
  lifetimeAt: 'connectionLifetimes/lifetimeAt',
  lifetimes: 'connectionLifetimes/lifetimes',
  fixes: 'connectionLifetimes/fixes',
  audit: 'connectionLifetimes/audit',
  fixWorkspace: 'connectionLifetimes/fixWorkspace',
  report: 'connectionLifetimes/report',
  baseline: 'connectionLifetimes/baseline',
  status: 'connectionLifetimes/status',
  cursor: 'connectionLifetimes/cursor',
  explain: 'connectionLifetimes/explain',
  alarmReport: 'connectionLifetimes/alarmReport',
} as const;

/** What a client may tell the server in `initializationOptions`. */
export interface ServerOptions {
  /** The client has the commands of ids.ts, so code actions may call them. */
  readonly commands?: boolean;
}

export interface LifetimeAtParams {
  readonly uri: string;
  readonly position: Position;
}
export type LifetimeAtResult = LifetimePicture | null;

export interface LifetimesParams {
  readonly uri: string;
}
/** In the order of their acquire sites. */
export type LifetimesResult = readonly LifetimePicture[];

/** Sent when the cursor comes to another line: a new finding is shown as soon as its statement is left. */
export interface CursorParams {
  readonly uri: string;
  readonly position: Position;
}

/** Asks why something is reported at a line, or why nothing is. */
export interface ExplainParams {
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
}
/** The text that `--explain` prints. */
export interface ExplainResult {
  readonly text: string;
}

export interface AlarmReportParams {
  readonly uri: string;
  /** The finding that is thought to be wrong. */
  readonly findingId: string;
}
/** Markdown that holds all one needs to look into it; null when the finding is gone. */
export type AlarmReportResult = { readonly markdown: string } | null;

export interface FixesParams {
  readonly uri: string;
  readonly findingId: string;
}
/** `version` is that of the document the edits belong to. */
export interface FixesResult {
  readonly version: number | null;
  readonly offers: readonly FixOffer[];
}

export interface AuditParams {
  /** Files and folders; none means all workspace folders. */
  readonly uris: readonly string[];
  /** Only findings in code that changed: since the last commit, or on this branch since `base`. Runs git. */
  readonly changed?: { readonly base?: string };
  /** Progress is reported on it as `WorkDoneProgressReport`. */
  readonly workDoneToken?: string | number;
}

/** All proved fixes of an audit: the server sends them as one edit, which the client shows before it is applied. */
export interface FixWorkspaceResult {
  readonly fixed: number;
  readonly refused: number;
  /** False when there was nothing to do, or the user did not want it. */
  readonly isApplied: boolean;
}

export const REPORT_FORMATS = ['html', 'sarif', 'json', 'markdown'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Asks for an audit as a document. */
export interface ReportParams extends AuditParams {
  readonly format: ReportFormat;
}
export interface ReportResult {
  readonly text: string;
}

/** A baseline as it would be with the findings there are now; nothing is written. */
export interface NewBaseline {
  readonly uri: string;
  readonly text: string;
  readonly before: number;
  readonly after: number;
}
export interface BaselineResult {
  readonly baselines: readonly NewBaseline[];
  /** Findings in files whose configuration names no baseline. */
  readonly homeless: number;
}

export interface AuditedFile {
  readonly uri: string;
  readonly findings: readonly Finding[];
}

/** One acquire site that was audited. */
export interface AuditedSite {
  readonly uri: string;
  readonly site: AcquireSite;
  readonly cost?: LeakCost;
}

/** A cancelled audit is answered by an error instead. */
export interface AuditReport {
  /** Without suppressed findings; in order of their names. */
  readonly files: readonly AuditedFile[];
  /** All acquire sites, released or not; in order of their files. */
  readonly sites: readonly AuditedSite[];
  readonly counts: {
    readonly files: number;
    readonly analysed: number;
    readonly acquireSites: number;
    readonly skipped: number;
    readonly suppressed: number;
  };
  /** What was compared with, for people; absent when all findings are there. */
  readonly since?: string;
  /** What limited the audit, for people. */
  readonly problems: readonly string[];
  /** URI of the page of each rule, where this installation ships it. */
  readonly pages: Readonly<Partial<Record<RuleId, string>>>;
}

/** Sent after each analysis of an open document. */
export interface StatusParams {
  readonly uri: string;
  readonly version: number;
  /** Number of acquire sites in the file. */
  readonly acquired: number;
  /** Those with an error or a warning of the rule `unreleased`. */
  readonly unreleased: number;
  /** Why the answer may be incomplete, for people. */
  readonly problems: readonly string[];
  /** What the analysis took, in milliseconds. */
  readonly milliseconds: number;
  /** Libraries whose own types are not installed: declarations of the catalogue stand in. */
  readonly replacedTypes: readonly string[];
  /** Packages without any types. */
  readonly unknownTypes: readonly string[];
}

/** The argument of the command that walks along paths in the code. */
export interface WalkStart {
  /** For people: the lifetime the paths are of. */
  readonly title: string;
  readonly paths: readonly UnreleasedPath[];
  /** The document the paths begin in, under the engine's name and under the editor's. */
  readonly own: { readonly file: FilePath; readonly uri: string };
  /** Index of the path and of the step to begin with. */
  readonly path: number;
  readonly step: number;
  /** Leaves the focus where it is: in the panel. */
  readonly preserveFocus?: boolean;
}

/** The argument of the command that ignores a finding. */
export interface IgnoreArguments {
  readonly uri: string;
  readonly version: number;
  /** Zero-based line of the finding. */
  readonly line: number;
  /** The comment up to its reason. */
  readonly comment: string;
}
