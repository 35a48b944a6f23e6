/** Markdown for a comment on a pull request or the summary of a job: the worst first, each with its paths folded. */
import type { Finding, Level } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { AuditResult } from '../session/session.js';
import { countOf } from './counts.js';
import { findExcerpt } from './excerpt.js';
import { findOpen, worstFirst } from './open-findings.js';
import { toPlainPaths } from './plain-paths.js';
import type { ReportContext } from './report.js';
import { positionOf } from './stylish.js';
import { printExtras, printScope, printVerdict } from './summary.js';

const SIGNS: Readonly<Record<Level, string>> = { error: '❌', warning: '⚠️', note: 'ℹ️' };
/** Long enough for a review, and below the 65,536 characters that a comment on GitHub may have. */
const MAX_LENGTH = 60_000;

export function reportMarkdown(result: AuditResult, context: ReportContext): string {
  const head = [
    '## Connection lifetimes',
    '',
    `**${printVerdict(result)}**${printExtras(result)} · ${printScope(result)}`,
  ].join('\n');
  const blocks = worstFirst(findOpen(result, context)).map((finding) => printFinding(finding, context));
  return `${fit(head, blocks)}\n`;
}

/** As many findings as fit; the others are counted, never cut in the middle. */
function fit(head: string, blocks: readonly string[]): string {
  let text = head;
  for (const [i, block] of blocks.entries()) {
    if (text.length + block.length > MAX_LENGTH) {
      return `${text}\n\n… and ${countOf(blocks.length - i, 'more finding')}.`;
    }
    text += `\n\n${block}`;
  }
  return text;
}

function printFinding(finding: Finding, context: ReportContext): string {
  const { location, level, rule, message, paths } = finding;
  const place = `${toShownPath(context.cwd, location.file)}:${positionOf(location)}`;
  const excerpt = findExcerpt(context.readText(location.file) ?? '', location.range);
  const source = excerpt === undefined ? [] : [excerpt.line, excerpt.carets, ''];
  const fence = fenceFor([...source, ...toPlainPaths(finding, context.cwd)].join('\n'));
  return [
    `${SIGNS[level]} **${escapeMarkdown(message)}** ${level} \`${rule}\`  `,
    toCode(place),
    '',
    `<details><summary>${countOf(paths.length, 'path')}</summary>`,
    '',
    `${fence}text`,
    ...source,
    ...toPlainPaths(finding, context.cwd),
    fence,
    '',
    '</details>',
  ].join('\n');
}

/** Longer than any run of backticks in the text. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  return '`'.repeat(longest + 1);
}

function toCode(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  const fence = fenceFor(text);
  return `${fence} ${text} ${fence}`;
}

/** Code in backticks stays code; in the rest nothing may become markup. */
function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, i) =>
      i % 2 === 1 ? part : part.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replaceAll('@', '&#64;'),
    )
    .join('');
}
