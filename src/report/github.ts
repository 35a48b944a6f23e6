/** Annotations of GitHub Actions: one workflow command per finding, the worst first because only a few are shown. */
import type { FileProblem, Finding, Level } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { FilePath, Range } from '../model/location.js';
import type { AuditResult } from '../session/session.js';
import { findOpen, worstFirst } from './open-findings.js';
import { toPlainPaths } from './plain-paths.js';
import type { ReportContext } from './report.js';
import { printCounts } from './summary.js';

const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' };

export function reportGithub(result: AuditResult, context: ReportContext): string {
  const { cwd } = context;
  const lines = [
    ...worstFirst(findOpen(result, context)).map((finding) => printFinding(finding, cwd)),
    ...result.problems.map((problem) => printProblem(problem, cwd)),
    printCounts(result),
  ];
  return `${lines.join('\n')}\n`;
}

function printFinding(finding: Finding, cwd: FilePath): string {
  const { location, level, message, rule } = finding;
  const text = [message, ...toPlainPaths(finding, cwd)].join('\n');
  return printCommand(COMMANDS[level], text, {
    ...toPlace(location.file, location.range, cwd),
    title: `connection-lifetimes ${rule}`,
  });
}

function printProblem({ file, range, message }: FileProblem, cwd: FilePath): string {
  return printCommand('warning', message, { ...toPlace(file, range, cwd), title: 'connection-lifetimes' });
}

function toPlace(file: FilePath, range: Range | undefined, cwd: FilePath): Readonly<Record<string, string>> {
  const place = { file: toShownPath(cwd, file) };
  if (range === undefined) return place;
  const { start, end } = range;
  const lines = { ...place, line: String(start.line + 1), endLine: String(end.line + 1) };
  // Columns count only for an annotation on one line.
  if (start.line !== end.line) return lines;
  return { ...lines, col: String(start.character + 1), endColumn: String(end.character + 1) };
}

/** As the toolkit of GitHub Actions escapes it. */
function printCommand(name: string, text: string, properties: Readonly<Record<string, string>>): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(',')}::${escapeText(text)}`;
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
