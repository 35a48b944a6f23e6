/** What every feature of the language server works with. */
import type { Connection } from 'vscode-languageserver/node';
import type { Changes } from '../model/changes.js';
import type { Level, RuleId } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import type { Session } from '../session/session.js';
import type { Analyses } from './analyses.js';
import { describeError } from './analyses.js';
import type { FixOffers } from './fix-offers.js';
import type { NewFindings } from './new-findings.js';
import type { OpenDocuments } from './open-documents.js';

/** What the client said it can do. */
export interface ClientAbilities {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshInlayHints: boolean;
  readonly relatedInformation: boolean;
  readonly disabledActions: boolean;
  /** It asks for the edit of an action when that is chosen: then it is of the text as it is at that time. */
  readonly resolvesEdits: boolean;
  readonly documentChanges: boolean;
  readonly configuration: boolean;
  readonly watchedFiles: boolean;
  readonly workspaceFolders: boolean;
  /** It has the commands of the VS Code extension. */
  readonly commands: boolean;
}

export interface ServerContext {
  readonly connection: Connection;
  readonly session: Session;
  readonly documents: OpenDocuments;
  readonly analyses: Analyses;
  readonly fixOffers: FixOffers;
  readonly newFindings: NewFindings;
  readonly client: ClientAbilities;
  /** URI of the page of a rule, if this installation ships it. */
  readonly pages: Readonly<Partial<Record<RuleId, string>>>;
  /** Of the server. */
  readonly version: string;
  readonly log: (message: string) => void;
  /** Findings below it are not shown; a setting of the user. */
  lowestLevel: Level;
  /** What git says has changed around a folder; throws an Error for people. */
  readonly findChanges: (folder: FilePath, base: string | undefined) => Changes;
  /** Script and style sheet of the HTML report; throws when the installation is incomplete. */
  readonly readPage: () => { readonly script: string; readonly style: string };
  /** As the engine knows it: the document's when it is open, else the file's. */
  readonly textOf: (file: FilePath) => string | undefined;
  /** A file on disk. */
  readonly readFile: (file: FilePath) => string | undefined;
  /** Folders of the workspace, for an audit of everything. */
  readonly folders: () => Promise<readonly FilePath[]>;
}

/** Runs a request; one that fails on somebody's code is logged and answered by `empty`. */
export async function answer<T>(context: ServerContext, empty: T, compute: () => Promise<T>): Promise<T> {
  try {
    return await compute();
  } catch (error) {
    context.log(describeError(error));
    return empty;
  }
}
