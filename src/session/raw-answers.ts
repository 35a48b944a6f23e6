/** What was found out of each file, for as long as nothing changes, with the files that a search of all asks for. */
import type { FilePath } from '../model/location.js';
import type { RawAnalysis } from './raw-analysis.js';
import type { SearchedFiles } from './searched-files.js';

export class RawAnswers {
  private readonly known = new Map<FilePath, RawAnalysis>();
  /** Files whose answers were found with all files that matter to them. */
  private readonly settled = new Set<FilePath>();

  constructor(
    private readonly of: {
      readonly analyze: (file: FilePath) => RawAnalysis;
      /** Says whether the programs have grown by that. */
      readonly addRoots: (files: readonly FilePath[]) => boolean;
      /** Undefined when nobody said what the files are among: an editor has all of a disk. */
      readonly searched: SearchedFiles | undefined;
    },
  ) {}

  get(file: FilePath): RawAnalysis {
    const raw = this.getAlone(file);
    if (this.settled.has(file)) return raw;
    this.settled.add(file);
    const { sought } = raw;
    const missed = (sought && this.of.searched?.find(file, sought)) ?? [];
    return this.of.addRoots(missed) ? this.getAlone(file, true) : raw;
  }

  /** As far as its program goes, and no further. */
  getAlone(file: FilePath, isAgain = false): RawAnalysis {
    const known = isAgain ? undefined : this.known.get(file);
    if (known) return known;
    const raw = this.of.analyze(file);
    this.known.set(file, raw);
    return raw;
  }

  /** An audit has found it out, with all its files at hand. */
  settle(file: FilePath, raw: RawAnalysis): void {
    this.known.set(file, raw);
    this.settled.add(file);
  }

  clear(): void {
    this.known.clear();
    this.settled.clear();
  }

  /** Gives back what is known now, whatever is asked in between. */
  keep(): () => void {
    const known = [...this.known].map(([file, raw]) => ({ file, raw, isSettled: this.settled.has(file) }));
    return () => {
      for (const { file, raw, isSettled } of known) {
        this.known.set(file, raw);
        if (isSettled) this.settled.add(file);
      }
    };
  }
}
