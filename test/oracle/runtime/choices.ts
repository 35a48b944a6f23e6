/** The open questions of one run (does this call fail? which way does this branch go?) and the walk over all answers. */

/**
 * `branch`: an unknown condition of the program. `fault`: a call that may fail.
 * `order`: which of two pending events comes first, or an event that need not come.
 */
export type QuestionKind = 'branch' | 'fault' | 'order';

export interface Answer {
  readonly kind: QuestionKind;
  readonly options: number;
  readonly chosen: number;
}

/** Past this many branches in one run conditions change, so that every loop ends. */
const MAX_BRANCHES = 24;
/** Only questions this early in a run are answered in other ways. */
const MAX_DEPTH = 40;

/** Answers the questions of one run: the first ones as prescribed, all later ones with 0. */
export class Choices {
  readonly answers: Answer[] = [];
  private branches = 0;

  constructor(private readonly prefix: readonly number[] = []) {}

  choose(kind: QuestionKind, options: number): number {
    if (kind === 'branch' && ++this.branches > MAX_BRANCHES) return countOnes(this.branches) % options;
    const chosen = Math.min(this.prefix[this.answers.length] ?? 0, options - 1);
    this.answers.push({ kind, options, chosen });
    return chosen;
  }

  /** Failures and unusual orders this run has. */
  get cost(): number {
    return this.answers.filter((answer) => answer.kind !== 'branch' && answer.chosen > 0).length;
  }

  /** Calls that fail in this run. */
  get faults(): number {
    return this.answers.filter((answer) => answer.kind === 'fault' && answer.chosen > 0).length;
  }

  get faultPoints(): number {
    return this.answers.filter((answer) => answer.kind === 'fault').length;
  }
}

/** The binary digits of a number, added up: however many conditions a loop has, each of them comes out both ways. */
function countOnes(number: number): number {
  let ones = 0;
  for (let rest = number; rest > 0; rest >>>= 1) ones += rest & 1;
  return ones;
}

export interface Bounds {
  /** Failures and unusual orders in one run. */
  readonly maxCost: number;
  readonly maxRuns: number;
}

export const DEFAULT_BOUNDS: Bounds = { maxCost: 2, maxRuns: 400 };

/** Whether every run within the cost was made, or the number of runs cut it short. */
export type Coverage = 'complete' | 'bounded';

/**
 * Runs once without failures, then with each failure in turn, then with pairs: cheapest runs first,
 * so that a bound cuts off the least likely ones.
 */
export async function exploreAll(
  run: (choices: Choices) => Promise<void>,
  bounds: Bounds,
): Promise<Coverage> {
  const byCost: number[][][] = Array.from({ length: bounds.maxCost + 1 }, () => []);
  byCost[0]?.push([]);
  let runs = 0;
  for (const waiting of byCost) {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (runs++ >= bounds.maxRuns) return 'bounded';
      const choices = new Choices(next);
      await run(choices);
      for (const other of otherAnswers(choices, next.length)) byCost[other.cost]?.push(other.prefix);
    }
  }
  return 'complete';
}

function otherAnswers(choices: Choices, from: number): { prefix: number[]; cost: number }[] {
  const found: { prefix: number[]; cost: number }[] = [];
  const taken = choices.answers.map((answer) => answer.chosen);
  const end = Math.min(choices.answers.length, MAX_DEPTH);
  for (let i = from; i < end; i++) {
    const answer = choices.answers[i]!;
    for (let other = 1; other < answer.options; other++) {
      const cost = costOf(choices.answers.slice(0, i)) + (answer.kind === 'branch' ? 0 : 1);
      found.push({ prefix: [...taken.slice(0, i), other], cost });
    }
  }
  return found;
}

function costOf(answers: readonly Answer[]): number {
  return answers.filter((answer) => answer.kind !== 'branch' && answer.chosen > 0).length;
}
