/** What a function does to its callers when they hold something: whether it comes back, and how surely it throws. */
import type { Rank } from '../model/finding.js';
import type { FunctionNode } from '../syntax/functions.js';
import type { ProgramFacts } from './analysis-context.js';
import type { Summarise, Summarised } from './machine.js';
import type { Summary } from './summary.js';
import { UNCLEAR } from './summary-store.js';

export function getSummary(facts: ProgramFacts, fn: FunctionNode, summarise: Summarise): Summary {
  return facts.summaries.get(facts.notes, fn, () => {
    const run = summarise(facts, fn);
    return run ? toSummary(run) : UNCLEAR;
  });
}

function toSummary({ ends, handsOver }: Summarised): Summary {
  let throws: Rank | undefined;
  let rejects: Rank | undefined;
  let returns = false;
  for (const end of ends) {
    if (end.kind === 'throw') {
      throws = strongest(throws, end.cause.rank);
      continue;
    }
    const promise = end.value.kind === 'promise' ? end.value : undefined;
    if (promise && promise.outcome !== 'fulfilled') rejects = strongest(rejects, promise.cause?.rank ?? 2);
    returns ||= promise?.outcome !== 'rejected';
  }
  const givesPromise =
    ends.length > 0 && ends.every((end) => end.kind === 'value' && end.value.kind === 'promise');
  return { returns, handsOver, givesPromise, throws, rejects };
}

function strongest(known: Rank | undefined, rank: Rank): Rank {
  return known !== undefined && known < rank ? known : rank;
}
