/**
 * Answers of earlier audits, and whether they still hold.
 *
 * An audit works in rounds, and in each round project by project. When all that a project's program was made of is as
 * it was, its answers hold, and the compiler is not even loaded. When something changed, the program is made, and the
 * answers hold whose keys are the same.
 */
import { listSubfolders, type FileHost } from '../model/file-host.js';
import type { FilePath } from '../model/location.js';
import type { ProgramBasis } from '../syntax/program-basis.js';
import { createAnswerKeys, hash, type AnswerKeys } from './answer-keys.js';
import { seal, toObserved, unseal, type AnswerPack, type KeptAnswer, type Observed } from './answer-pack.js';
import type { RawAnalysis } from './raw-analysis.js';

/** Where answers are kept between two runs; neither method throws. */
export interface CacheStore {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
}

export interface CacheOptions {
  readonly store: CacheStore;
  /** Names the version of the engine, to the byte. */
  readonly engine: string;
}

export interface ProjectRound {
  /** The configuration file of the project; undefined for files without one. */
  readonly project: FilePath | undefined;
  readonly round: number;
  /** All files the program is made from, sorted, those of earlier rounds included. */
  readonly roots: readonly FilePath[];
}

export interface CacheParts extends CacheOptions {
  readonly host: Pick<FileHost, 'fileExists' | 'directoryExists' | 'realPath' | 'readFolder'>;
  readonly readText: (file: FilePath) => string | undefined;
  /** Of the configuration that holds for the file. */
  readonly configOf: (file: FilePath) => string;
  /** What is audited, so that audits of other folders do not push these answers out. */
  readonly scope: string;
}

export type Answers = ReadonlyMap<FilePath, RawAnalysis>;

/** What is known of a round in this run. */
interface Learnt {
  readonly roots: readonly FilePath[];
  readonly observed: Observed;
  /** Undefined when the program was not made. */
  readonly keys: AnswerKeys | undefined;
  readonly answers: Map<FilePath, KeptAnswer>;
}

export class AnswerCache {
  private readonly learnt = new Map<string, Learnt>();
  private readonly packs = new Map<string, AnswerPack | undefined>();
  private readonly hashes = new Map<FilePath, string | null>();

  constructor(private readonly parts: CacheParts) {}

  /** The answers that hold although the compiler was asked for nothing. */
  recall(round: ProjectRound): Answers {
    const pack = this.findPack(round);
    if (!pack || !isSame(pack.roots, round.roots) || !this.isAsObserved(pack.observed)) return new Map();
    const answers = pack.answers.filter(({ file, config }) => config === this.parts.configOf(file));
    return this.learn(round, { observed: pack.observed, answers, keys: undefined });
  }

  /** The answers that hold by their keys, now that the program was made. */
  recallByKey(round: ProjectRound, basis: ProgramBasis): Answers {
    const keys = createAnswerKeys(basis);
    const roots = new Set(round.roots);
    const answers = (this.findPack(round)?.answers ?? []).filter(
      ({ file, config, key, program }) =>
        roots.has(file) &&
        config === this.parts.configOf(file) &&
        key === keys.keyOf(file) &&
        (program === undefined || program === keys.program),
    );
    return this.learn(round, { observed: toObserved(basis), answers, keys });
  }

  /** Keeps an answer of this run, for which the program was made. */
  keep(round: ProjectRound, file: FilePath, raw: RawAnalysis): void {
    const known = this.learnt.get(this.nameOf(round));
    if (!known?.keys) return;
    known.answers.set(file, {
      ...{ file, raw, key: known.keys.keyOf(file), config: this.parts.configOf(file) },
      ...(raw.asksProgram ? { program: known.keys.program } : {}),
    });
  }

  /** Writes what is new. */
  save(): void {
    for (const [name, { roots, observed, keys, answers }] of this.learnt) {
      if (!keys) continue;
      const pack: AnswerPack = { roots, observed, answers: [...answers.values()] };
      this.parts.store.write(name, seal(pack, this.parts.engine));
    }
  }

  /** Equal when everything this run has looked at is equal. */
  getState(): string {
    const rounds = [...this.learnt].sort(([a], [b]) => (a < b ? -1 : 1));
    return hash(
      ...rounds.flatMap(([name, { roots, observed, answers }]) => [
        name,
        JSON.stringify([roots, sorted(observed)]),
        ...[...answers.values()].map(({ file, config }) => `${file} ${config}`).sort(),
      ]),
    );
  }

  private learn(
    round: ProjectRound,
    of: { observed: Observed; answers: readonly KeptAnswer[]; keys: AnswerKeys | undefined },
  ): Answers {
    const { observed, keys } = of;
    const answers = new Map(of.answers.map((answer) => [answer.file, answer]));
    this.learnt.set(this.nameOf(round), { roots: round.roots, observed, keys, answers });
    return new Map(of.answers.map(({ file, raw }) => [file, raw]));
  }

  private findPack(round: ProjectRound): AnswerPack | undefined {
    const name = this.nameOf(round);
    if (this.packs.has(name)) return this.packs.get(name);
    const text = this.parts.store.read(name);
    // The seal says that this is what `save` wrote.
    const pack = text === undefined ? undefined : (unseal(text, this.parts.engine) as AnswerPack | undefined);
    this.packs.set(name, pack);
    return pack;
  }

  private nameOf({ project, round }: ProjectRound): string {
    return `${hash(this.parts.scope, project ?? '', String(round)).slice(0, 32)}.json`;
  }

  private isAsObserved({ files, folders, realPaths, texts, subfolders }: Observed): boolean {
    const { host } = this.parts;
    return (
      texts.every(([file, text]) => this.hashOf(file) === text) &&
      files.every(([file, exists]) => host.fileExists(file) === exists) &&
      subfolders.every(([folder, names]) => listSubfolders(host, folder) === names) &&
      folders.every(([folder, exists]) => host.directoryExists(folder) === exists) &&
      realPaths.every(([path, real]) => host.realPath(path) === real)
    );
  }

  private hashOf(file: FilePath): string | null {
    const known = this.hashes.get(file);
    if (known !== undefined) return known;
    const text = this.parts.readText(file);
    const found = text === undefined ? null : hash(text);
    this.hashes.set(file, found);
    return found;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

function sorted({ files, folders, realPaths, texts, subfolders }: Observed): readonly (readonly string[])[] {
  const lists = [
    files,
    folders,
    realPaths,
    texts,
    subfolders,
  ] as readonly (readonly (readonly unknown[])[])[];
  return lists.map((list) => list.map((entry) => JSON.stringify(entry)).sort());
}
