/** All report formats: a new one is a file of its own and a line here. */
import { reportJson } from './json.js';
import type { Report } from './report.js';
import { reportSarif } from './sarif.js';
import { reportStylish } from './stylish.js';

export interface Format {
  readonly report: Report;
  /** For people at a terminal: may have colours. */
  readonly isForTerminal: boolean;
  /** Carries proved fixes, which cost time to find. */
  readonly hasFixes: boolean;
}

export const FORMATS = {
  stylish: { report: reportStylish, isForTerminal: true, hasFixes: false },
  json: { report: reportJson, isForTerminal: false, hasFixes: false },
  sarif: { report: reportSarif, isForTerminal: false, hasFixes: true },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
