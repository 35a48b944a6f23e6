/** The lifetimes at a line in words, and why something is reported there or not: `--explain` and the editor say the same. */
import type { Finding } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';
import type { FilePath, Location } from '../model/location.js';
import { toShownPath } from '../model/file-path.js';
import type { FileAnalysis } from '../session/session.js';
import { positionOf, printSteps } from './stylish.js';

export interface ExplainContext {
  /** Paths are shown relative to it. */
  readonly cwd: FilePath;
  readonly isColored: boolean;
}

/** `line` is zero-based. */
export function explain(analysis: FileAnalysis, line: number, context: ExplainContext): string {
  const lifetimes = findLifetimesAt(analysis.lifetimes, line);
  const here = analysis.findings.filter((finding) => finding.location.range.start.line === line);
  const place = `${toShownPath(context.cwd, analysis.file)}:${line + 1}`;
  const ids = new Set(lifetimes.map((lifetime) => lifetime.findingId));
  const parts = [
    ...lifetimes.map((lifetime) => explainLifetime(lifetime, analysis.findings, context)),
    ...here.filter((finding) => !ids.has(finding.id)).map((finding) => explainFinding(finding, context)),
  ];
  if (parts.length > 0) return parts.join('\n\n');
  const known = analysis.lifetimes.map(
    ({ site }) => `  line ${site.location.range.start.line + 1}: ${site.expression}`,
  );
  return known.length === 0
    ? `${place}: no resource is acquired in this file, as far as the contracts know.`
    : [`${place}: no resource is held here. In this file:`, ...known].join('\n');
}

/** Those acquired on the line; if there are none, those held on it. */
function findLifetimesAt(lifetimes: readonly Lifetime[], line: number): readonly Lifetime[] {
  const acquired = lifetimes.filter(({ site }) => {
    const { start, end } = site.location.range;
    return start.line <= line && line <= end.line;
  });
  if (acquired.length > 0) return acquired;
  return lifetimes.filter(({ held, exits }) => {
    const isHeld = held.some(({ startLine, endLine }) => startLine <= line && line <= endLine);
    return isHeld || exits.some((exit) => exit.location.range.start.line === line);
  });
}

function explainLifetime(lifetime: Lifetime, findings: readonly Finding[], context: ExplainContext): string {
  const { site, releases, exits, paths } = lifetime;
  const name = site.variable === undefined ? '' : `, in ${site.variable}`;
  const held = lifetime.held.map(({ startLine, endLine, certainty }) => {
    const span = startLine === endLine ? `line ${startLine + 1}` : `lines ${startLine + 1} to ${endLine + 1}`;
    return `  held on ${span}${certainty === 'some-paths' ? ', on some paths only' : ''}`;
  });
  const released = releases.map(({ location, text }) => `  released at ${positionOf(location)} by ${text}`);
  const decided = (lifetime.decisions ?? []).map(
    ({ location, text, statedAt }) =>
      `  owner  ${showPlace(location, site.location.file, context)}: ${text}${showTag(statedAt, context)}`,
  );
  const leaving = exits.map((exit) => {
    const mark = exit.released
      ? '✔ released'
      : `✖ still held${exit.path === undefined ? '' : `, path ${exit.path + 1}`}`;
    return `  exit ${positionOf(exit.location)} (${exit.label}): ${mark}`;
  });
  const walked = paths.flatMap((path, i) => [
    `  path ${i + 1} (${path.level}):`,
    ...printSteps(path.steps, site.location.file, context),
  ]);
  return [
    `${toShownPath(context.cwd, site.location.file)}:${positionOf(site.location)}  ${site.expression}${name}`,
    `  ${site.resource} by the contract ${site.contract}, in ${site.functionName}`,
    ...held,
    ...(released.length > 0 ? released : ['  never released in this function']),
    ...decided,
    ...leaving,
    ...walked,
    `  ${explainVerdict(lifetime, findings)}`,
  ].join('\n');
}

function showTag(tag: Location | undefined, { cwd }: ExplainContext): string {
  return tag === undefined ? '' : ` at ${toShownPath(cwd, tag.file)}:${tag.range.start.line + 1}`;
}

/** With its file, when that is another one. */
function showPlace(location: Location, file: FilePath, { cwd }: ExplainContext): string {
  const position = positionOf(location);
  return location.file === file ? position : `${toShownPath(cwd, location.file)}:${position}`;
}

function explainVerdict(lifetime: Lifetime, findings: readonly Finding[]): string {
  const finding = findings.find((each) => each.id === lifetime.findingId);
  if (finding !== undefined) return `Reported: ${describe(finding)}`;
  const open = lifetime.exits.filter((exit) => !exit.released).length;
  return open === 0
    ? 'Not reported: it is released, or handed over to another owner, on every exit.'
    : 'Not reported: the rule is off, or another finding covers this lifetime.';
}

function explainFinding(finding: Finding, context: ExplainContext): string {
  const { location, paths } = finding;
  return [
    `${toShownPath(context.cwd, location.file)}:${positionOf(location)}  ${describe(finding)}`,
    ...paths.flatMap((path) => printSteps(path.steps, location.file, context)),
  ].join('\n');
}

function describe({ level, message, rule, suppression }: Finding): string {
  const ignored = suppression === undefined ? '' : `; ignored by ${suppression.kind}: ${suppression.reason}`;
  return `${level} ${rule}: ${message}${ignored}`;
}
