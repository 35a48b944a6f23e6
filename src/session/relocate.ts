/** Moves what was found to where its code stands now, after code elsewhere in the files has changed. */
import type { CodeBasis, CodeSpan } from '../model/changes.js';
import type { AcquireSite, Finding, PathStep, UnreleasedPath } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';
import type { FilePath, Location, Position, Range } from '../model/location.js';
import type { UnitChange } from '../syntax/units.js';

/** Thrown where the code itself has changed: then the answer cannot be moved and has to be found anew. */
export class CannotMove extends Error {
  override readonly name = 'CannotMove';
}

export class Relocation {
  /** A site is told apart by its identity: the finding and the lifetime share it. */
  private readonly sites = new Map<AcquireSite, AcquireSite>();
  private readonly paths = new Map<UnreleasedPath, UnreleasedPath>();

  constructor(private readonly files: ReadonlyMap<FilePath, UnitChange>) {}

  finding(finding: Finding): Finding {
    return {
      ...finding,
      location: this.location(finding.location),
      site: this.site(finding.site),
      paths: finding.paths.map((path) => this.path(path)),
      related: finding.related.map((each) => ({ ...each, location: this.location(each.location) })),
    };
  }

  lifetime(lifetime: Lifetime): Lifetime {
    const { file, range } = lifetime.site.location;
    const site = this.site(lifetime.site);
    // All of it stands in one function, whose lines have moved alike.
    const by = site.location.range.start.line - range.start.line;
    const moveLine = (position: Position): Position => ({ ...position, line: position.line + by });
    const { extent } = lifetime;
    return {
      ...lifetime,
      site,
      held: lifetime.held.map((each) => ({
        ...each,
        startLine: each.startLine + by,
        endLine: each.endLine + by,
      })),
      releases: lifetime.releases.map((each) => ({ ...each, location: this.location(each.location) })),
      exits: lifetime.exits.map((each) => ({ ...each, location: this.location(each.location) })),
      paths: lifetime.paths.map((path) => this.path(path)),
      extent: { start: moveLine(extent.start), end: moveLine(extent.end) },
      mentions: lifetime.mentions.map((range) => this.range(file, range)),
      ...(lifetime.decisions
        ? {
            decisions: lifetime.decisions.map((each) => ({
              ...each,
              location: this.location(each.location),
              ...(each.statedAt ? { statedAt: this.location(each.statedAt) } : {}),
            })),
          }
        : {}),
    };
  }

  basis(basis: CodeBasis): CodeBasis {
    return { ...basis, spans: basis.spans.map((span) => this.span(span)) };
  }

  private span(span: CodeSpan): CodeSpan {
    const change = this.files.get(span.file);
    if (!change) return span;
    const { before } = change;
    const starts = before.getLineStarts();
    const end = (starts[span.endLine + 1] ?? before.text.length + 1) - 1;
    const last = before.getLineAndCharacterOfPosition(end);
    const start = move(change, { line: span.startLine, character: 0 });
    return { ...span, startLine: start.line, endLine: move(change, last).line };
  }

  range(file: FilePath, range: Range): Range {
    return this.location({ file, range }).range;
  }

  private site(site: AcquireSite): AcquireSite {
    const known = this.sites.get(site);
    if (known) return known;
    const moved = {
      ...site,
      location: this.location(site.location),
      ...(site.constructedAt ? { constructedAt: this.location(site.constructedAt) } : {}),
    };
    this.sites.set(site, moved);
    return moved;
  }

  private path(path: UnreleasedPath): UnreleasedPath {
    const known = this.paths.get(path);
    if (known) return known;
    const moved = { ...path, steps: path.steps.map((step) => this.step(step)) };
    this.paths.set(path, moved);
    return moved;
  }

  private step(step: PathStep): PathStep {
    const { inner } = step;
    return {
      ...step,
      location: this.location(step.location),
      ...(inner ? { inner: inner.map((each) => this.step(each)) } : {}),
    };
  }

  private location(location: Location): Location {
    const change = this.files.get(location.file);
    if (!change) return location;
    const { start, end } = location.range;
    return { ...location, range: { start: move(change, start), end: move(change, end) } };
  }
}

function move({ before, after, mapOffset }: UnitChange, { line, character }: Position): Position {
  const offset = mapOffset(before.getPositionOfLineAndCharacter(line, character));
  if (offset === undefined) throw new CannotMove();
  return after.getLineAndCharacterOfPosition(offset);
}
