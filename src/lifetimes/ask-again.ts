/** Asks of a function what was asked of it before, in a newer program. */
import type { FunctionNode } from '../syntax/functions.js';
import { AnalysisContext, type ProgramFacts } from './analysis-context.js';
import { mayAcquire } from './callees.js';
import type { AskedAnswer } from './dependencies.js';
import { createMachine } from './run-graph.js';
import { getSummary } from './summaries.js';

export function askAgain(
  facts: ProgramFacts,
  question: AskedAnswer['question'],
  fn: FunctionNode,
): AskedAnswer | undefined {
  const ctx = new AnalysisContext(facts, fn);
  const { dependencies } = facts.notes.collect(() => {
    if (question === 'acquires') mayAcquire(ctx, fn);
    else getSummary(facts, fn, createMachine(ctx).summarise);
  });
  return [...dependencies.answers.values()].find((answer) => answer.question === question);
}
