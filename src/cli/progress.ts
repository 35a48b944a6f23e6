/** The progress of an audit: one line on standard error that is written over, on a terminal only. */
import { toShownPath } from '../model/file-path.js';
import { isContinuousIntegration } from '../report/colors.js';
import type { AuditProgress } from '../session/session.js';
import type { CliIo } from './cli-io.js';

const INTERVAL_MS = 80;
const BAR_WIDTH = 20;
const PATH_WIDTH = 40;
const CLEAR_LINE = '\r\u001b[K';

export interface ProgressLine {
  show(progress: AuditProgress): void;
  clear(): void;
}

export function createProgressLine(io: CliIo, isQuiet: boolean): ProgressLine {
  if (isQuiet || !io.stderr.isTerminal || isContinuousIntegration(io.env)) {
    return { show: () => undefined, clear: () => undefined };
  }
  let shownAt = -Infinity;
  return {
    show(progress) {
      if (io.now() - shownAt < INTERVAL_MS) return;
      shownAt = io.now();
      io.stderr.write(CLEAR_LINE + printProgress(progress, io.cwd));
    },
    clear() {
      if (shownAt > -Infinity) io.stderr.write(CLEAR_LINE);
    },
  };
}

function printProgress({ done, total, file }: AuditProgress, cwd: string): string {
  const filled = total === 0 ? BAR_WIDTH : Math.round((done / total) * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const path = toShownPath(cwd, file);
  const shown = path.length > PATH_WIDTH ? `…${path.slice(1 - PATH_WIDTH)}` : path;
  return `${bar} ${done}/${total} files  ${shown}`;
}
