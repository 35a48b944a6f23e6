/** The report for people: findings by file, each with its source line and the numbered steps of its paths. */
import type { Finding, PathStep, UnreleasedPath } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { FilePath, Location } from '../model/location.js';
import type { AuditResult } from '../session/session.js';
import { getPalette, type Palette } from './colors.js';
import { countFindings, countOf } from './counts.js';
import { findExcerpt } from './excerpt.js';
import { groupByFile } from './group-by-file.js';
import { findOpen } from './open-findings.js';
import type { ReportContext } from './report.js';
import { printExtras, printScope, printVerdict } from './summary.js';
import { describePath } from './words.js';

/** More paths than this are counted; `--explain` shows them all. */
const SHOWN_PATHS = 3;

export function reportStylish(result: AuditResult, context: ReportContext): string {
  const colors = getPalette(context.isColored);
  const shown = findOpen(result, context);
  const blocks = [...groupByFile(shown)].map(([file, findings]) => {
    const title = colors.underline(toShownPath(context.cwd, file));
    return `${title}\n${findings.map((finding) => printFinding(finding, context, colors)).join('\n\n')}`;
  });
  return `${[...blocks, printSummary(result, colors)].join('\n\n')}\n`;
}

function printFinding(finding: Finding, context: ReportContext, colors: Palette): string {
  const { file, range } = finding.location;
  const place = positionOf(finding.location);
  const level = colors[finding.level](finding.level);
  const head = `  ${place}  ${level}  ${colors.strong(finding.message)}  ${colors.faint(finding.rule)}`;
  const excerpt = findExcerpt(context.readText(file) ?? '', range);
  const number = String(range.start.line + 1);
  const gutter = ' '.repeat(number.length);
  const source =
    excerpt === undefined || excerpt.line.trim() === ''
      ? []
      : [
          `    ${colors.faint(`${number} │`)} ${excerpt.line}`,
          `    ${colors.faint(`${gutter} │`)} ${colors[finding.level](excerpt.carets)}`,
        ];
  const paths = finding.paths
    .slice(0, SHOWN_PATHS)
    .flatMap((path, i) => printPath(finding, path, i, context));
  const hidden = finding.paths.length - SHOWN_PATHS;
  const shownFile = toShownPath(context.cwd, finding.site.location.file);
  const more =
    hidden > 0
      ? [`    … and ${countOf(hidden, 'more path')}: --explain ${shownFile}:${lineOf(finding.site.location)}`]
      : [];
  return [head, ...source, ...paths, ...more].join('\n');
}

function printPath(
  finding: Finding,
  path: UnreleasedPath,
  index: number,
  context: ReportContext,
): readonly string[] {
  const colors = getPalette(context.isColored);
  const title = `    ${describePath(finding, path, index)} ${colors.faint(`(${path.level})`)}`;
  return [title, ...printSteps(path.steps, finding.location.file, context)];
}

/** One line per step: its number, its place, what happens; a step in another file names that file. */
export function printSteps(
  steps: readonly PathStep[],
  file: FilePath,
  context: Pick<ReportContext, 'cwd' | 'isColored'>,
): readonly string[] {
  const colors = getPalette(context.isColored);
  const places = steps.map(({ location }) =>
    location.file === file
      ? positionOf(location)
      : `${toShownPath(context.cwd, location.file)}:${positionOf(location)}`,
  );
  const width = Math.max(...places.map((place) => place.length));
  const digits = String(steps.length).length;
  return steps.map((step, i) => {
    const number = String(i + 1).padStart(digits);
    return `      ${number}  ${colors.faint((places[i] ?? '').padEnd(width))}  ${step.text}`;
  });
}

function printSummary(result: AuditResult, colors: Palette): string {
  const { errors, warnings } = countFindings(result.findings);
  const paint = errors > 0 ? colors.error : warnings > 0 ? colors.warning : (text: string) => text;
  const verdict = colors.strong(paint(printVerdict(result)));
  return `${verdict}${printExtras(result)} ${colors.faint(`· ${printScope(result)}`)}`;
}

/** `12:24`, counted from one. */
export function positionOf(location: Location): string {
  return `${lineOf(location)}:${location.range.start.character + 1}`;
}

function lineOf(location: Location): number {
  return location.range.start.line + 1;
}
