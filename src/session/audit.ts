/** The audit of files and folders: finds the candidates, analyses them round by round, and puts the result together. */
import type { Config } from '../config/config.js';
import { findParentFolder } from '../model/file-path.js';
import type { Contract } from '../model/contract.js';
import type { FileHost } from '../model/file-host.js';
import type { AcquireSite, FileProblem } from '../model/finding.js';
import type { LeakCost } from '../model/leak-cost.js';
import type { FilePath } from '../model/location.js';
import { createProjectLookup } from '../model/project-file.js';
import { AnswerCache, type Answers, type CacheOptions } from './answer-cache.js';
import { hash } from './answer-keys.js';
import type { AuditEngine } from './audit-engine.js';
import { toAuditResult } from './audit-result.js';
import { Candidates } from './candidates.js';
import { findSourceFiles, type FoundFiles } from './find-files.js';
import type { RawAnalysis } from './raw-analysis.js';
import { Rounds } from './rounds.js';
import {
  AuditCancelled,
  type AuditPart,
  type AuditRequest,
  type AuditResult,
  type FileAnalysis,
  type Shard,
} from './session.js';
import { checkParts, pickShard } from './shards.js';

export interface AuditParts {
  readonly host: FileHost;
  readonly root: FilePath;
  readonly config: Config;
  readonly contracts: readonly Contract[];
  readonly readText: (file: FilePath) => string | undefined;
  readonly engine: AuditEngine;
  readonly cache: CacheOptions | undefined;
  /** Names the version of the engine, to the byte. */
  readonly version: string;
  /** What is known of a file now, with settings and comments applied. */
  readonly finish: (file: FilePath, raw: RawAnalysis) => FileAnalysis;
  /** The configuration that holds in a folder; the same object for the same configuration. */
  readonly findConfig: (folder: FilePath) => Config;
  readonly findConfigProblems: (file: FilePath) => readonly FileProblem[];
  readonly leakCost: (file: FilePath, site: AcquireSite) => LeakCost | undefined;
}

export class Audit {
  /** Undefined without a cache. */
  readonly cache: AnswerCache | undefined;
  /** What is audited, with which settings. */
  readonly scope: string;
  private readonly found: FoundFiles;
  private readonly texts = new Map<FilePath, string>();
  private readonly unreadable: FileProblem[] = [];
  private readonly findProject;
  private rounds: Rounds | undefined;
  private readonly configHashes = new Map<Config, string>();

  constructor(
    private readonly parts: AuditParts,
    private readonly request: AuditRequest,
  ) {
    const { host, root, findConfig, cache } = parts;
    this.found = findSourceFiles(host, request.paths, { root, configOf: findConfig });
    this.readTexts();
    this.findProject = createProjectLookup(host);
    this.scope = hash(root, ...request.paths);
    this.cache = cache && new AnswerCache({ ...cache, ...this.cacheParts(host) });
  }

  async run(): Promise<AuditResult> {
    const { parts = [] } = this.request;
    if (parts.length > 0) checkParts(parts, this.getTree());
    const given = new Map(
      parts.flatMap(({ answers }) => answers.map(({ file, raw }) => [file, raw] as const)),
    );
    const answers = await this.createRounds({ given }).runAll(this.texts, this.createCandidates());
    return toAuditResult({
      found: this.found,
      analyses: [...answers].map(([file, raw]) => this.parts.finish(file, raw)),
      problems: [...this.findConfigProblems(answers), ...this.unreadable],
      leakCost: this.parts.leakCost,
    });
  }

  async runPart(shard: Shard): Promise<AuditPart> {
    const pick = (files: readonly FilePath[]): readonly FilePath[] =>
      pickShard(
        files.map((file) => ({
          file,
          project: this.projectOf(file),
          size: this.texts.get(file)?.length ?? 0,
        })),
        shard,
      );
    const answers = await this.createRounds({ given: new Map(), pick }).runFirst(
      this.texts,
      this.createCandidates(),
    );
    return { shard, tree: this.getTree(), answers: [...answers].map(([file, raw]) => ({ file, raw })) };
  }

  /** The files the programs of this audit were made from. */
  getRoots(): readonly FilePath[] {
    return this.rounds?.getRoots() ?? [];
  }

  private createRounds(of: {
    given: Answers;
    pick?: (files: readonly FilePath[]) => readonly FilePath[];
  }): Rounds {
    const { engine } = this.parts;
    this.rounds = new Rounds({
      ...of,
      ...{ engine, cache: this.cache, findProject: this.findProject },
      pause: (progress) => this.pause(progress),
    });
    return this.rounds;
  }

  private createCandidates(): Candidates {
    return new Candidates([...this.parts.config.contracts, ...this.parts.contracts], this.texts.values());
  }

  private cacheParts(host: FileHost): Omit<ConstructorParameters<typeof AnswerCache>[0], keyof CacheOptions> {
    return {
      host,
      scope: this.scope,
      readText: (file) => this.texts.get(file) ?? this.parts.readText(file),
      configOf: (file) => this.hashOfConfig(file),
    };
  }

  private projectOf(file: FilePath): FilePath | undefined {
    return this.findProject(findParentFolder(file) ?? '/');
  }

  private hashOfConfig(file: FilePath): string {
    const config = this.parts.findConfig(findParentFolder(file) ?? '/');
    const known = this.configHashes.get(config);
    if (known !== undefined) return known;
    // Only these have a say in what is found and in what is offered for it.
    const found = hash(JSON.stringify([config.contracts, config.rules]));
    this.configHashes.set(config, found);
    return found;
  }

  /** Two audits with the same tree find the same. */
  private getTree(): string {
    const { root, version } = this.parts;
    const files = [...this.texts].map(([file, text]) =>
      hash(file.slice(root.length), text, this.hashOfConfig(file)),
    );
    return hash(version, ...files.sort());
  }

  private readTexts(): void {
    for (const file of this.found.files) {
      const text = this.parts.readText(file);
      if (text === undefined)
        this.unreadable.push({ file, kind: 'unreadable', message: 'The file cannot be read.' });
      else this.texts.set(file, text);
    }
  }

  /** Lets the shell show progress and take a cancellation in. */
  private async pause(progress: { done: number; total: number; file: FilePath }): Promise<void> {
    this.request.onProgress?.(progress);
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (this.request.isCancelled?.() === true) throw new AuditCancelled();
  }

  private findConfigProblems(answers: Answers): readonly FileProblem[] {
    const byMessage = new Map<string, FileProblem>();
    for (const file of answers.keys()) {
      for (const problem of this.parts.findConfigProblems(file))
        byMessage.set(`${problem.file} ${problem.message}`, problem);
    }
    return [...byMessage.values()];
  }
}
