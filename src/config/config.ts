/** What a configuration says, after it has been read and checked. */
import type { Contract } from '../model/contract.js';
import type { Level, RuleId } from '../model/finding.js';
import type { FilePath } from '../model/location.js';

/** The part of the file host that configuration needs. */
export interface ConfigHost {
  readFile(file: FilePath): string | undefined;
  fileExists(file: FilePath): boolean;
}

export type RuleSetting = 'off' | Level;

export interface Config {
  /** Folder the file stands in; `include` and `exclude` are relative to it. */
  readonly folder: FilePath;
  /** The file it was read from; absent when there is none. */
  readonly file?: FilePath;
  /** Globs or folders; empty: everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly rules: Readonly<Partial<Record<RuleId, RuleSetting>>>;
  readonly contracts: readonly Contract[];
  /** Name of the pool → connections it holds at most. */
  readonly pools: Readonly<Record<string, number>>;
  readonly baseline?: FilePath;
}

/** The configuration of a project that has none. */
export function getDefaultConfig(folder: FilePath): Config {
  return { folder, include: [], exclude: [], rules: {}, contracts: [], pools: {} };
}
