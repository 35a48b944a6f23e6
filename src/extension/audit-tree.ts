/** The rows of the audit's tree: perhaps a group, then file → acquire site → path → step; knows nothing of VS Code. */
import type { Finding, Level, UnreleasedPath } from '../model/finding.js';
import type { Location } from '../model/location.js';
import type { AuditedFile } from '../protocol/messages.js';
import type { FindingsGroup, Grouping } from './findings-order.js';
import { countOf, groupFindings } from './findings-order.js';

export interface GroupRow {
  readonly kind: 'group';
  readonly group: FindingsGroup;
}
export interface FileRow {
  readonly kind: 'file';
  readonly file: AuditedFile;
}
export interface SiteRow {
  readonly kind: 'site';
  readonly uri: string;
  readonly finding: Finding;
}
export interface PathRow {
  readonly kind: 'path';
  readonly uri: string;
  readonly finding: Finding;
  readonly path: number;
}
export interface StepRow {
  readonly kind: 'step';
  readonly uri: string;
  readonly finding: Finding;
  readonly path: number;
  readonly step: number;
}
export type AuditRow = GroupRow | FileRow | SiteRow | PathRow | StepRow;

export interface RowText {
  readonly label: string;
  readonly description: string;
  /** The whole row in one sentence, for screen readers. */
  readonly accessible: string;
  readonly level?: Level;
}

/** The rows at the top: files, or groups of them. */
export function topRows(files: readonly AuditedFile[], grouping: Grouping): readonly AuditRow[] {
  if (grouping === 'file') return files.map((file) => ({ kind: 'file', file }));
  return groupFindings(files, grouping).map((group) => ({ kind: 'group', group }));
}

export function rowsBelow(row: AuditRow): readonly AuditRow[] {
  switch (row.kind) {
    case 'group':
      return topRows(row.group.files, 'file');
    case 'file': {
      const { uri, findings } = row.file;
      return findings.map((finding) => ({ kind: 'site', uri, finding }));
    }
    case 'site':
      return row.finding.paths.map((_, path) => ({ ...row, kind: 'path', path }));
    case 'path':
      return (pathOf(row)?.steps ?? []).map((_, step) => ({ ...row, kind: 'step', step }));
    case 'step':
      return [];
  }
}

/** `name` is what a file is called in the workspace. */
export function textOfRow(row: AuditRow, name: string): RowText {
  switch (row.kind) {
    case 'group': {
      const { label, files } = row.group;
      const count = countFindings(countOf(files));
      return { label, description: count, accessible: `${label}, ${count}` };
    }
    case 'file': {
      const count = countFindings(row.file.findings.length);
      return { label: name, description: count, accessible: `${name}, ${count}` };
    }
    case 'site':
      return textOfSite(row.finding);
    case 'path':
      return textOfPath(row);
    case 'step': {
      const step = pathOf(row)?.steps[row.step];
      const label = `${row.step + 1}. ${step?.text ?? ''}`;
      const description = step ? lineOf(step.location) : '';
      return { label, description, accessible: `step ${label}, ${description}` };
    }
  }
}

/** Where a click on the row leads. */
export function placeOfRow(row: AuditRow): Location | undefined {
  switch (row.kind) {
    case 'group':
    case 'file':
      return undefined;
    case 'site':
      return row.finding.location;
    case 'path':
      return pathOf(row)?.steps.at(-1)?.location;
    case 'step':
      return pathOf(row)?.steps[row.step]?.location;
  }
}

export function countFindings(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`;
}

function textOfSite(finding: Finding): RowText {
  const { site, level, rule, message, location } = finding;
  const label = site.variable === undefined ? site.expression : `${site.variable} from ${site.expression}`;
  const description = `${rule} in ${site.functionName}, ${lineOf(location)}`;
  return { label, description, accessible: `${level}: ${message}, ${lineOf(location)}`, level };
}

function textOfPath(row: PathRow): RowText {
  const path = pathOf(row);
  const exit = path?.steps.at(-1);
  const label = `✗ ${row.path + 1} ${exit?.text ?? ''}`;
  const description = exit ? lineOf(exit.location) : '';
  const accessible = `path ${row.path + 1} of ${row.finding.paths.length}, ${path?.level ?? ''}: ${exit?.text ?? ''}`;
  return { label, description, accessible, ...(path ? { level: path.level } : {}) };
}

function pathOf({ finding, path }: PathRow | StepRow): UnreleasedPath | undefined {
  return finding.paths[path];
}

function lineOf({ range }: Location): string {
  return `line ${range.start.line + 1}`;
}
