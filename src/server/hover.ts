/** Hover on an acquire site, or on any mention of the resource: its lifetime in words, each exit with a link. */
import type { Hover } from 'vscode-languageserver/node';
import { MarkupKind } from 'vscode-languageserver/node';
import type { Finding, RuleId } from '../model/finding.js';
import type { Lifetime, LifetimeExit } from '../model/lifetime.js';
import type { FilePath, Location, Position, Range } from '../model/location.js';
import { contains } from '../model/location.js';
import type { FileAnalysis, PoolSetting } from '../session/session.js';
import type { ServerContext } from './context.js';
import { answer } from './context.js';
import { countExits, markOfExit, nameOfResource, summarizeExits } from './words.js';

/** What the text of a hover needs beside the lifetime. */
export interface HoverSetting {
  readonly uriOf: (file: FilePath) => string;
  readonly pages: Readonly<Partial<Record<RuleId, string>>>;
  readonly poolSettings: (lifetime: Lifetime) => readonly PoolSetting[] | undefined;
}

export function registerHover(context: ServerContext): void {
  context.connection.onHover(({ textDocument, position }, token) =>
    answer<Hover | null>(context, null, async () => {
      const analyzed = await context.analyses.settled(textDocument.uri, token);
      if (!analyzed || token.isCancellationRequested) return null;
      const uriOf = (file: FilePath): string => context.documents.uriOf(file);
      return toHover(analyzed.analysis, position, {
        uriOf,
        pages: context.pages,
        poolSettings: (lifetime) => context.session.poolSettings(lifetime),
      });
    }),
  );
}

export function toHover(analysis: FileAnalysis, position: Position, setting: HoverSetting): Hover | null {
  for (const lifetime of analysis.lifetimes) {
    const range = rangeAt(lifetime, position);
    if (!range) continue;
    const findings = analysis.findings.filter(
      (finding) => isAbout(finding, lifetime) && !finding.suppression,
    );
    const value = describeLifetime(lifetime, findings, setting);
    return { range, contents: { kind: MarkupKind.Markdown, value } };
  }
  return null;
}

function rangeAt(lifetime: Lifetime, position: Position): Range | undefined {
  return [lifetime.site.location.range, ...lifetime.mentions].find((range) => contains(range, position));
}

function isAbout(finding: Finding, { site, findingId }: Lifetime): boolean {
  const a = finding.site.location;
  const { start } = site.location.range;
  return (
    finding.id === findingId ||
    (a.file === site.location.file &&
      a.range.start.line === start.line &&
      a.range.start.character === start.character)
  );
}

function describeLifetime(lifetime: Lifetime, findings: readonly Finding[], setting: HoverSetting): string {
  const { site, releases } = lifetime;
  const taken = link(`\`${plain(site.expression)}\``, site.location, setting);
  const blocks = [
    `**${plain(nameOfResource(site))}**: ${plain(site.resource)} from ${taken}, ${summarizeExits(countExits(lifetime))}`,
    lifetime.exits.map((exit) => describeExitLine(exit, setting)).join('\n'),
    releases.length === 0
      ? ''
      : `Released by ${releases.map((r) => link(code(r.text), r.location, setting)).join(', ')}`,
    describePool(setting.poolSettings(lifetime) ?? []),
    findings.map((finding) => describeFinding(finding, setting)).join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function describeExitLine(exit: LifetimeExit, setting: HoverSetting): string {
  const place = link(`line ${exit.location.range.start.line + 1}`, exit.location, setting);
  return `- ${markOfExit(exit)} ${place}, ${plain(exit.label)}: ${exit.released ? 'released' : '**still held**'}`;
}

function describePool(settings: readonly PoolSetting[]): string {
  const lines = settings.map(
    ({ name, value, isDefault, means }) =>
      `- ${code(`${name}: ${value}`)}${isDefault ? ' (default)' : ''}: ${plain(means)}`,
  );
  return lines.length === 0 ? '' : `Settings of the pool:\n${lines.join('\n')}`;
}

function describeFinding(finding: Finding, { pages }: HoverSetting): string {
  const page = pages[finding.rule];
  const rule = page === undefined ? finding.rule : `[${finding.rule}](${page})`;
  return `- ${finding.level} ${rule}: ${plain(finding.message)}`;
}

function link(text: string, { file, range }: Location, { uriOf }: HoverSetting): string {
  return `[${text}](${uriOf(file)}#L${range.start.line + 1},${range.start.character + 1})`;
}

function code(text: string): string {
  return `\`${plain(text)}\``;
}

/** Source text may hold anything; none of it may become Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>|]/g, (mark) => (mark === '`' ? "'" : `\\${mark}`));
}
