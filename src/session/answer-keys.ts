/**
 * Keys of answers: equal keys mean equal answers, whatever happened to the rest of the tree.
 *
 * What is said of a file rests on its text, on what it imports, directly or not, on what is declared globally, and on
 * the settings of its project. Some answers ask all files of the program; those have to be the same too.
 */
import { createHash } from 'node:crypto';
import type { FilePath } from '../model/location.js';
import type { BasisFile, ProgramBasis } from '../syntax/program-basis.js';

export interface AnswerKeys {
  keyOf(file: FilePath): string;
  /** Of all source files of the program. */
  readonly program: string;
}

export function hash(...parts: readonly string[]): string {
  const sum = createHash('sha256');
  // The length keeps `ab`, `c` apart from `a`, `bc`.
  for (const part of parts) sum.update(`${part.length}:`).update(part);
  return sum.digest('base64url');
}

export function createAnswerKeys({ settings, files }: ProgramBasis): AnswerKeys {
  const byPath = new Map(files.map((file) => [file.file, { ...file, hash: hash(file.text) }]));
  const print = (paths: Iterable<FilePath>): string =>
    hash(...[...paths].sort().flatMap((path) => [path, byPath.get(path)?.hash ?? '']));
  const reached = (from: readonly FilePath[]): ReadonlySet<FilePath> => reach(from, byPath);
  const globals = print(reached(files.filter(({ isGlobal }) => isGlobal).map(({ file }) => file)));
  return {
    keyOf: (file) => hash(settings, globals, file, print(reached([file]))),
    program: print(files.filter(({ isDeclaration }) => !isDeclaration).map(({ file }) => file)),
  };
}

function reach(from: readonly FilePath[], files: ReadonlyMap<FilePath, BasisFile>): ReadonlySet<FilePath> {
  const found = new Set(from);
  for (const file of found) for (const next of files.get(file)?.imports ?? []) found.add(next);
  return found;
}
