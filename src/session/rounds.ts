/**
 * The rounds of an audit: the files that matter by their text, then those that the factories found make matter. Where an
 * answer rests on a search of all files, those that matter to nothing else join the program, and it is found again.
 */
import type { FilePath } from '../model/location.js';
import type { AnswerCache, Answers, ProjectRound } from './answer-cache.js';
import type { AuditEngine } from './audit-engine.js';
import type { Candidates } from './candidates.js';
import type { RawAnalysis } from './raw-analysis.js';
import type { FindProject } from '../model/project-file.js';
import { TextSearch } from './text-search.js';
import { findParentFolder } from '../model/file-path.js';

export interface RoundParts {
  readonly engine: AuditEngine;
  readonly cache: AnswerCache | undefined;
  readonly findProject: FindProject;
  /** Answers of the first round that are known already. */
  readonly given: Answers;
  /** Which files of the first round are wanted; all when absent. */
  readonly pick?: (files: readonly FilePath[]) => readonly FilePath[];
  /** Before each file; throws to cancel. */
  readonly pause: (progress: { done: number; total: number; file: FilePath }) => Promise<void>;
}

export class Rounds {
  private readonly answers = new Map<FilePath, RawAnalysis>();
  /** Project → the files its program was made from so far. */
  private readonly roots = new Map<FilePath | undefined, Set<FilePath>>();
  /** File → those that the program of its answer was made from. */
  private readonly madeFrom = new Map<FilePath, ReadonlySet<FilePath>>();

  constructor(private readonly parts: RoundParts) {}

  /** The first round only; a part of an audit cannot know which factories the other parts find. */
  async runFirst(texts: ReadonlyMap<FilePath, string>, candidates: Candidates): Promise<Answers> {
    await this.runRound(0, this.findBatch(texts, candidates), []);
    return this.answers;
  }

  async runAll(texts: ReadonlyMap<FilePath, string>, candidates: Candidates): Promise<Answers> {
    const search = new TextSearch(texts);
    let isGrowing = true;
    for (let round = 0; isGrowing; round++) {
      const batch = this.findBatch(texts, candidates);
      await this.runRound(round, batch, this.addSearched(search));
      // Not `some`: all of them have to be added.
      isGrowing =
        batch.filter((file) => candidates.addFactories(this.answers.get(file)?.factories ?? [])).length > 0 ||
        this.addSearched(search).length > 0;
    }
    return this.answers;
  }

  /** Makes all files roots that were searched if they had been there; says which answers have to be found again. */
  private addSearched(search: TextSearch): readonly FilePath[] {
    return [...this.answers].flatMap(([file, { sought = [] }]) => {
      if (sought.length === 0) return [];
      const [project, seen] = [this.projectOf(file), this.madeFrom.get(file)];
      const missed = search
        .find(sought)
        .filter((other) => seen?.has(other) !== true && this.projectOf(other) === project);
      for (const other of missed) this.roots.get(project)?.add(other);
      return missed.length > 0 ? [file] : [];
    });
  }

  private projectOf(file: FilePath): FilePath | undefined {
    return this.parts.findProject(findParentFolder(file) ?? '/');
  }

  /** Of all projects. */
  getRoots(): readonly FilePath[] {
    return [...this.roots.values()].flatMap((roots) => [...roots]);
  }

  private findBatch(texts: ReadonlyMap<FilePath, string>, candidates: Candidates): readonly FilePath[] {
    return [...texts]
      .filter(([file, text]) => !this.answers.has(file) && candidates.mayMatter(text))
      .map(([file]) => file);
  }

  private async runRound(
    round: number,
    batch: readonly FilePath[],
    again: readonly FilePath[],
  ): Promise<void> {
    const groups = this.groupByProject([...batch, ...again]);
    const wanted = new Set([...(round === 0 ? (this.parts.pick?.(batch) ?? batch) : batch), ...again]);
    const total = this.answers.size + wanted.size - again.length;
    for (const [project, files] of groups) {
      const roots = this.roots.get(project) ?? new Set();
      this.roots.set(project, roots);
      for (const file of files) roots.add(file);
      const mine = files.filter((file) => wanted.has(file));
      await this.runProject({ project, round, roots: [...roots].sort() }, { files: mine, total });
    }
  }

  private async runProject(
    round: ProjectRound,
    { files, total }: { files: readonly FilePath[]; total: number },
  ): Promise<void> {
    const { engine, cache, given } = this.parts;
    let known: Answers = round.round === 0 ? given : new Map<FilePath, RawAnalysis>();
    const isMissing = (file: FilePath): boolean => !known.has(file);
    if (cache && files.some(isMissing)) known = new Map([...cache.recall(round), ...known]);
    if (files.some(isMissing)) {
      engine.addRoots(round.roots);
      const [first] = files;
      if (cache && first !== undefined)
        known = new Map([...cache.recallByKey(round, engine.describe(first)), ...known]);
    }
    const madeFrom = new Set(round.roots);
    for (const file of files) {
      await this.parts.pause({ done: this.answers.size, total, file });
      const raw = known.get(file) ?? engine.analyze(file, this.answers.has(file));
      if (!known.has(file)) cache?.keep(round, file, raw);
      this.answers.set(file, raw);
      this.madeFrom.set(file, madeFrom);
    }
  }

  private groupByProject(batch: readonly FilePath[]): ReadonlyMap<FilePath | undefined, readonly FilePath[]> {
    const groups = new Map<FilePath | undefined, FilePath[]>();
    for (const file of batch) {
      const project = this.projectOf(file);
      const group = groups.get(project);
      if (group) group.push(file);
      else groups.set(project, [file]);
    }
    return groups;
  }
}
