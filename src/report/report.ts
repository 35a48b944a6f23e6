/** What every report format is: a pure function from the result of an audit, and what it needs to know besides. */
import type { ProvedFix } from '../model/edit.js';
import type { Finding } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';
import type { FilePath } from '../model/location.js';
import type { AuditResult } from '../session/session.js';

export interface ReportContext {
  /** The current folder: paths are shown relative to it. */
  readonly cwd: FilePath;
  /** Version of this tool. */
  readonly version: string;
  /** Text of a file as it was analysed; undefined when it cannot be read. */
  readonly readText: (file: FilePath) => string | undefined;
  readonly isColored: boolean;
  /** Leaves notes and what is only good to know out of reports for people. */
  readonly isQuiet: boolean;
  /** Proved fixes, for the formats that carry them. */
  readonly fixesOf: (finding: Finding) => readonly ProvedFix[];
  /** All lifetimes of an audited file, for the formats that draw them. */
  readonly lifetimesOf: (file: FilePath) => readonly Lifetime[];
  /** Script and style sheet of the HTML report; throws when the installation is incomplete. */
  readonly readPage: () => { readonly script: string; readonly style: string };
}

/** Ends with a line feed. */
export type Report = (result: AuditResult, context: ReportContext) => string;
