/** What a function does to its callers when they hold something: whether it comes back, and how surely it throws. */
import type { Rank } from '../model/finding.js';
import type { FunctionNode } from '../syntax/functions.js';
import type { ProgramFacts } from './analysis-context.js';
import type { Outcome, Summarise } from './machine.js';
import type { Summary } from './summary.js';

/** Nothing is known: it may come back, and it may throw in ways nobody wrote down. */
const UNCLEAR: Summary = { returns: true, throws: 4 };

export function getSummary(facts: ProgramFacts, fn: FunctionNode, summarise: Summarise): Summary {
  const known = facts.summaries.get(fn);
  if (known) return known;
  facts.summaries.set(fn, UNCLEAR); // a recursive call sees this
  const ends = summarise(facts, fn);
  const summary = ends ? toSummary(ends) : UNCLEAR;
  facts.summaries.set(fn, summary);
  return summary;
}

function toSummary(ends: readonly Outcome[]): Summary {
  let throws: Rank | undefined;
  let returns = false;
  for (const end of ends) {
    const rejection = end.kind === 'value' && end.value.kind === 'promise' ? end.value : undefined;
    const cause = end.kind === 'throw' ? end.cause : rejection?.cause;
    const rank =
      end.kind === 'throw'
        ? cause?.rank
        : rejection && rejection.outcome !== 'fulfilled'
          ? (cause?.rank ?? 2)
          : undefined;
    if (rank !== undefined && (throws === undefined || rank < throws)) throws = rank;
    returns ||= end.kind === 'value' && rejection?.outcome !== 'rejected';
  }
  return { returns, throws };
}
