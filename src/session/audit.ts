/** The audit of files and folders: finds the candidates, analyses them, and again those that wrappers make candidates. */
import type { Config } from '../config/config.js';
import type { Contract } from '../model/contract.js';
import type { FileHost } from '../model/file-host.js';
import type { AcquireSite, FileProblem } from '../model/finding.js';
import type { LeakCost } from '../model/leak-cost.js';
import type { FilePath } from '../model/location.js';
import { Candidates } from './candidates.js';
import { findSourceFiles, type FoundFiles } from './find-files.js';
import {
  AuditCancelled,
  type AuditedSite,
  type AuditRequest,
  type AuditResult,
  type FileAnalysis,
} from './session.js';

export interface AuditParts {
  readonly host: FileHost;
  readonly root: FilePath;
  readonly config: Config;
  readonly contracts: readonly Contract[];
  readonly readText: (file: FilePath) => string | undefined;
  readonly addRoots: (files: readonly FilePath[]) => void;
  readonly analyze: (file: FilePath) => FileAnalysis;
  readonly getFactories: (file: FilePath) => readonly string[];
  /** The configuration that holds in a folder; the same object for the same configuration. */
  readonly findConfig: (folder: FilePath) => Config;
  readonly findConfigProblems: (file: FilePath) => readonly FileProblem[];
  readonly leakCost: (file: FilePath, site: AcquireSite) => LeakCost | undefined;
}

export class Audit {
  constructor(private readonly parts: AuditParts) {}

  async run(request: AuditRequest): Promise<AuditResult> {
    const { host, root } = this.parts;
    const found = findSourceFiles(host, request.paths, {
      root,
      configOf: this.parts.findConfig,
    });
    const analyses = await this.analyzeCandidates(request, found);
    return toResult({
      found,
      analyses,
      unreadable: this.unreadable,
      configProblems: this.findConfigProblems(analyses),
      leakCost: this.parts.leakCost,
    });
  }

  private readonly unreadable: FileProblem[] = [];

  private async analyzeCandidates(
    request: AuditRequest,
    found: FoundFiles,
  ): Promise<ReadonlyMap<FilePath, FileAnalysis>> {
    const texts = this.readTexts(found.files);
    const contracts = [...this.parts.config.contracts, ...this.parts.contracts];
    const candidates = new Candidates(contracts, texts.values());
    const analyses = new Map<FilePath, FileAnalysis>();
    for (let isGrowing = true; isGrowing;) {
      const batch = [...texts]
        .filter(([file, text]) => !analyses.has(file) && candidates.mayMatter(text))
        .map(([file]) => file);
      this.parts.addRoots(batch);
      isGrowing = false;
      for (const file of batch) {
        await this.pause(request, { done: analyses.size, total: analyses.size + batch.length, file });
        analyses.set(file, this.parts.analyze(file));
        if (candidates.addFactories(this.parts.getFactories(file))) isGrowing = true;
      }
    }
    return analyses;
  }

  private readTexts(files: readonly FilePath[]): ReadonlyMap<FilePath, string> {
    const texts = new Map<FilePath, string>();
    for (const file of files) {
      const text = this.parts.readText(file);
      if (text === undefined)
        this.unreadable.push({ file, kind: 'unreadable', message: 'The file cannot be read.' });
      else texts.set(file, text);
    }
    return texts;
  }

  /** Lets the shell show progress and take a cancellation in. */
  private async pause(
    request: AuditRequest,
    progress: { done: number; total: number; file: FilePath },
  ): Promise<void> {
    request.onProgress?.(progress);
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (request.isCancelled?.() === true) throw new AuditCancelled();
  }

  private findConfigProblems(analyses: ReadonlyMap<FilePath, FileAnalysis>): readonly FileProblem[] {
    const byMessage = new Map<string, FileProblem>();
    for (const file of analyses.keys()) {
      for (const problem of this.parts.findConfigProblems(file))
        byMessage.set(`${problem.file} ${problem.message}`, problem);
    }
    return [...byMessage.values()];
  }
}

function toResult(of: {
  found: FoundFiles;
  analyses: ReadonlyMap<FilePath, FileAnalysis>;
  unreadable: readonly FileProblem[];
  configProblems: readonly FileProblem[];
  leakCost: AuditParts['leakCost'];
}): AuditResult {
  const { found, analyses } = of;
  const sorted = [...analyses.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return {
    findings: sorted.flatMap((analysis) => analysis.findings),
    problems: [
      ...found.problems,
      ...of.configProblems,
      ...of.unreadable,
      ...sorted.flatMap((analysis) => analysis.problems),
    ],
    sites: sorted.flatMap(({ file, lifetimes }) =>
      lifetimes.map(({ site }) => toAuditedSite(file, site, of.leakCost)),
    ),
    counts: {
      files: found.files.length,
      analysed: analyses.size,
      acquireSites: sorted.reduce((sum, analysis) => sum + analysis.lifetimes.length, 0),
      skipped: found.skipped.length,
    },
  };
}

function toAuditedSite(file: FilePath, site: AcquireSite, leakCost: AuditParts['leakCost']): AuditedSite {
  const cost = leakCost(file, site);
  return cost ? { file, site, cost } : { file, site };
}
