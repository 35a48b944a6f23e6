/** The report of a false alarm, to be copied: everything one needs to look into it, and nothing is sent anywhere. */
import type { Finding, PathStep } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';
import type { FilePath, Range } from '../model/location.js';
import { isSameRange } from '../model/location.js';
import type { AlarmReportParams, AlarmReportResult } from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import { explain } from '../report/explain.js';
import type { FileAnalysis } from '../session/session.js';
import type { ServerContext } from './context.js';
import { answer } from './context.js';

/** Lines around a step in another file. */
const LINES_AROUND = 3;

export interface ReportSource {
  readonly version: string;
  readonly analysis: FileAnalysis;
  /** Text of a file, as far as it can be read. */
  readonly readText: (file: FilePath) => string | undefined;
}

export function registerAlarmReport(context: ServerContext): void {
  const { analyses, documents, version } = context;
  context.connection.onRequest(METHODS.alarmReport, ({ uri, findingId }: AlarmReportParams) =>
    answer<AlarmReportResult>(context, null, async () => {
      const analyzed = await analyses.settled(uri);
      const finding = analyzed?.analysis.findings.find(({ id }) => id === findingId);
      if (!analyzed || !finding) return null;
      const readText = (file: FilePath): string | undefined =>
        documents.get(documents.uriOf(file))?.getText() ?? context.readFile(file);
      return { markdown: toAlarmReport(finding, { version, analysis: analyzed.analysis, readText }) };
    }),
  );
}

/** Names files without their folders; the code of the function is in it, as the headline says. */
export function toAlarmReport(finding: Finding, { version, analysis, readText }: ReportSource): string {
  const { file, missingTypes } = analysis;
  const { range } = finding.location;
  const folder = file.slice(0, file.lastIndexOf('/'));
  const replaced = missingTypes?.replaced.join(', ') ?? '';
  return [
    `# False alarm: ${finding.rule} at \`${finding.site.expression}\``,
    'This report holds source code. Read it before you pass it on.',
    '**Why it is correct:** (please say so here)',
    [
      `- Connection Lifetimes ${version}, rule ${finding.rule}, ${finding.level}`,
      `- Contract: ${finding.site.contract} (${finding.site.resource})`,
      `- Types not installed: ${replaced === '' ? 'none' : replaced}`,
    ].join('\n'),
    '## What was found',
    fence(explain(analysis, range.start.line, { cwd: folder === '' ? '/' : folder, isColored: false })),
    '## The code',
    fence(quoteCode(finding, analysis, readText(file) ?? ''), languageOf(file)),
    ...quoteOthers(finding, file, readText),
  ].join('\n\n');
}

/** The imports of the file, and the function the lifetime is in. */
function quoteCode(finding: Finding, analysis: FileAnalysis, text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const { start, end } = findExtent(finding, analysis.lifetimes);
  const imports = lines
    .slice(0, start.line)
    .filter((line) => /^\s*import\b|\brequire\s*\(|\bnew [A-Z]\w*\(/.test(line));
  return [...imports, ...(imports.length > 0 ? [''] : []), ...numberLines(lines, start.line, end.line)].join(
    '\n',
  );
}

function findExtent(finding: Finding, lifetimes: readonly Lifetime[]): Range {
  const lifetime = lifetimes.find(({ site }) =>
    isSameRange(site.location.range, finding.site.location.range),
  );
  return lifetime?.extent ?? finding.location.range;
}

/** The steps of the paths that lead into other files, each with the lines around it. */
function quoteOthers(
  { paths }: Finding,
  file: FilePath,
  readText: (file: FilePath) => string | undefined,
): readonly string[] {
  const byFile = new Map<FilePath, PathStep[]>();
  for (const step of paths.flatMap(({ steps }) => steps)) {
    if (step.location.file === file) continue;
    byFile.set(step.location.file, [...(byFile.get(step.location.file) ?? []), step]);
  }
  return [...byFile].flatMap(([other, steps]) => {
    const lines = (readText(other) ?? '').split(/\r\n|\r|\n/);
    const at = steps.map(({ location }) => location.range.start.line);
    const first = Math.max(0, Math.min(...at) - LINES_AROUND);
    const last = Math.min(lines.length - 1, Math.max(...at) + LINES_AROUND);
    const name = other.slice(other.lastIndexOf('/') + 1);
    return [`## Also in ${name}`, fence(numberLines(lines, first, last).join('\n'), languageOf(other))];
  });
}

function numberLines(lines: readonly string[], first: number, last: number): readonly string[] {
  return lines.slice(first, last + 1).map((line, index) => `/* ${first + index + 1} */ ${line}`);
}

function languageOf(file: FilePath): string {
  return /\.[cm]?tsx?$/.test(file) ? 'ts' : 'js';
}

/** Longer than any fence in the text itself. */
function fence(text: string, language = ''): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${text}\n${mark}`;
}
