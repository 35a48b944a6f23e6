/** Problems of files, as lines on standard error. */
import type { FileProblem } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';

/** `src/a.ts:3:1: message`, as compilers write it. */
export function printProblem(problem: FileProblem, cwd: FilePath): string {
  const { file, range, message } = problem;
  const place = range === undefined ? '' : `:${range.start.line + 1}:${range.start.character + 1}`;
  return `${toShownPath(cwd, file)}${place}: ${message}`;
}
