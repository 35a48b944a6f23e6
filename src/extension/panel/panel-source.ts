/** What the panel asks of the rest of the extension; the language client answers it. */
import type * as vscode from 'vscode';
import type { Lifetime } from '../../model/lifetime.js';
import type { Location } from '../../model/location.js';
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
      readonly lifetimes: readonly Lifetime[];
      /** Index of the lifetime at the cursor; absent when the cursor is in none. */
      readonly current?: number;
    };

export interface PanelSource {
  /** Answers from memory. */
  readonly snapshot: () => PanelSnapshot;
  /** The document, its lifetimes or the current one changed. */
  readonly onDidChange: vscode.Event<void>;
  readonly fixes: (findingId: string) => Promise<PanelFixes>;
  /** Applies the fix with this index in the titles of {@link fixes}; rejects with an Error for people when it cannot. */
  readonly apply: (findingId: string, index: number) => Promise<void>;
  /** Shows and selects the location in an editor; with `preserveFocus` the panel keeps the focus. */
  readonly reveal: (location: Location, preserveFocus: boolean) => Promise<void>;
}
