/** Builds the lifetime of one acquire site, as the model has it, from what the analysis wrote down. */
import { comparePaths, levelOfRank, type UnreleasedPath } from '../model/finding.js';
import type {
  HeldStretch,
  Lifetime,
  LifetimeExit,
  LifetimeRelease,
  OwnershipDecision,
} from '../model/lifetime.js';
import type { Location, Range } from '../model/location.js';
import type { OwnershipTag } from '../syntax/ownership-tags.js';
import { locationOf, rangeOf, toRange } from '../syntax/ranges.js';
import { ts } from '../syntax/ts.js';
import type { SiteRecord } from './analyze-functions.js';
import { groupExits, type ExitGroup } from './exit-groups.js';
import { getExitLocation, toExitStep, toSteps } from './path-steps.js';
import type { LineVisits } from './recorder.js';
import { toAcquireSite } from './sites.js';

export function toLifetime(record: SiteRecord): Lifetime {
  const site = toAcquireSite(record.site);
  const groups = groupExits(record.exits);
  const held = toStretches(record.visits, site.location.range.start.line);
  // Strongest first, so that a path has the same number in a finding, in the code and in the panel.
  const paths = groups
    .filter((group) => group.isHeld)
    .map((group) => ({ group, path: toPath(record, group) }))
    .sort((a, b) => comparePaths(a.path, b.path));
  const exits = groups.map((group): LifetimeExit => {
    const index = paths.findIndex((each) => each.group === group);
    return index < 0 ? toExit(group) : { ...toExit(group), path: index };
  });
  return {
    site,
    held,
    releases: record.releases
      .filter((node) => node.getSourceFile() === record.root.getSourceFile())
      .map(toRelease),
    exits,
    paths: paths.map(({ path }) => path),
    extent: toExtent(site.location.range, held, exits),
    mentions: findMentions(record),
    ...(record.decisions.size + record.stated.size > 0 ? { decisions: toDecisions(record) } : {}),
  };
}

function toDecisions({ decisions, stated, root }: SiteRecord): readonly OwnershipDecision[] {
  const isHere = (node: ts.Node): boolean => node.getSourceFile() === root.getSourceFile();
  return [...new Set([...decisions.keys(), ...stated.keys()])]
    .sort((a, b) => Number(isHere(b)) - Number(isHere(a)) || a.pos - b.pos)
    .map((node) => {
      const location = node === root ? getExitLocation(node) : locationOf(node);
      const told = stated.get(node);
      if (told)
        return { location, text: told.text, ...(told.tag ? { statedAt: locationOfTag(told.tag) } : {}) };
      return { location, text: [...(decisions.get(node) ?? [])].sort().join(' on some paths, and ') };
    });
}

function locationOfTag({ file, start, end }: OwnershipTag): Location {
  return { file: file.fileName, range: toRange(file, start, end) };
}

function toPath(record: SiteRecord, group: ExitGroup): UnreleasedPath {
  const { rank } = group.trace;
  const holder = record.site.variable ?? `the ${record.site.contract.resource}`;
  const steps = [...toSteps(group.trace, record.site, group.isOlder), toExitStep(group, holder)];
  return { exit: group.kind, rank, level: record.isLimited ? 'note' : levelOfRank(rank), steps };
}

function toExit(group: ExitGroup): LifetimeExit {
  const label = group.throwers.length > 0 ? `throws: ${group.throwers.join(', ')}` : group.kind;
  return { kind: group.kind, location: getExitLocation(group.node), released: !group.isHeld, label };
}

function toRelease(node: ts.Node): LifetimeRelease {
  const isImplicit = ts.isVariableDeclaration(node);
  const location: Location = locationOf(node);
  return {
    location,
    text: isImplicit ? 'end of scope' : node.getText().replace(/\s+/g, ' '),
    implicit: isImplicit,
  };
}

/** Runs of lines with the same certainty; lines without code take what both their neighbours have. */
function toStretches(visits: ReadonlyMap<number, LineVisits>, acquireLine: number): readonly HeldStretch[] {
  const stretches: HeldStretch[] = [];
  const lines = new Map(visits).set(acquireLine, { held: 1, free: 0 });
  for (const [line, { held, free }] of [...lines].sort(([a], [b]) => a - b)) {
    if (held === 0) continue;
    const certainty = free === 0 ? 'every-path' : 'some-paths';
    const last = stretches.at(-1);
    const isNext = last && last.certainty === certainty && isConnected(lines, last.endLine, line);
    if (last && isNext) stretches[stretches.length - 1] = { ...last, endLine: line };
    else
      stretches.push({
        startLine: last && isConnected(lines, last.endLine, line) ? last.endLine + 1 : line,
        endLine: line,
        certainty,
      });
  }
  return stretches;
}

/** Whether no line in between is passed without the resource. */
function isConnected(lines: ReadonlyMap<number, LineVisits>, from: number, to: number): boolean {
  for (let line = from + 1; line < to; line++) {
    const between = lines.get(line);
    if (between && between.held === 0) return false;
  }
  return true;
}

function toExtent(acquire: Range, held: readonly HeldStretch[], exits: readonly LifetimeExit[]): Range {
  const line = Math.max(
    acquire.end.line,
    ...held.map((stretch) => stretch.endLine),
    ...exits.map((exit) => exit.location.range.end.line),
  );
  return { start: { line: acquire.start.line, character: 0 }, end: { line: line + 1, character: 0 } };
}

/** Where the function names the variable that holds the resource. */
function findMentions(record: SiteRecord): readonly Range[] {
  const name = record.site.variable;
  const ranges: Range[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && !isPropertyName(node)) ranges.push(rangeOf(node));
    ts.forEachChild(node, visit);
  };
  visit(record.root);
  return ranges;
}

function isPropertyName(node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}
