/** The messages between the extension and its panel (a webview), and nothing else: both sides compile against this file. */
import type { Level, RuleId } from '../model/finding.js';
import type { LeakCost } from '../model/leak-cost.js';
import type { FilePath, Location } from '../model/location.js';
import type { PictureSubject } from '../model/picture.js';

/** View type of the webview panel; `onWebviewPanel:` in package.json names the same. */
export const PANEL_VIEW_TYPE = 'connectionLifetimes.panel';

/** What can be chosen in the file that is shown: an acquire site, or a misuse of what it takes. */
export interface PanelSite {
  /** Stable under edits elsewhere in the file; see `toEntries` of the panel host. */
  readonly id: string;
  /** Zero-based line of the acquire expression. */
  readonly line: number;
  readonly expression: string;
  readonly variable?: string;
  readonly functionName: string;
  readonly library: string;
  /** Absent when there is nothing wrong with it. */
  readonly rule?: RuleId;
  readonly level?: Level;
  readonly exits: number;
  readonly unreleased: number;
}

/** What the panel shows of the document; every message of this kind replaces the one before it. */
export type PanelContent =
  /** No TypeScript or JavaScript document, or one that takes no resource. */
  | { readonly kind: 'nothing'; readonly reason: 'no-document' | 'no-sites'; readonly fileName: string }
  | { readonly kind: 'loading'; readonly uri: string; readonly fileName: string }
  | { readonly kind: 'failed'; readonly fileName: string; readonly reason: string }
  | PanelPicture;

export interface PanelPicture extends PictureSubject {
  readonly kind: 'picture';
  readonly uri: string;
  /** All of the file, in source order; never empty. */
  readonly sites: readonly PanelSite[];
  /** The one the picture is about. */
  readonly siteId: string;
  /** What a leak here costs, where that is known. */
  readonly cost?: LeakCost;
}

/** One finding of the audit. */
export interface PanelFinding {
  readonly uri: string;
  /** For people: the file as the workspace calls it. */
  readonly fileName: string;
  readonly findingId: string;
  /** Zero-based line of the finding. */
  readonly line: number;
  readonly rule: RuleId;
  readonly level: Level;
  readonly message: string;
  readonly functionName: string;
  readonly library: string;
  readonly paths: number;
  readonly exits: number;
  readonly unreleased: number;
  /** How its strongest path ends, for people. */
  readonly worst: string;
  readonly cost?: LeakCost;
}

/** How many acquire sites of one library a file has. */
export interface PanelSiteCount {
  readonly fileName: string;
  readonly library: string;
  readonly count: number;
}

export type PanelAudit =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | {
      readonly kind: 'done';
      readonly findings: readonly PanelFinding[];
      readonly sites: readonly PanelSiteCount[];
      readonly files: number;
      readonly analysed: number;
      readonly suppressed: number;
      /** Only findings in code that changed since are there; absent: all. */
      readonly since?: string;
      /** Files that changed since, whose findings are left out. */
      readonly changed: number;
      /** What limited the audit, for people. */
      readonly problems: readonly string[];
    };

/** What can be done about a finding. */
export interface PanelFixes {
  /** Proved fixes only, the preferred one first. */
  readonly titles: readonly string[];
  /** Why there is no fix, for people. */
  readonly refusal?: string;
}

export type ToPanel =
  | { readonly kind: 'content'; readonly content: PanelContent }
  | { readonly kind: 'audit'; readonly audit: PanelAudit }
  /** Which of the two pages to show. */
  | { readonly kind: 'page'; readonly page: 'paths' | 'overview' }
  | { readonly kind: 'fixes'; readonly findingId: string; readonly fixes: PanelFixes }
  /** The text cursor went to this line (zero-based); the panel marks the row there without asking for code. */
  | { readonly kind: 'cursor'; readonly file: FilePath; readonly line: number }
  /** The walk along a path of the picture in the code went to this step; both counted from zero. */
  | { readonly kind: 'step'; readonly path: number; readonly step: number }
  /** Something the user asked for is done, or could not be; read out by screen readers. */
  | { readonly kind: 'notice'; readonly text: string };

export type ToHost =
  /** The script runs; `uri` and `siteId` are what it showed before a reload. */
  | { readonly kind: 'ready'; readonly uri?: string; readonly siteId?: string }
  | { readonly kind: 'select-site'; readonly siteId: string }
  /** Shows a finding of the audit, in whatever file it is. */
  | { readonly kind: 'open-finding'; readonly uri: string; readonly findingId: string }
  /** With `walk`, the step there gets its badge in the code; path and step are counted from zero. */
  | {
      readonly kind: 'reveal';
      readonly location: Location;
      readonly preserveFocus: boolean;
      readonly walk?: { readonly path: number; readonly step: number };
    }
  /** The title is compared on arrival, so that an outdated list never applies another fix. */
  | {
      readonly kind: 'apply-fix' | 'preview-fix';
      readonly findingId: string;
      readonly index: number;
      readonly title: string;
    }
  | { readonly kind: 'copy'; readonly format: 'markdown' | 'svg'; readonly text: string }
  /** `data` is the picture in base64; `name` is a file name without folders. */
  | { readonly kind: 'save-png'; readonly name: string; readonly data: string }
  | { readonly kind: 'run-audit' };
