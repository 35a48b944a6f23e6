/** The paths of a finding as plain lines, for the formats that carry a text beside the message. */
import type { Finding } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import { printSteps } from './stylish.js';
import { describePath } from './words.js';

/** No indentation on the titles, two spaces before each step; at most `shown` paths, the others are counted. */
export function toPlainPaths(finding: Finding, cwd: FilePath, shown = 3): readonly string[] {
  const lines = finding.paths.slice(0, shown).flatMap((path, i) => {
    const steps = printSteps(path.steps, finding.location.file, { cwd, isColored: false });
    return [
      `${describePath(finding, path, i)} (${path.level})`,
      ...steps.map((step) => step.replace(/^ {6}/, '  ')),
    ];
  });
  const hidden = finding.paths.length - shown;
  return hidden > 0 ? [...lines, `… and ${hidden} more`] : lines;
}
