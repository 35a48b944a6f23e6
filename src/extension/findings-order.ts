/** In which groups the tree shows the findings of an audit, and which of them; knows nothing of VS Code. */
import type { Finding } from '../model/finding.js';
import type { AuditedFile } from '../protocol/messages.js';

export const GROUPINGS = ['file', 'library', 'rule'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface FindingsOrder {
  readonly grouping: Grouping;
  /** Words that all have to be in a finding, its file or its function; '' shows everything. */
  readonly filter: string;
}

export interface FindingsGroup {
  /** `pg`, `unreleased`; the files stand in no group when they are the grouping themselves. */
  readonly label: string;
  readonly files: readonly AuditedFile[];
}

export function filterFindings(files: readonly AuditedFile[], filter: string): readonly AuditedFile[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return select(files, ({ uri }, finding) => {
    const text = describe(uri, finding).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Groups with the most findings first. */
export function groupFindings(
  files: readonly AuditedFile[],
  grouping: Exclude<Grouping, 'file'>,
): readonly FindingsGroup[] {
  const labelOf = grouping === 'rule' ? ({ rule }: Finding): string => rule : libraryOf;
  const labels = [...new Set(files.flatMap(({ findings }) => findings.map(labelOf)))].sort();
  const groups = labels.map((label) => ({
    label,
    files: select(files, (_, finding) => labelOf(finding) === label),
  }));
  return groups.sort((a, b) => countOf(b.files) - countOf(a.files));
}

export function countOf(files: readonly AuditedFile[]): number {
  return files.reduce((sum, { findings }) => sum + findings.length, 0);
}

/** A contract is named `library.resource`. */
function libraryOf({ site }: Finding): string {
  return site.contract.split('.')[0] ?? site.contract;
}

function select(
  files: readonly AuditedFile[],
  isWanted: (file: AuditedFile, finding: Finding) => boolean,
): readonly AuditedFile[] {
  return files
    .map((file) => ({ ...file, findings: file.findings.filter((finding) => isWanted(file, finding)) }))
    .filter(({ findings }) => findings.length > 0);
}

function describe(uri: string, { level, message, rule, site }: Finding): string {
  const { contract, expression, functionName, variable = '' } = site;
  return [decodeURIComponent(uri), level, rule, message, contract, expression, functionName, variable].join(
    ' ',
  );
}
