/** Findings by the file they stand in, both in the order of the audit. */
import type { Finding } from '../model/finding.js';
import type { FilePath } from '../model/location.js';

export function groupByFile(findings: readonly Finding[]): ReadonlyMap<FilePath, readonly Finding[]> {
  const groups = new Map<FilePath, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.location.file);
    if (group === undefined) groups.set(finding.location.file, [finding]);
    else group.push(finding);
  }
  return groups;
}
