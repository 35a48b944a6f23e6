/** The declaration files of the language itself, which ts-morph carries as text: nothing is read from disk for them. */
import { getLibFiles } from '@ts-morph/common';

export const LIB_FOLDER = '/~lib';

let texts: ReadonlyMap<string, string> | undefined;

/** Text of a library file such as `lib.es2023.d.ts`. */
export function findLibText(path: string): string | undefined {
  texts ??= new Map(getLibFiles().map((file) => [`${LIB_FOLDER}/${file.fileName}`, file.text]));
  return texts.get(path);
}
