/** Compares what a fixture expects with what the engine says: both as marked text, so that a failure shows one diff. */
import { AssertionError } from 'node:assert';
import type { Finding } from '../../src/model/finding.js';
import { isSameRange } from '../../src/model/location.js';
import type { Session } from '../../src/session/session.js';
import {
  FIXTURE_ROOT,
  groupSteps,
  printFile,
  type Fixture,
  type FixtureFile,
  type MarkedFinding,
} from './fixture.js';
import type { Mark } from './mark.js';

/** Both texts in the same form; equal when the fixture holds. */
export interface Comparison {
  readonly expected: string;
  readonly actual: string;
  /** What the engine says about the files as a whole: nothing, when all is well. */
  readonly problems: readonly string[];
}

/** Findings that are ignored in place stand for nothing here: no mark. */
export function compareFindings(fixture: Fixture, session: Session): Comparison {
  return compareFiles(fixture, (file) => {
    const wanted = groupSteps(file.marks);
    const analysis = session.analyze(file.path);
    const findings = analysis.findings.filter(({ suppression }) => suppression === undefined);
    const actual = findings.map((finding) => toMarks(finding, file, findWanted(finding, wanted)));
    // The lifetime picture is another check's: its marks stay as they are.
    const picture = file.marks.filter(({ kind }) => kind === 'lifetime');
    return {
      expected: file.marks,
      actual: [...actual.flat(), ...picture],
      problems: analysis.problems.map(({ kind, message }) => `${file.path}: ${kind}: ${message}`),
    };
  });
}

/** The lifetime picture of each file against its `acquire`, `release` and `held` marks. */
export function compareLifetimes(fixture: Fixture, session: Session): Comparison {
  return compareFiles(fixture, (file) => ({
    expected: file.marks.filter(({ kind }) => kind === 'lifetime'),
    actual: session.analyze(file.path).lifetimes.flatMap((lifetime) => toPicture(lifetime, file)),
    problems: [],
  }));
}

interface FileComparison {
  readonly expected: readonly Mark[];
  readonly actual: readonly Mark[];
  readonly problems: readonly string[];
}

function compareFiles(fixture: Fixture, compare: (file: FixtureFile) => FileComparison): Comparison {
  const expected: string[] = [];
  const actual: string[] = [];
  const problems: string[] = [];
  for (const file of fixture.files) {
    const name = file.path.slice(FIXTURE_ROOT.length + 1);
    const compared = compare(file);
    expected.push(`//- ${name}`, printFile(file, inOrder(compared.expected)));
    actual.push(`//- ${name}`, printFile(file, inOrder(compared.actual)));
    problems.push(...compared.problems);
  }
  return { expected: expected.join('\n'), actual: actual.join('\n'), problems };
}

/** A clear diff: the fixture as it is, and as it would have to be. */
export function requireEqual({ expected, actual, problems }: Comparison, what: string): void {
  if (problems.length > 0)
    throw new AssertionError({ message: `The engine has problems: ${problems.join('; ')}` });
  if (expected === actual) return;
  throw new AssertionError({
    message: `${what} differ from the marks`,
    expected,
    actual,
    operator: 'strictEqual',
  });
}

function findWanted(finding: Finding, wanted: readonly MarkedFinding[]): MarkedFinding | undefined {
  return wanted.find(
    ({ finding: mark }) => mark.rule === finding.rule && isSameRange(mark.range, finding.location.range),
  );
}

/** What the fixture left out, a part of the message or all steps, is left out here as well. */
function toMarks(finding: Finding, file: FixtureFile, wanted: MarkedFinding | undefined): Mark[] {
  const { level, rule } = finding;
  const message = shorten(finding.message, wanted?.finding.message);
  const mark: Mark = { kind: 'finding', range: finding.location.range, level, rule, message };
  if (wanted === undefined || wanted.steps.length === 0) return [mark];
  const steps = finding.paths[0]?.steps ?? [];
  return [
    mark,
    ...steps.flatMap(({ location, text }, index): Mark[] => {
      const number = index + 1;
      const wantedText = wanted.steps.find((step) => step.number === number)?.text;
      // Marks stand in their own file only.
      if (location.file !== file.path) return [];
      return [{ kind: 'step', range: location.range, number, text: shorten(text, wantedText) }];
    }),
  ];
}

function shorten(text: string, wanted: string | undefined): string {
  return wanted !== undefined && text.startsWith(wanted) ? wanted : text;
}

type Lifetime = ReturnType<Session['analyze']>['lifetimes'][number];

function toPicture(lifetime: Lifetime, file: FixtureFile): Mark[] {
  const name = lifetime.site.variable ?? '_';
  const lines = file.text.split('\n');
  const held = lifetime.held.map(({ startLine, endLine, certainty }): Mark => {
    const text = lines[startLine] ?? '';
    const start = { line: startLine, character: text.length - text.trimStart().length };
    const range = { start, end: { line: startLine, character: text.length } };
    const count = endLine - startLine + 1;
    const doubt = certainty === 'every-path' ? '' : '?';
    return {
      kind: 'lifetime',
      range,
      text: `held ${name}${doubt} for ${count} ${count === 1 ? 'line' : 'lines'}`,
    };
  });
  const acquire: Mark = { kind: 'lifetime', range: lifetime.site.location.range, text: `acquire ${name}` };
  const releases = lifetime.releases.map(({ location }): Mark => ({
    kind: 'lifetime',
    range: location.range,
    text: `release ${name}`,
  }));
  return [acquire, ...held, ...releases];
}

/** By line and column; marks of one place keep their order, so that steps stay behind their finding. */
function inOrder(marks: readonly Mark[]): Mark[] {
  return [...marks].sort(
    (a, b) =>
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character ||
      rank(a) - rank(b),
  );
}

function rank(mark: Mark): number {
  return mark.kind === 'finding' ? -1 : mark.kind === 'step' ? mark.number : 0;
}
