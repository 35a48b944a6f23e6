/** What the outside sees of a case: effects, results and errors, for each way through it and each call that fails. */
import type { CaseModule } from './runtime/case-module.js';
import { Choices, type QuestionKind } from './runtime/choices.js';
import type { Recording } from './runtime/record.js';
import { runCase } from './runtime/run-case.js';
import type { Signature } from './runtime/signatures.js';
import { guardRejections } from './runtime/unhandled.js';

/** By the name of the run: the branches it takes, and the call that fails in it. */
export type Behaviour = ReadonlyMap<string, string>;

const MAX_WAYS = 40;
const MAX_FAULTS = 30;

/** Answers by what is asked, not by when: a release that moves shifts no other question. */
class NamedChoices extends Choices {
  readonly taken: number[] = [];
  calls = 0;

  constructor(
    private readonly ways: readonly number[],
    private readonly failing: number | undefined,
    private readonly lastEffect: () => string | undefined,
  ) {
    super([]);
  }

  override choose(kind: QuestionKind, options: number): number {
    if (kind === 'order') return 0;
    if (kind === 'branch') {
      const chosen = Math.min(this.ways[this.taken.length] ?? (this.taken.length >= 24 ? 1 : 0), options - 1);
      this.taken.push(chosen);
      return chosen;
    }
    // Giving something up is what a fix moves.
    if (this.lastEffect() === 'end') return 0;
    return this.calls++ === this.failing ? 1 : 0;
  }
}

export async function observe(module: CaseModule, signature: Signature): Promise<Behaviour> {
  return guardRejections(async () => {
    const seen = new Map<string, string>();
    const waiting: number[][] = [[]];
    let ways = 0;
    for (let next = waiting.shift(); next && ways++ < MAX_WAYS; next = waiting.shift()) {
      const { choices, shown } = await observeRun(module, signature, next);
      if (shown !== undefined) seen.set(`branches ${choices.taken.join('')}`, shown);
      for (let at = next.length; at < Math.min(choices.taken.length, 12); at++)
        if (choices.taken[at] === 0) waiting.push([...choices.taken.slice(0, at), 1]);
    }
    await observeFaults(module, signature, seen);
    return seen;
  });
}

async function observeFaults(
  module: CaseModule,
  signature: Signature,
  seen: Map<string, string>,
): Promise<void> {
  for (let failing = 0; failing < MAX_FAULTS; failing++) {
    const { choices, shown } = await observeRun(module, signature, [], failing);
    if (choices.calls <= failing) return;
    // Calls that came side by side may come in turn: how it ends has to be the same.
    if (shown !== undefined) seen.set(`call ${failing} fails`, shown.split('; ').slice(-2).join('; '));
  }
}

async function observeRun(
  module: CaseModule,
  signature: Signature,
  ways: readonly number[],
  failing?: number,
): Promise<{ choices: NamedChoices; shown: string | undefined }> {
  let recording: Recording | undefined;
  const choices = new NamedChoices(ways, failing, () => recording?.effects.at(-1));
  const outcome = await runCase(module, signature, choices, (made) => {
    recording = made;
  });
  // What comes of a misuse is nothing to keep.
  if (outcome.recording.misuses.some(({ rule }) => rule !== 'pool-exhaustion'))
    return { choices, shown: undefined };
  // A fix may end a transaction, and give something up at another time.
  const effects = outcome.recording.effects.filter((effect) => !/^(?:end|query rollback)$/i.test(effect));
  return { choices, shown: [...effects, outcome.settled, outcome.came].join('; ') };
}

/** What a fix says it changes. */
export interface Expected {
  /** It waits for what nobody waited for, so that its failure is seen. */
  readonly waits: boolean;
  /** It does one after the other what was done at once: what comes at the same time may come between. */
  readonly reorders: boolean;
}

/** In words, what is seen of `before` and not of `after`; undefined when they are the same. */
export function findChange(before: Behaviour, after: Behaviour, expected: Expected): string | undefined {
  for (const [run, shown] of before) {
    const now = after.get(run);
    const isFault = run.startsWith('call ');
    if (expected.reorders && isReordered(shown, now, isFault)) continue;
    // A run that hangs, or asks a promise for what its value has, shows the mistake itself.
    const isMistake = /(?:^|; )never; $|is not a function$/.test(shown);
    const isSeen = expected.waits && isFault && /^rejected; [\w ]+ failed$/.test(now ?? '');
    if (now !== shown && !isMistake && !isSeen) return `${run}: was "${shown}", is "${now ?? 'no such run'}"`;
  }
  return undefined;
}

/** The same in another order; where a call has failed, what comes behind it is not done any more. */
function isReordered(before: string, after: string | undefined, hasFailed: boolean): boolean {
  if (!hasFailed || after === undefined) return toSorted(after) === toSorted(before);
  const done = new Set(before.split('; '));
  return after.split('; ').every((each) => done.has(each));
}

function toSorted(shown: string | undefined): string | undefined {
  return shown?.split('; ').sort().join('; ');
}
