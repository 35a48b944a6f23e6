/** All report formats: a new one is a file of its own and a line here. */
import { reportGithub } from './github.js';
import { reportGitlab } from './gitlab.js';
import { reportHtml } from './html.js';
import { reportJson } from './json.js';
import { reportJunit } from './junit.js';
import { reportMarkdown } from './markdown.js';
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
  github: { report: reportGithub, isForTerminal: false, hasFixes: false },
  gitlab: { report: reportGitlab, isForTerminal: false, hasFixes: false },
  junit: { report: reportJunit, isForTerminal: false, hasFixes: false },
  markdown: { report: reportMarkdown, isForTerminal: false, hasFixes: false },
  html: { report: reportHtml, isForTerminal: false, hasFixes: false },
  sarif: { report: reportSarif, isForTerminal: false, hasFixes: true },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
