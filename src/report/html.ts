/**
 * The report as one page that needs nothing else: the panel's script draws the overview and the pictures from data in the
 * page. A policy lets nothing be loaded and no other script run; names from the code are data there, never HTML.
 */
import { createHash } from 'node:crypto';
import type { Finding } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { isSameRange } from '../model/location.js';
import type { CodeLine } from '../model/picture.js';
import { placesOf, type KnownLifetime } from '../view/entries.js';
import { toPanelAudit } from '../view/panel-audit.js';
import { REPORT_DATA_ID, type ReportData, type ReportFile } from '../view/report-data.js';
import type { AuditResult } from '../session/session.js';
import { getLineStarts } from '../model/text.js';
import { groupByFile } from './group-by-file.js';
import { findOpen } from './open-findings.js';
import type { ReportContext } from './report.js';

export function reportHtml(result: AuditResult, context: ReportContext): string {
  const { script, style } = context.readPage();
  const [code, look] = [toInert(script), toInert(style)];
  const policy = [
    "default-src 'none'",
    `script-src '${sourceOf(code)}'`,
    `style-src '${sourceOf(look)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // Nothing of the audited code stands in it as HTML: `<` is no letter of this JSON.
  const data = toJson(toData(result, context), context.cwd).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="connection-lifetimes ${context.version}">
<title>Connection Lifetimes: audit</title>
<style>${look}</style>
</head>
<body>
<div id="panel"></div>
<noscript>The script in this page draws the report; it was not allowed to run.</noscript>
<script type="application/json" id="${REPORT_DATA_ID}">${data}</script>
<script>${code}</script>
</body>
</html>
`;
}

/** As the parser of HTML will see it: with plain line feeds, and without an end of its element inside. */
function toInert(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/<(?=\/(?:script|style))/gi, '\\x3c')
    .replaceAll('<!--', '\\x3c!--');
}

function sourceOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Paths as the report shows them: whoever reads it need not know where the audit ran. */
function toJson(data: ReportData, cwd: FilePath): string {
  return JSON.stringify(data, (key, value: unknown) =>
    key === 'file' && typeof value === 'string' ? toShownPath(cwd, value) : value,
  );
}

function toData(result: AuditResult, context: ReportContext): ReportData {
  const { cwd } = context;
  const files = [...groupByFile(findOpen(result, context))];
  const audit = toPanelAudit(
    {
      files: files.map(([file, findings]) => ({ uri: file, findings })),
      sites: result.sites.map(({ file, ...rest }) => ({ uri: file, ...rest })),
      counts: { ...result.counts, suppressed: result.findings.filter((one) => one.suppression).length },
      problems: result.problems.map(({ file, message }) => `${toShownPath(cwd, file)}: ${message}`),
      changed: 0,
      ...(result.since === undefined ? {} : { since: result.since }),
    },
    (file) => toShownPath(cwd, file),
  );
  const findings = audit.findings.map((finding) => ({ ...finding, uri: finding.fileName }));
  return {
    audit: { ...audit, findings },
    files: files.map(([file, found]) => toFile(file, found, result, context)),
  };
}

function toFile(
  file: FilePath,
  findings: readonly Finding[],
  { sites }: AuditResult,
  context: ReportContext,
): ReportFile {
  const costs = sites.filter((site) => site.file === file);
  const pictures = context.lifetimesOf(file).map((lifetime): KnownLifetime => {
    const { range } = lifetime.site.location;
    const misuses = findings.filter(
      ({ rule, site }) => rule !== 'unreleased' && isSameRange(site.location.range, range),
    );
    const cost = costs.find(({ site }) => isSameRange(site.location.range, range))?.cost;
    return cost ? { lifetime, misuses, cost } : { lifetime, misuses };
  });
  return { name: toShownPath(context.cwd, file), pictures, code: readCode(pictures, context) };
}

function readCode(
  pictures: readonly KnownLifetime[],
  { readText }: Pick<ReportContext, 'readText'>,
): readonly CodeLine[] {
  const places = pictures.flatMap(({ lifetime, misuses }) => [
    ...placesOf(lifetime),
    ...misuses.flatMap(({ paths }) => placesOf({ ...lifetime, paths })),
  ]);
  const byFile = new Map<FilePath, Set<number>>();
  for (const { file, range } of places)
    byFile.set(file, (byFile.get(file) ?? new Set()).add(range.start.line));
  return [...byFile].flatMap(([file, lines]) => {
    const text = readText(file) ?? '';
    const starts = getLineStarts(text);
    const known = [...lines].filter((line) => line < starts.length).sort((a, b) => a - b);
    return known.map((line) => ({
      file,
      line,
      text: text.slice(starts[line], starts[line + 1] ?? text.length).trimEnd(),
    }));
  });
}
