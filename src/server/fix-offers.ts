/** Remembers the proved fixes of each analysis, and prepares them while nobody is typing, so that the menu opens at once. */
import type { FixOffer } from '../model/edit.js';
import type { FilePath } from '../model/location.js';
import type { FileAnalysis, FixAllResult, Session } from '../session/session.js';
import type { Analyzed, Analyses } from './analyses.js';
import { describeError } from './analyses.js';

interface Known {
  readonly offers: Map<string, readonly FixOffer[]>;
  fixAll: FixAllResult | undefined;
}

export class FixOffers {
  readonly #session: Session;
  readonly #log: (message: string) => void;
  /** By the analysis itself: a new analysis of the file starts empty, and an old one is forgotten with it. */
  readonly #known = new WeakMap<FileAnalysis, Known>();

  constructor(session: Session, log: (message: string) => void) {
    this.#session = session;
    this.#log = log;
  }

  /** Prepares the offers of `analyzed`, one finding per turn of the event loop, until a newer result replaces it. */
  prepare(analyzed: Analyzed, analyses: Analyses): void {
    const pending = analyzed.analysis.findings.filter((finding) => !finding.suppression);
    const next = (): void => {
      const finding = pending.shift();
      if (!finding || !analyses.isCurrent(analyzed)) return;
      this.offers(analyzed, finding.id);
      setTimeout(next, 0).unref();
    };
    setTimeout(next, 0).unref();
  }

  /** Only what is prepared already. */
  findOffers({ analysis }: Analyzed, findingId: string): readonly FixOffer[] | undefined {
    return this.#known.get(analysis)?.offers.get(findingId);
  }

  offers(analyzed: Analyzed, findingId: string): readonly FixOffer[] {
    const { offers } = this.#knownOf(analyzed.analysis);
    const known = offers.get(findingId);
    if (known) return known;
    const found = this.#attempt(() => this.#session.fixes(analyzed.file, findingId)) ?? [];
    offers.set(findingId, found);
    return found;
  }

  fixAll(analyzed: Analyzed): FixAllResult | undefined {
    const known = this.#knownOf(analyzed.analysis);
    known.fixAll ??= this.fixFile(analyzed.file);
    return known.fixAll;
  }

  /** As its text is now; undefined when looking for them failed. */
  fixFile(file: FilePath): FixAllResult | undefined {
    return this.#attempt(() => this.#session.fixAll(file));
  }

  #knownOf(analysis: FileAnalysis): Known {
    const known = this.#known.get(analysis) ?? { offers: new Map(), fixAll: undefined };
    this.#known.set(analysis, known);
    return known;
  }

  #attempt<T>(compute: () => T): T | undefined {
    try {
      return compute();
    } catch (error) {
      this.#log(`Looking for a fix failed: ${describeError(error)}`);
      return undefined;
    }
  }
}
