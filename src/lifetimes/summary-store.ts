/**
 * Keeps the summaries of one program. Inside a recursion of several functions, or too deep, a summary has to do without
 * another one; what it says then can depend on who asked first, and the store remembers that there is such a one.
 */
import type { FunctionNode } from '../syntax/functions.js';
import { toAnswer, type AskedAnswer, type DependencyNotes } from './dependencies.js';
import type { Summary } from './summary.js';

/** Nothing is known: it may come back, and it may throw in ways nobody wrote down. */
export const UNCLEAR: Summary = {
  returns: true,
  handsOver: false,
  givesPromise: false,
  throws: 4,
  rejects: undefined,
};

/** Functions summarised inside each other. */
const MAX_DEPTH = 9;

interface Entry {
  readonly summary: Summary;
  readonly answer: AskedAnswer;
}

interface Running {
  readonly fn: FunctionNode;
  /** It had to do without the summary of another function, or rests on one that had to. */
  isOrdered: boolean;
}

export class SummaryStore {
  private readonly known = new Map<FunctionNode, Entry>();
  private readonly running: Running[] = [];

  /** How many were made, over all. */
  made = 0;

  get(notes: DependencyNotes, fn: FunctionNode, summarise: () => Summary): Summary {
    const around = this.running.at(-1);
    const entry = this.known.get(fn);
    if (!entry && (this.running.length >= MAX_DEPTH || this.running.some((each) => each.fn === fn))) {
      // A function that only calls itself says the same whoever asks.
      if (around && around.fn !== fn) around.isOrdered = true;
      return UNCLEAR;
    }
    const { answer, summary } = entry ?? this.make(notes, fn, summarise);
    if (around && answer.isOrdered) around.isOrdered = true;
    notes.addAnswer(answer);
    return summary;
  }

  private make(notes: DependencyNotes, fn: FunctionNode, summarise: () => Summary): Entry {
    const running: Running = { fn, isOrdered: false };
    this.running.push(running);
    this.made++;
    const { value, dependencies } = notes.collect(summarise);
    this.running.pop();
    const { isOrdered } = running;
    const entry = { summary: value, answer: toSummaryAnswer(fn, value, { dependencies, isOrdered }) };
    this.known.set(fn, entry);
    return entry;
  }
}

function toSummaryAnswer(
  fn: FunctionNode,
  summary: Summary,
  of: Pick<AskedAnswer, 'dependencies' | 'isOrdered'>,
): AskedAnswer {
  const { returns, handsOver, givesPromise, throws, rejects } = summary;
  const value = JSON.stringify([returns, handsOver, givesPromise, throws ?? 0, rejects ?? 0]);
  return toAnswer({ ...of, question: 'summary', fn, value });
}
