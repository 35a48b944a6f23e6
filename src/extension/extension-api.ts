/** What activation returns: lets tests (and other extensions) wait for what happened instead of sleeping. */
import type * as vscode from 'vscode';
import type { LifetimePicture } from '../protocol/lifetime-picture.js';
import type { AuditReport, StatusParams } from '../protocol/messages.js';
import type { AuditScope } from './language-server.js';

export interface ExtensionApi {
  /** The language server answers. */
  readonly ready: Promise<void>;
  /** Resolves with the status of the document's present text; if it changes meanwhile, of the newer one. */
  readonly whenAnalyzed: (uri: vscode.Uri) => Promise<StatusParams>;
  /** What is drawn: one picture, several with the setting `always`, none. */
  readonly currentLifetimePicture: () => readonly LifetimePicture[];
  readonly onDidDraw: vscode.Event<readonly LifetimePicture[]>;
  /** `Path 1 of 3, step 2 of 5: …` while a walk along a path is on. */
  readonly currentStep: () => string | undefined;
  /** What `activate` took, in milliseconds; the language server starts behind it. */
  readonly activationMs: number;
  readonly audit: (scope?: AuditScope) => Promise<AuditReport | undefined>;
}
