/** Baselines that configurations name, for shells that look at one file at a time: known findings are suppressed. */
import { findParentFolder, resolvePath } from '../model/file-path.js';
import type { FileHost } from '../model/file-host.js';
import type { FilePath } from '../model/location.js';
import { applyBaseline, parseBaseline, type Baseline } from '../suppress/baseline.js';
import type { FileAnalysis } from './session.js';

export class Baselines {
  private readonly known = new Map<FilePath, Baseline>();

  constructor(private readonly host: FileHost) {}

  /** Whether findings have been looked up in this file. */
  has(file: FilePath): boolean {
    return this.known.has(file);
  }

  forget(): void {
    // The names stay, so that a later change of such a file is noticed.
    for (const file of this.known.keys()) this.known.set(file, this.read(file));
  }

  apply(analysis: FileAnalysis, file: FilePath): FileAnalysis {
    const baseline = this.known.get(file) ?? this.read(file);
    this.known.set(file, baseline);
    const root = findParentFolder(file) ?? '/';
    const isHere = (name: string): boolean => {
      const path = resolvePath(root, name);
      return path === analysis.file || !this.host.fileExists(path);
    };
    const entries = baseline.entries.filter((entry) => isHere(entry.file));
    if (entries.length === 0) return analysis;
    const { findings } = applyBaseline(
      analysis.findings,
      { entries },
      {
        root,
        readText: (each) => this.host.readFile(each),
        fileExists: (each) => this.host.fileExists(each),
        sites: analysis.lifetimes.map(({ site }) => ({ file: analysis.file, site })),
      },
    );
    return { ...analysis, findings };
  }

  /** Where there is none that can be read, nothing is known yet. */
  private read(file: FilePath): Baseline {
    const parsed = parseBaseline(this.host.readFile(file) ?? '');
    return parsed.kind === 'baseline' ? parsed.baseline : { entries: [] };
  }
}
