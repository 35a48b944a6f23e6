/** What happened to the resources of one run: who was taken where, given back, handed on, misused. */

/** Zero-based, in the case's source. */
export interface Site {
  readonly line: number;
  readonly character: number;
}

export type MisuseRule =
  | 'double-release'
  | 'use-after-release'
  | 'release-while-busy'
  | 'unfinished-transaction'
  | 'pool-exhaustion';

export interface Misuse {
  readonly rule: MisuseRule;
  /** The offending call. */
  readonly at: Site;
  readonly acquired: Site;
}

/**
 * `keeps`: the connection goes on to the next borrower. `destroys`: it is thrown away on purpose, with what
 * runs on it. `loses-work`: it is closed, and what still runs on it fails.
 */
export type ReleaseKind = 'keeps' | 'destroys' | 'loses-work';

/** One resource that was taken: it has to be given back, or handed to whoever called. */
export class Obligation {
  status: 'held' | 'released' | 'transferred' = 'held';
  transaction = false;
  /** Commands on their way that end the transaction: they come before those of the next borrower. */
  ending = 0;
  pending = 0;

  constructor(
    readonly site: Site,
    /** What it was taken from. */
    readonly pool?: object,
  ) {}
}

/** The process has ended: nothing that happens later counts. */
export class ProcessExit extends Error {
  override readonly name = 'ProcessExit';
}

export class Recording {
  readonly obligations: Obligation[] = [];
  readonly misuses: Misuse[] = [];
  /** What the outside world sees of the run, in order; releases are not among it. */
  readonly effects: string[] = [];
  private readonly owners = new WeakMap<object, Obligation>();
  private readonly whenHeld: (() => void)[] = [];
  private over = false;

  /** `values` are the objects and functions that stand for the resource. */
  acquired(at: { site: Site; pool?: object | undefined }, ...values: object[]): Obligation {
    const obligation = new Obligation(at.site, at.pool);
    this.obligations.push(obligation);
    for (const value of values) this.owners.set(value, obligation);
    for (const run of this.whenHeld.splice(0)) run();
    return obligation;
  }

  /** Runs once, when the first resource is held. */
  onFirstHeld(run: () => void): void {
    this.whenHeld.push(run);
  }

  effect(what: string): void {
    if (!this.over) this.effects.push(what);
  }

  misused(rule: MisuseRule, at: Site | undefined, obligation: Obligation): void {
    if (this.over) return;
    this.misuses.push({ rule, at: at ?? obligation.site, acquired: obligation.site });
  }

  release(obligation: Obligation, at: Site | undefined, how: ReleaseKind): void {
    if (obligation.pending > 0 && how !== 'destroys') this.misused('release-while-busy', at, obligation);
    if (obligation.transaction && obligation.ending === 0 && how === 'keeps')
      this.misused('unfinished-transaction', obligation.site, obligation);
    obligation.transaction = false;
    obligation.status = 'released';
  }

  /** The resource now belongs to whoever got the value; true if it was one. */
  handOver(value: unknown): boolean {
    const obligation = isObject(value) ? this.owners.get(value) : undefined;
    if (obligation?.status === 'held') obligation.status = 'transferred';
    else if (obligation?.status === 'released') this.effect('handed over what is released');
    return obligation !== undefined;
  }

  /** What is held now belongs to the process, and is gone when the process is. */
  keepHeld(): void {
    for (const obligation of this.obligations)
      if (obligation.status === 'held') obligation.status = 'transferred';
  }

  /** The process has ended without a word. */
  forgetAll(): void {
    this.over = true;
  }

  endProcess(): never {
    this.forgetAll();
    throw new ProcessExit('process.exit');
  }

  get unreleased(): readonly Site[] {
    if (this.over) return [];
    return this.obligations.filter(({ status }) => status === 'held').map(({ site }) => site);
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
