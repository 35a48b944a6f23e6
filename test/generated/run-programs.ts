/** Generates programs by their numbers, compares them, counts, and shrinks what differs to the smallest that still does. */
import fc from 'fast-check';
import type { Item } from '../oracle/agreement.js';
import { program } from './arbitraries.js';
import { compareModule, createAnalysis, type Analyze, type Comparison } from './compare-program.js';
import { LIMITS } from './limits.js';
import { printModule, printProgram } from './print-program.js';
import type { Program } from './program.js';

/** Programs of one module: the engine takes them together. */
const BATCH = 25;
const SHRINKING_MS = 20_000;

/** `missed`: a leak the engine does not report. `false alarm`: a report that no run shows. */
export type Kind = 'missed leak' | 'missed misuse' | 'false alarm';

export interface Disagreement {
  /** The number the program is made from. */
  readonly seed: number;
  readonly kind: Kind;
  readonly item: Item;
  readonly isInCorrectProgram: boolean;
}

export interface Results {
  readonly programs: number;
  /** Programs of which no run shows anything wrong. */
  readonly correct: number;
  /** Acquire sites that leak in a run. */
  readonly leaks: number;
  /** Programs of which not every run could be made. */
  readonly bounded: number;
  readonly runs: number;
  readonly disagreements: readonly Disagreement[];
  /** How many disagreements each limit explains. */
  readonly explained: ReadonlyMap<string, number>;
}

export function generate(seed: number): Program {
  return fc.sample(program, { seed, numRuns: 1 })[0]!;
}

export async function runPrograms(first: number, count: number): Promise<Results> {
  const analyze = createAnalysis();
  const all: { seed: number; comparison: Comparison }[] = [];
  for (let done = 0; done < count; done += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) => first + done + index);
    const comparisons = await compareModule(printModule(seeds.map(generate)), analyze);
    comparisons.forEach((comparison, index) => all.push({ seed: seeds[index]!, comparison }));
  }
  return toResults(all);
}

function toResults(all: readonly { seed: number; comparison: Comparison }[]): Results {
  const explained = new Map(LIMITS.map(({ name }) => [name, 0]));
  const disagreements = all.flatMap(({ seed, comparison }) => {
    const isInCorrectProgram = comparison.verdict.findings.length === 0;
    return findCounted(comparison, (name) => explained.set(name, explained.get(name)! + 1)).map(
      (item): Disagreement => ({ seed, item, kind: toKind(item), isInCorrectProgram }),
    );
  });
  const verdicts = all.map(({ comparison }) => comparison.verdict);
  const leaks = verdicts.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'unreleased');
  return {
    programs: all.length,
    correct: verdicts.filter(({ findings }) => findings.length === 0).length,
    leaks: leaks.length,
    bounded: verdicts.filter(({ coverage }) => coverage === 'bounded').length,
    runs: verdicts.reduce((sum, { runs }) => sum + runs, 0),
    disagreements,
    explained,
  };
}

/** Differences that no limit explains. What was not tried to the end proves no false alarm. */
function findCounted(comparison: Comparison, excuse: (name: string) => void): readonly Item[] {
  return comparison.differences.filter((item) => {
    if (item.engine !== undefined && comparison.verdict.coverage === 'bounded') return false;
    const known = LIMITS.find((limit) => limit.explains(item, comparison));
    if (known) excuse(known.name);
    return known === undefined;
  });
}

function toKind({ rule, oracle }: Item): Kind {
  if (oracle === undefined) return 'false alarm';
  return rule === 'unreleased' ? 'missed leak' : 'missed misuse';
}

/** The smallest program with a disagreement of the same kind that shrinking finds in a minute. */
export async function shrink({ seed, kind }: Disagreement): Promise<string> {
  const analyze = createAnalysis();
  let smallest = generate(seed);
  const deadline = Date.now() + SHRINKING_MS;
  const agrees = async (candidate: Program): Promise<boolean> => {
    if (Date.now() > deadline) return true;
    const found = await findKinds(candidate, analyze);
    if (!found.includes(kind)) return true;
    smallest = candidate;
    return false;
  };
  await fc.check(fc.asyncProperty(program, agrees), { seed, numRuns: 1 });
  return printProgram(smallest, `program${seed}`);
}

async function findKinds(candidate: Program, analyze: Analyze): Promise<readonly Kind[]> {
  const [comparison] = await compareModule(printModule([candidate]), analyze);
  return comparison ? findCounted(comparison, () => undefined).map(toKind) : [];
}

export function printResults(results: Results): string {
  const { programs, correct, leaks, bounded, runs, disagreements, explained } = results;
  const percent = (part: number, whole: number): string =>
    `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
  const ofKind = (kind: Kind): readonly Disagreement[] => disagreements.filter((one) => one.kind === kind);
  const flagged = countFlagged(results);
  const rows = [
    ['programs', programs, `${runs} runs, ${bounded} not tried to the end`],
    ['correct programs', correct, percent(correct, programs)],
    ['leaking acquire sites', leaks, ''],
    ['missed leaks', ofKind('missed leak').length, percent(ofKind('missed leak').length, leaks)],
    ['missed misuses', ofKind('missed misuse').length, ''],
    ['false alarms', ofKind('false alarm').length, ''],
    ['correct programs flagged', flagged, percent(flagged, correct)],
    ...[...explained].map(([name, count]) => [`limit: ${name}`, count, percent(count, programs)]),
  ];
  return rows
    .map(([name, count, more]) => `  ${String(name).padEnd(28)}${String(count).padStart(7)}  ${more}`)
    .join('\n');
}

export function countFlagged({ disagreements }: Results): number {
  const flagged = disagreements.filter(
    ({ kind, isInCorrectProgram }) => kind === 'false alarm' && isInCorrectProgram,
  );
  return new Set(flagged.map(({ seed }) => seed)).size;
}
