/**
 * What one audit learnt about one project in one round, as a file of the cache: the answers, and what they rest on.
 *
 * The text carries a checksum: a file that was cut off or changed, or that another version wrote, is as good as none.
 */
import type { FilePath } from '../model/location.js';
import type { ProgramBasis } from '../syntax/program-basis.js';
import { hash } from './answer-keys.js';
import type { RawAnalysis } from './raw-analysis.js';

export interface KeptAnswer {
  readonly file: FilePath;
  /** As {@link AnswerKeys}. */
  readonly key: string;
  /** Of the configuration that held for the file. */
  readonly config: string;
  /** Of all source files; only for answers that rest on them. */
  readonly program?: string;
  readonly raw: RawAnalysis;
}

export interface Observed {
  readonly files: readonly (readonly [FilePath, boolean])[];
  readonly folders: readonly (readonly [FilePath, boolean])[];
  readonly realPaths: readonly (readonly [FilePath, FilePath])[];
  /** Path and hash of the text; null: no such file. */
  readonly texts: readonly (readonly [FilePath, string | null])[];
  /** Path, and the folders in it. */
  readonly subfolders: readonly (readonly [FilePath, string])[];
}

export interface AnswerPack {
  /** The files the program was made from. */
  readonly roots: readonly FilePath[];
  readonly observed: Observed;
  readonly answers: readonly KeptAnswer[];
}

const FORMAT = 'connection-lifetimes cache 2';

/** `engine` names the version that gives the answers. */
export function seal(content: unknown, engine: string): string {
  const body = JSON.stringify(content);
  return `${FORMAT} ${engine} ${hash(body)}\n${body}`;
}

/** What {@link seal} was given; undefined when the text is not whole, or from another version. */
export function unseal(text: string, engine: string): unknown {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== `${FORMAT} ${engine} ${hash(body)}`) return undefined;
  return JSON.parse(body);
}

export function toObserved({ observed, files }: ProgramBasis): Observed {
  const texts = new Map<FilePath, string | null>();
  for (const [file, text] of observed.texts) texts.set(file, text === undefined ? null : hash(text));
  for (const { file, text } of files) texts.set(file, hash(text));
  return {
    // That a file is there is said by its text.
    files: [...observed.files].filter(([file]) => typeof texts.get(file) !== 'string'),
    folders: [...observed.folders],
    realPaths: [...observed.realPaths],
    texts: [...texts],
    subfolders: [...observed.subfolders],
  };
}
