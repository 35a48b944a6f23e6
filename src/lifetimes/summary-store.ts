/**
 * Keeps the summaries of one program. What a function is said to do must not depend on who asks first: a summary that had
 * to do without that of a function around it, or that came too deep, is kept only while the outermost question is answered.
 */
import type { FunctionNode } from '../syntax/functions.js';
import { toAnswer, type AskedAnswer, type Dependencies, type DependencyNotes } from './dependencies.js';
import type { Summary } from './summary.js';

/** Nothing is known: it may come back, and it may throw in ways nobody wrote down. */
const UNCLEAR: Summary = {
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
  /** How many functions are summarised inside each other for it. */
  readonly height: number;
  /** The outermost running function whose own summary it had to do without; infinite when there was none. */
  readonly reach: number;
}

interface Running {
  readonly fn: FunctionNode;
  reach: number;
  height: number;
}

export class SummaryStore {
  private readonly pure = new Map<FunctionNode, Entry>();
  private readonly outermost = new Map<FunctionNode, Entry>();
  private readonly passing = new Map<FunctionNode, Entry>();
  private readonly running: Running[] = [];

  /** How many were made, over all. */
  made = 0;

  get(notes: DependencyNotes, fn: FunctionNode, summarise: () => Summary): Summary {
    const around = this.running.at(-1);
    const entry = this.recall(fn);
    if (entry) return this.use(notes, entry, around);
    const inside = this.running.findIndex((each) => each.fn === fn);
    if (around && (inside >= 0 || this.running.length >= MAX_DEPTH)) {
      around.reach = Math.min(around.reach, inside);
      return UNCLEAR;
    }
    return this.use(notes, this.make(notes, fn, summarise), around);
  }

  private recall(fn: FunctionNode): Entry | undefined {
    const pure = this.pure.get(fn);
    if (pure && this.running.length + pure.height < MAX_DEPTH) return pure;
    return this.running.length === 0 ? this.outermost.get(fn) : this.passing.get(fn);
  }

  private use(notes: DependencyNotes, entry: Entry, around: Running | undefined): Summary {
    if (around) {
      around.reach = Math.min(around.reach, entry.reach);
      around.height = Math.max(around.height, entry.height + 1);
    }
    notes.addAnswer(entry.answer);
    return entry.summary;
  }

  private make(notes: DependencyNotes, fn: FunctionNode, summarise: () => Summary): Entry {
    const running: Running = { fn, reach: Infinity, height: 0 };
    this.running.push(running);
    this.made++;
    const { value, dependencies } = notes.collect(summarise);
    this.running.pop();
    const { height, reach } = running;
    const entry = { summary: value, answer: toSummaryAnswer(fn, value, dependencies), height, reach };
    this.keep(fn, entry);
    return entry;
  }

  private keep(fn: FunctionNode, entry: Entry): void {
    const depth = this.running.length;
    if (entry.reach === Infinity) this.pure.set(fn, entry);
    else if (depth > 0) this.passing.set(fn, entry);
    else this.outermost.set(fn, entry);
    if (depth === 0) this.passing.clear();
  }
}

function toSummaryAnswer(fn: FunctionNode, summary: Summary, dependencies: Dependencies): AskedAnswer {
  const { returns, handsOver, givesPromise, throws, rejects } = summary;
  const value = JSON.stringify([returns, handsOver, givesPromise, throws ?? 0, rejects ?? 0]);
  return toAnswer({ question: 'summary', fn, value, dependencies });
}
