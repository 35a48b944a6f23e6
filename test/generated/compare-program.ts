/** Runs generated programs through the oracle and the engine, and says where the two differ. */
import { createSession } from '../../src/session/create-session.js';
import type { FileAnalysis } from '../../src/session/session.js';
import { createMemoryHost } from '../check/memory-host.js';
import { compareCase, type Item } from '../oracle/agreement.js';
import type { Bounds } from '../oracle/runtime/choices.js';
import { readCase } from '../oracle/runtime/read-cases.js';
import type { Signature } from '../oracle/runtime/signatures.js';
import { judge, type Verdict } from '../oracle/runtime/verdict.js';

const ROOT = '/generated';
const NAME = 'programs.ts';
const FILE = `${ROOT}/cases/${NAME}`;

/** Most programs show what they have early; where the two differ, the oracle looks again, and longer. */
const QUICK: Bounds = { maxCost: 2, maxRuns: 40 };
const THOROUGH: Bounds = { maxCost: 3, maxRuns: 400 };

/** What the engine says of one function. */
export interface Said {
  readonly findings: FileAnalysis['findings'];
  /** It has said that it did not follow every way. */
  readonly isLimited: boolean;
}

export interface Comparison {
  readonly verdict: Verdict;
  readonly said: Said;
  /** What the engine says and no run shows; what runs show and the engine does not say. */
  readonly differences: readonly Item[];
}

/** The rest of the program, as the engine sees it: what `test/oracle/world.ts` does, without the oracle behind it. */
const WORLD = `
export function maybe(): boolean { return Math.random() < 0.5; }
export async function work(...inputs: unknown[]): Promise<void> { await fetch(String(inputs.length)); }
export function compute(...inputs: unknown[]): number { return inputs.length + 1; }
export function validate(input: unknown): void { if (input === 0) throw new TypeError('invalid input'); }
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
`;

export type Analyze = (text: string) => FileAnalysis;

/** A session whose one file is changed over and over. */
export function createAnalysis(): Analyze {
  const files = new Map([
    [`${ROOT}/world.ts`, WORLD],
    [FILE, ''],
  ]);
  const session = createSession({ host: createMemoryHost(files), root: ROOT });
  return (text) => {
    session.openDocument(FILE, text);
    return session.analyze(FILE);
  };
}

/** One comparison for each function of the module, in the same order. */
export async function compareModule(text: string, analyze: Analyze): Promise<readonly Comparison[]> {
  const analysis = analyze(text);
  const broken = analysis.problems.find(({ kind }) => kind !== 'too-complex');
  if (broken) throw new Error(`${broken.message}\n${text}`);
  const { module, functions } = readCase(NAME, text);
  const comparisons: Comparison[] = [];
  for (const signature of functions) {
    const said = findSaid(analysis, signature);
    const compare = async (bounds: Bounds): Promise<Comparison> => {
      const verdict = withoutExhaustion(await judge(module, signature, bounds));
      const one = { case: { module, functions: [signature] }, verdicts: [verdict] };
      const items = compareCase(one, said.findings);
      const differences = items.filter((item) => (item.oracle === undefined) !== (item.engine === undefined));
      return { verdict, said, differences };
    };
    const quick = await compare(QUICK);
    comparisons.push(quick.differences.length === 0 ? quick : await compare(THOROUGH));
  }
  return comparisons;
}

/** Errors and warnings only: notes say nothing. */
function findSaid(analysis: FileAnalysis, { startLine, endLine }: Signature): Said {
  const isWithin = (line: number): boolean => line >= startLine && line <= endLine;
  return {
    findings: analysis.findings.filter(
      ({ level, rule, location }) =>
        level !== 'note' && rule !== 'pool-exhaustion' && isWithin(location.range.start.line),
    ),
    isLimited: analysis.problems.some(({ range }) => range !== undefined && isWithin(range.start.line)),
  };
}

/** Almost every program takes two connections; that is no matter of ways out. */
function withoutExhaustion(verdict: Verdict): Verdict {
  return { ...verdict, findings: verdict.findings.filter(({ rule }) => rule !== 'pool-exhaustion') };
}
