/** The report for people: findings by file, each with its source line and the numbered steps of its paths. */
import type { Finding, PathStep, UnreleasedPath } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { FilePath, Location } from '../model/location.js';
import type { AuditResult } from '../session/session.js';
import { getPalette, type Palette } from './colors.js';
import { countFindings, countOf } from './counts.js';
import { findExcerpt } from './excerpt.js';
import type { ReportContext } from './report.js';
import { describePath } from './words.js';

/** More paths than this are counted; `--explain` shows them all. */
const SHOWN_PATHS = 3;

export function reportStylish(result: AuditResult, context: ReportContext): string {
  const colors = getPalette(context.isColored);
  const shown = result.findings.filter(
    (finding) => finding.suppression === undefined && !(context.isQuiet && finding.level === 'note'),
  );
  const blocks = [...groupByFile(shown)].map(([file, findings]) => {
    const title = colors.underline(toShownPath(context.cwd, file));
    return `${title}\n${findings.map((finding) => printFinding(finding, context, colors)).join('\n\n')}`;
  });
  return `${[...blocks, printSummary(result, colors)].join('\n\n')}\n`;
}

function groupByFile(findings: readonly Finding[]): ReadonlyMap<FilePath, readonly Finding[]> {
  const groups = new Map<FilePath, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.location.file);
    if (group === undefined) groups.set(finding.location.file, [finding]);
    else group.push(finding);
  }
  return groups;
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
  const { errors, warnings, notes, suppressed } = countFindings(result.findings);
  const { files, analysed, acquireSites, skipped } = result.counts;
  const total = errors + warnings;
  const scope = [
    countOf(files, 'file'),
    `${analysed} analysed`,
    countOf(acquireSites, 'acquire site'),
    ...(skipped > 0 ? [`${skipped} skipped (minified or over 1 MB)`] : []),
  ].join(', ');
  const extra = [
    ...(notes > 0 ? [countOf(notes, 'note')] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ].map((part) => `, ${part}`);
  const paint = errors > 0 ? colors.error : colors.warning;
  const verdict =
    total === 0
      ? colors.strong('✔ Nothing found')
      : colors.strong(
          paint(
            `✖ ${countOf(total, 'finding')} (${countOf(errors, 'error')}, ${countOf(warnings, 'warning')})`,
          ),
        );
  return `${verdict}${extra.join('')} ${colors.faint(`· ${scope}`)}`;
}

/** `12:24`, counted from one. */
export function positionOf(location: Location): string {
  return `${lineOf(location)}:${location.range.start.character + 1}`;
}

function lineOf(location: Location): number {
  return location.range.start.line + 1;
}
