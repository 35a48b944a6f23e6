/** The messages between the extension and its panel (a webview), and nothing else: both sides compile against this file. */
import type { FilePath, Location } from '../model/location.js';
import type { PictureSubject } from '../model/picture.js';

/** View type of the webview panel; `onWebviewPanel:` in package.json names the same. */
export const PANEL_VIEW_TYPE = 'connectionLifetimes.panel';

/** One entry of the site switcher. */
export interface PanelSite {
  /** Stable under edits elsewhere in the file; see `toSiteIds` of the panel host. */
  readonly id: string;
  /** Zero-based line of the acquire expression. */
  readonly line: number;
  readonly expression: string;
  readonly variable?: string;
  readonly functionName: string;
  readonly exits: number;
  readonly unreleased: number;
}

/** What the panel shows; every message of this kind replaces the one before it. */
export type PanelContent =
  /** No TypeScript or JavaScript document, or one that takes no resource. */
  | { readonly kind: 'nothing'; readonly reason: 'no-document' | 'no-sites'; readonly fileName: string }
  | { readonly kind: 'loading'; readonly uri: string; readonly fileName: string }
  | { readonly kind: 'failed'; readonly fileName: string; readonly reason: string }
  | PanelPicture;

export interface PanelPicture extends PictureSubject {
  readonly kind: 'picture';
  readonly uri: string;
  /** All acquire sites of the file, in source order; never empty. */
  readonly sites: readonly PanelSite[];
  /** The one the picture is about. */
  readonly siteId: string;
}

/** What can be done about a finding. */
export interface PanelFixes {
  /** Proved fixes only, the preferred one first. */
  readonly titles: readonly string[];
  /** Why there is no fix, for people. */
  readonly refusal?: string;
}

export type ToPanel =
  | { readonly kind: 'content'; readonly content: PanelContent }
  | { readonly kind: 'fixes'; readonly findingId: string; readonly fixes: PanelFixes }
  /** The text cursor went to this line (zero-based); the panel marks the row there without asking for code. */
  | { readonly kind: 'cursor'; readonly file: FilePath; readonly line: number }
  /** Something the user asked for is done, or could not be; read out by screen readers. */
  | { readonly kind: 'notice'; readonly text: string };

export type ToHost =
  /** The script runs; `siteId` is the site it showed before a reload. */
  | { readonly kind: 'ready'; readonly siteId?: string }
  | { readonly kind: 'select-site'; readonly siteId: string }
  | { readonly kind: 'reveal'; readonly location: Location; readonly preserveFocus: boolean }
  /** The title is compared on arrival, so that an outdated list never applies another fix. */
  | { readonly kind: 'apply-fix'; readonly findingId: string; readonly index: number; readonly title: string }
  | { readonly kind: 'copy'; readonly text: string };
