/** What the panel asks of the rest of the extension; the language client answers it. */
import type * as vscode from 'vscode';
import type { UnreleasedPath } from '../../model/finding.js';
import type { Location, Position } from '../../model/location.js';
import type { LifetimePicture } from '../../protocol/lifetime-picture.js';
import type { AuditReport } from '../../protocol/messages.js';
import type { PanelFixes } from '../../protocol/panel.js';

/**
 * The lifetimes of the document the user works in. It stays the last such document while the panel itself, or
 * anything else that is no text editor, has the focus.
 */
export type PanelSnapshot =
  | { readonly kind: 'no-document' }
  | { readonly kind: 'loading'; readonly uri: string }
  /** `reason` is a sentence for people. */
  | { readonly kind: 'failed'; readonly uri: string; readonly reason: string }
  | {
      readonly kind: 'lifetimes';
      readonly uri: string;
      /** In source order; may be empty. */
      readonly pictures: readonly LifetimePicture[];
      /** Index of the lifetime at the cursor; absent when the cursor is in none. */
      readonly current?: number;
    };

/** The last audit, without the findings of files that changed since. */
export type PanelAuditSnapshot =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly report: AuditReport; readonly changed: number };

/** A step of a walk along one of the paths; both counted from zero. */
export interface PanelStep {
  readonly paths: readonly UnreleasedPath[];
  readonly path: number;
  readonly step: number;
}

export interface PanelSource {
  /** Answers from memory. */
  readonly snapshot: () => PanelSnapshot;
  /** The document, its lifetimes or the current one changed. */
  readonly onDidChange: vscode.Event<void>;
  readonly audit: () => PanelAuditSnapshot;
  readonly onDidChangeAudit: vscode.Event<void>;
  readonly runAudit: () => Promise<void>;
  /** The walk along a path in the code went to another step. */
  readonly onDidStep: vscode.Event<PanelStep>;
  readonly fixes: (findingId: string) => Promise<PanelFixes>;
  /** Applies the fix with this index in the titles of {@link fixes}; rejects with an Error for people when it cannot. */
  readonly apply: (findingId: string, index: number) => Promise<void>;
  /** Shows what the fix would change, side by side, and changes nothing. */
  readonly preview: (findingId: string, index: number) => Promise<void>;
  /** Shows and selects the location in an editor; with `preserveFocus` the panel keeps the focus. */
  readonly reveal: (location: Location, preserveFocus: boolean) => Promise<void>;
  /** Like {@link reveal}, and the steps of the path carry their numbers in the code. */
  readonly walk: (title: string, to: PanelStep, preserveFocus: boolean) => Promise<void>;
  /** Makes it the document of the snapshot, with the cursor there; the panel keeps the focus. */
  readonly open: (uri: string, position: Position) => Promise<void>;
  /** Makes the document that of the snapshot if it is visible in an editor. */
  readonly follow: (uri: string) => void;
}
