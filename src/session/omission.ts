/** Why an audit leaves a file out: the editor says it, instead of showing an empty answer. */
import { baseName, findRelativePath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { toMatcher, type FileFilter } from './find-files.js';
import {
  MAX_FILE_BYTES,
  canBeMinified,
  hasMinifiedName,
  isDeclarationName,
  looksMinified,
} from './source-file.js';

/**
 * A sentence for people; undefined when the file is analysed. A file that .gitignore excludes is analysed once it is
 * opened, as one that is named on the command line is.
 */
export function findOmission(file: FilePath, text: string, filter: FileFilter): string | undefined {
  const name = baseName(file);
  if (file.includes('/node_modules/')) return 'Files in node_modules are not analysed.';
  if (isDeclarationName(name)) return 'Declaration files hold no code and are not analysed.';
  if (text.length > MAX_FILE_BYTES) return 'Larger than 1 MB: not analysed.';
  if (hasMinifiedName(name) || (canBeMinified(name, text.length) && looksMinified(text))) {
    return 'Minified code is not analysed.';
  }
  return isFilteredOut(file, filter) ? 'Left out by the configuration of Connection Lifetimes.' : undefined;
}

function isFilteredOut(file: FilePath, { folder, include, exclude }: FileFilter): boolean {
  if (findRelativePath(folder, file) === undefined) return false;
  return toMatcher(exclude, folder)(file) || (include.length > 0 && !toMatcher(include, folder)(file));
}
