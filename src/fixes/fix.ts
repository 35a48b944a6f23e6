/** What every kind of fix is made of. */
import type { TextEdit } from '../model/edit.js';

/** An edit that may be a fix; nobody is offered it before re-analysis has proved it. */
export interface CandidateFix {
  /** Imperative, for the menu. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export type Candidates =
  | { readonly kind: 'list'; readonly list: readonly CandidateFix[]; readonly reason?: string }
  | { readonly kind: 'none'; readonly reason: string };
