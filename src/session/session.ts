/** The façade of the engine: every shell (command line, language server) asks here and nowhere else. */
import type { Changes } from '../model/changes.js';
import type { FixOffer, TextEdit } from '../model/edit.js';
import type { AcquireSite, FileProblem, Finding } from '../model/finding.js';
import type { LeakCost } from '../model/leak-cost.js';
import type { Lifetime } from '../model/lifetime.js';
import type { FilePath, Position } from '../model/location.js';
import type { RawAnalysis } from './raw-analysis.js';
import type { PoolSetting } from './pool-settings.js';
import type { MissingTypes } from '../syntax/missing-types.js';

export type { PoolSetting };
export type { CacheOptions, CacheStore } from './answer-cache.js';
export type { FileHost } from '../model/file-host.js';

/** All that is known about one file. */
export interface FileAnalysis {
  readonly file: FilePath;
  /** Sorted by position; suppressed ones included. */
  readonly findings: readonly Finding[];
  readonly lifetimes: readonly Lifetime[];
  readonly problems: readonly FileProblem[];
  /** Imports whose types are not installed, so that less is known of what comes from them. */
  readonly missingTypes?: MissingTypes;
}

export interface AuditProgress {
  readonly done: number;
  readonly total: number;
  readonly file: FilePath;
}

export interface AuditRequest {
  /** Absolute files and folders. */
  readonly paths: readonly FilePath[];
  readonly onProgress?: (progress: AuditProgress) => void;
  /** Checked between files; a cancelled audit rejects with an `AuditCancelled`. */
  readonly isCancelled?: () => boolean;
  /** Parts of the same audit that were made before. */
  readonly parts?: readonly AuditPart[];
}

/** Which part of an audit: `index` counts from one. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What one shard of an audit found; plain data. */
export interface AuditPart {
  readonly shard: Shard;
  /** Of all files and settings of the audit: parts of different trees do not fit together. */
  readonly tree: string;
  readonly answers: readonly { readonly file: FilePath; readonly raw: RawAnalysis }[];
}

/** One acquire site, whether it is released or not. */
export interface AuditedSite {
  readonly file: FilePath;
  readonly site: AcquireSite;
  /** What each leak of it costs, where that is known. */
  readonly cost?: LeakCost;
}

export interface AuditResult {
  /** Sorted by file, then position; suppressed ones included. */
  readonly findings: readonly Finding[];
  readonly problems: readonly FileProblem[];
  /** Only findings in code that changed since are left, for people; absent: all. */
  readonly since?: string;
  /** All acquire sites, sorted by file, then position. */
  readonly sites: readonly AuditedSite[];
  readonly counts: {
    /** Files that were looked at. */
    readonly files: number;
    /** Those that can touch a resource and were analysed. */
    readonly analysed: number;
    readonly acquireSites: number;
    /** Left out because too large or minified. */
    readonly skipped: number;
  };
}

/** What applying all proved fixes of a file, one after the other, comes to. */
export interface FixAllResult {
  readonly file: FilePath;
  /** Relative to the analysed text; applying them all is one change. */
  readonly edits: readonly TextEdit[];
  readonly newText: string;
  readonly fixed: readonly Finding[];
  readonly refused: readonly { readonly finding: Finding; readonly reason: string }[];
}

export interface Session {
  /** From now on `text` stands for the file, whatever the disk says. */
  openDocument(file: FilePath, text: string): void;
  closeDocument(file: FilePath): void;
  /** Files changed on disk: forget what was known of them. */
  filesChanged(files: readonly FilePath[]): void;
  /** Whether findings are suppressed by this file; a change of it changes nothing else. */
  isBaseline(file: FilePath): boolean;
  /** The baseline that the configuration of the file names; it need not be there yet. */
  baselineOf(file: FilePath): FilePath | undefined;
  /** Why an audit of the folder leaves the file out, as a sentence for people; undefined when it does not. */
  findOmission(file: FilePath): string | undefined;
  /** Answers from memory when nothing changed. */
  analyze(file: FilePath): FileAnalysis;
  /** The lifetime whose resource is named at the position, or else the innermost one held there. */
  lifetimeAt(file: FilePath, position: Position): Lifetime | undefined;
  /** Of the pool a resource comes from; undefined when nothing is known of it. */
  poolSettings(lifetime: Lifetime): readonly PoolSetting[] | undefined;
  /** Proved fixes first; a refusal only when there is no fix. */
  fixes(file: FilePath, findingId: string): readonly FixOffer[];
  fixAll(file: FilePath): FixAllResult;
  audit(request: AuditRequest): Promise<AuditResult>;
  /** A part of the audit; all parts given to {@link audit} come to the same as the audit alone. */
  auditPart(request: AuditRequest, shard: Shard): Promise<AuditPart>;
  /** Whether what the finding says rests on code that changed: in its own function, or in what that calls. */
  isTouched(finding: Finding, changes: Changes): boolean;
  /** Keeps for the next run what this one has learnt. */
  saveCache(): void;
  /** What a leak at the site costs, by the configuration of the file and the contract. */
  leakCost(file: FilePath, site: AcquireSite): LeakCost | undefined;
}

/** The parts are not those of one audit of this tree; the message says which and why, for people. */
export class PartsMismatch extends Error {
  override readonly name = 'PartsMismatch';
}

export class AuditCancelled extends Error {
  override readonly name = 'AuditCancelled';
  constructor() {
    super('The audit was cancelled.');
  }
}
