/** Virtual time: driver replies, timers and late events of one run, in an order the run's choices decide. */
import type { Choices } from './choices.js';

/** Replies of one party (a connection, a pool) come in the order they were asked for; those of two parties in any. */
export type Party = object;

/** What is not a database. */
export const ELSEWHERE: Party = { name: 'elsewhere' };

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
}

/** An interval that nobody clears fires this often. */
const MAX_TICKS = 3;
const MAX_STEPS = 500;

/** Timer functions with the signatures programs expect; ids are plain objects. */
export interface TimerGlobals {
  readonly setTimeout: (run: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => object;
  readonly setInterval: (run: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => object;
  readonly setImmediate: (run: (...args: unknown[]) => void, ...args: unknown[]) => object;
  readonly clear: (id: unknown) => void;
}

export class Schedule {
  private readonly replies = new Map<Party, (() => void)[]>();
  private timers = new Map<object, Timer>();
  private readonly interrupts: (() => void)[] = [];
  private readonly lateEvents: (() => void)[] = [];
  private clock = 0;
  private created = 0;
  /** What callbacks, listeners and timers threw. */
  readonly uncaught: unknown[] = [];

  constructor(private readonly choices: Choices) {}

  get now(): number {
    return this.clock;
  }

  reply(party: Party, run: () => void): void {
    const waiting = this.replies.get(party);
    if (waiting) waiting.push(run);
    else this.replies.set(party, [run]);
  }

  /** Comes before everything that is pending. */
  interrupt(run: () => void): void {
    this.interrupts.push(run);
  }

  /** Comes when nothing else is pending. */
  late(run: () => void): void {
    this.lateEvents.push(run);
  }

  /** Resolves when nothing else is pending. */
  quiet(): Promise<void> {
    return new Promise((resolve) => {
      this.late(resolve);
    });
  }

  after(delay: number, run: () => void): object {
    const id = Object.assign(Object.create(TIMER_METHODS) as object, {});
    this.timers.set(id, { due: this.clock + Math.max(0, delay), order: this.created++, run });
    return id;
  }

  get globals(): TimerGlobals {
    return {
      setTimeout: (run, delay = 1, ...args) =>
        this.after(delay, () => {
          run(...args);
        }),
      setImmediate: (run, ...args) =>
        this.after(0, () => {
          run(...args);
        }),
      setInterval: (run, delay = 1, ...args) =>
        this.interval(delay, () => {
          run(...args);
        }),
      clear: (id) => {
        if (typeof id === 'object' && id !== null) this.timers.delete(id);
      },
    };
  }

  private interval(delay: number, run: () => void): object {
    const id = Object.assign(Object.create(TIMER_METHODS) as object, {});
    let ticks = 0;
    const arm = (): void => {
      const due = this.clock + Math.max(1, delay);
      this.timers.set(id, { due, order: this.created++, run: tick });
    };
    const tick = (): void => {
      if (++ticks < MAX_TICKS) arm();
      run();
    };
    arm();
    return id;
  }

  /** Runs until nothing is pending. */
  async drain(): Promise<void> {
    for (let step = 0; step < MAX_STEPS; step++) {
      await settleMicrotasks();
      const next = this.next();
      if (next === undefined) return;
      try {
        next();
      } catch (error) {
        this.uncaught.push(error);
      }
    }
  }

  private next(): (() => void) | undefined {
    if (this.interrupts.length > 0) return this.interrupts.shift();
    const timer = this.firstTimer();
    const ready: (() => (() => void) | undefined)[] = [];
    for (const queue of this.replies.values()) {
      if (queue.length > 0) ready.push(() => queue.shift());
    }
    if (timer !== undefined) ready.push(() => this.takeTimer(timer));
    if (ready.length === 0) return this.lateEvents.shift();
    return ready[ready.length > 1 ? this.choices.choose('order', ready.length) : 0]?.();
  }

  private takeTimer([id, { due, run }]: [object, Timer]): () => void {
    this.timers.delete(id);
    this.clock = Math.max(this.clock, due);
    return run;
  }

  private firstTimer(): [object, Timer] | undefined {
    let first: [object, Timer] | undefined;
    for (const entry of this.timers) {
      const isEarlier =
        first === undefined ||
        entry[1].due < first[1].due ||
        (entry[1].due === first[1].due && entry[1].order < first[1].order);
      if (isEarlier) first = entry;
    }
    return first;
  }
}

const TIMER_METHODS = {
  ref(): unknown {
    return this;
  },
  unref(): unknown {
    return this;
  },
  hasRef: (): boolean => true,
};

/** All microtasks and next ticks that are due have run when this resolves. */
function settleMicrotasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
