/** All that the command line needs from the world, so that a test can be the world. */
import type { Changes } from '../model/changes.js';
import type { Config } from '../config/config.js';
import type { FilePath } from '../model/location.js';
import type { CacheOptions, CacheStore, FileHost, Session } from '../session/session.js';

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
}

export interface SessionRequest {
  readonly host: FileHost;
  readonly root: FilePath;
  /** The configuration that was named; without it, the nearest one of each file holds. */
  readonly config?: Config;
  /** Absent: nothing is kept from one run to the next. */
  readonly cache?: CacheOptions;
  /** Names the version of the engine, to the byte. */
  readonly version: string;
}

export type ReplaceOutcome =
  { readonly kind: 'written' } | { readonly kind: 'refused'; readonly reason: string };

export interface CliIo {
  readonly cwd: FilePath;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly host: FileHost;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Milliseconds, from any start. */
  now(): number;
  isInterrupted(): boolean;
  /** An argument as the user wrote it, as an absolute path. */
  toPath(argument: string): FilePath;
  /** Throws what the operating system says. */
  writeFile(file: FilePath, text: string): void;
  /** Replaces the text of a source file in one step, unless it is no longer `expected`. */
  replaceFile(file: FilePath, expected: string, text: string): ReplaceOutcome;
  /** Names the version of the engine, to the byte. */
  getEngineId(): string;
  /** Where answers are kept: the folder that was named, or the user's cache folder. */
  openCache(folder: FilePath | undefined): CacheStore;
  /** What changed since the last commit, or on this branch since `base`; throws an Error for people. */
  findChanges(base: string | undefined): Changes;
  /** Script and style sheet of the HTML report; throws when the installation is incomplete. */
  readPage(): { readonly script: string; readonly style: string };
  /** Loads the engine; nothing else here is slow to start. */
  loadSession(request: SessionRequest): Promise<Session>;
  startLanguageServer(): Promise<void>;
}
