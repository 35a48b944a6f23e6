/** What an HTML report carries for its script: the overview, and for each file with findings the pictures of its sites. */
import type { CodeLine } from '../model/picture.js';
import type { KnownLifetime } from './entries.js';
import type { DoneAudit } from './panel-audit.js';

/** Id of the element that holds it, as JSON. */
export const REPORT_DATA_ID = 'report';

export interface ReportFile {
  /** Relative to the folder the audit ran in; it stands for the URI, too: a report opens no file. */
  readonly name: string;
  /** In source order. */
  readonly pictures: readonly KnownLifetime[];
  /** The lines of code the pictures show. */
  readonly code: readonly CodeLine[];
}

export interface ReportData {
  readonly audit: DoneAudit;
  readonly files: readonly ReportFile[];
}
